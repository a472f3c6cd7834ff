import { InstanceSpec, ResourceSum } from '@dbaas-portal/plugin-dbaas-common';

/**
 * What `members` members of a spec take. A stopped instance keeps its storage
 * and gives back cpu and memory.
 *
 * @public
 */
export function sumOfMembers(
  spec: InstanceSpec,
  members: number = spec.members,
): ResourceSum {
  return {
    cpuMillis: spec.running ? spec.resources.cpuMillis * members : 0,
    memoryMib: spec.running ? spec.resources.memoryMib * members : 0,
    storageMib: spec.resources.storageMib * members,
    instances: 1,
  };
}
