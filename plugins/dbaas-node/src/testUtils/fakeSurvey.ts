import { LocationSurvey } from '../contracts';

/** One machine that is nowhere. */
export function fakeSurvey(): LocationSurvey {
  return {
    observedAt: new Date().toISOString(),
    oneMachine: true,
    nodes: {
      items: [
        {
          name: 'nowhere-0',
          ready: true,
          cordoned: false,
          roles: [],
          remarks: [],
          allocatable: { cpuMillis: 8000, memoryMib: 16384 },
        },
      ],
      notes: [],
    },
    storage: { items: [{ name: 'memory', isDefault: true }], notes: [] },
  };
}
