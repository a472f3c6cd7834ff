import {
  InstanceSpec,
  InstanceStatus,
  Reason,
} from '@dbaas-portal/plugin-dbaas-common';
import { MemberProbe } from '@dbaas-portal/plugin-dbaas-node';
import { z } from 'zod';
import { isGroup } from './kind';
import { groupEnded, isJoining, noQuorum, notInGroup } from './reasons';

const viewShape = z.object({
  state: z.string(),
  quorum: z.boolean(),
  present: z.number(),
  known: z.number(),
});

/** Why a member is no part of a group that can decide; none of who is. */
export function troubleInGroup({
  member,
  probe,
}: MemberProbe & { ok: true }): Reason | undefined {
  const view = viewShape.safeParse(probe.facts.group);
  if (probe.facts.linked === true || !view.success) {
    return undefined;
  }
  const { state, quorum, present, known } = view.data;
  if (state === 'RECOVERING') {
    return isJoining(member);
  }
  return state === 'ONLINE' && !quorum
    ? noQuorum(member, present, known)
    : notInGroup(member, state);
}

/** Says what to do where members are up and none of them leads. */
export function withCure(
  spec: InstanceSpec,
  status: InstanceStatus,
): InstanceStatus {
  const up = status.members.some(m => m.role !== 'unknown');
  return isGroup(spec) && status.health === 'red' && up
    ? { ...status, reasons: [groupEnded, ...status.reasons] }
    : status;
}
