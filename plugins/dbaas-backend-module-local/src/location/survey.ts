import os from 'node:os';
import { LocationSurvey } from '@dbaas-portal/plugin-dbaas-node';
import { diskOf } from './disk';
import { freeMemoryMib } from './status';

const MIB = 1024 * 1024;

/** This machine, and the folder that the data is in. */
export async function surveyMachine(root: string): Promise<LocationSurvey> {
  const memoryMib = Math.floor(os.totalmem() / MIB);
  const disk = await diskOf(root);
  return {
    observedAt: new Date().toISOString(),
    oneMachine: true,
    nodes: {
      items: [
        {
          name: os.hostname(),
          ready: true,
          cordoned: false,
          roles: [],
          remarks: [],
          version: `${os.type()} ${os.release()}`,
          allocatable: { cpuMillis: os.cpus().length * 1000, memoryMib },
          used: { memoryMib: memoryMib - (await freeMemoryMib()) },
        },
      ],
      notes: [],
    },
    storage: {
      items: [{ name: root, isDefault: true, ...disk }],
      notes: [],
    },
  };
}
