import {
  EngineDescriptor,
  MemberResources,
} from '@dbaas-portal/plugin-dbaas-common';
import { ErrorDetails } from '../../errors';

const RESOURCES = ['cpuMillis', 'memoryMib', 'storageMib'] as const;

/** What a member gets, against what the engine needs to start. */
export function checkResources(
  resources: MemberResources,
  engine: EngineDescriptor,
  field: string,
): ErrorDetails[] {
  return RESOURCES.flatMap((name): ErrorDetails[] => {
    const value = resources[name];
    const minimum = engine.minimum[name];
    if (!Number.isSafeInteger(value)) {
      return [
        {
          code: 'wrong-type',
          field: `${field}.${name}`,
          params: { expected: 'integer' },
        },
      ];
    }
    return value >= minimum
      ? []
      : [
          {
            code: 'below-minimum',
            field: `${field}.${name}`,
            params: { value, minimum },
          },
        ];
  });
}

/** How many members a topology takes. */
export function checkMembers(
  members: number,
  topologyId: string,
  engine: EngineDescriptor,
  field: string,
): ErrorDetails[] {
  const topology = engine.topologies.find(t => t.id === topologyId);
  if (!topology) {
    return [];
  }
  const { minimum, maximum, odd } = topology.members;
  if (members < minimum || members > maximum) {
    return [
      {
        code: 'out-of-range',
        field,
        params: { value: members, minimum, maximum },
      },
    ];
  }
  return odd && members % 2 === 0
    ? [
        {
          code: 'invalid-request',
          field,
          words: {
            detail: {
              en: 'the number of members has to be odd',
              zh: '成员数量必须为奇数',
            },
          },
        },
      ]
    : [];
}
