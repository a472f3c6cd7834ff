import {
  InstanceSpec,
  InstanceStatus,
  Reason,
} from '@dbaas-portal/plugin-dbaas-common';
import { MemberProbe, Upkeep } from '@dbaas-portal/plugin-dbaas-node';
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

/**
 * A group whose members all ended, or most of them, never begins again by
 * itself: a restart leads it from the member that has every transaction. Only
 * when each of them answers: who is silent may have what the others lack.
 */
export function upkeepOfGroup(
  spec: InstanceSpec,
  status: InstanceStatus,
): Upkeep | undefined {
  const answers = status.members.filter(m => m.role !== 'unknown').length;
  const ended = status.reasons.some(r => r.code === groupEnded.code);
  const joins = status.reasons.some(r => r.code === isJoining('').code);
  return ended && !joins && answers === spec.members
    ? { kind: 'restart', reason: groupEnded }
    : undefined;
}
