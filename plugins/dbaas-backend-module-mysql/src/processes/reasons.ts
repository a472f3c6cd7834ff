import { Reason } from '@dbaas-portal/plugin-dbaas-common';
import {
  MemberProbe,
  offerReasons,
  statusReasons,
} from '@dbaas-portal/plugin-dbaas-node';

export const oneMember = offerReasons.oneMember({
  en: '“Primary and replicas”',
  zh: '“一主多从”',
});

/** Why a replica is none to rely on, if so. */
export const troubleOfReplica = ({
  member,
  probe,
}: MemberProbe & { ok: true }): Reason | undefined =>
  probe.facts.linked === true ? undefined : statusReasons.notFollowing(member);

export const isJoining = (member: string): Reason => ({
  code: 'member-joining',
  params: { member },
  text: {
    en: `${member} joins the group and fetches what it lacks`,
    zh: `${member} 正在加入复制组并同步数据`,
  },
});

export const notInGroup = (member: string, state: string): Reason => ({
  code: 'member-not-in-group',
  params: { member, state },
  text: {
    en: `${member} runs, but is not in the group (${state})`,
    zh: `${member} 在运行,但不在复制组中(${state})`,
  },
  cure: {
    en: `It joins by itself within two minutes of its start; if not, restart ${member}`,
    zh: `启动后两分钟内会自动加入;否则请重启 ${member}`,
  },
});

export const noQuorum = (
  member: string,
  present: number,
  known: number,
): Reason => ({
  code: 'no-quorum',
  params: { member, present, known },
  text: {
    en: `${member} sees ${present} of ${known} members: too few to decide on a write`,
    zh: `${member} 仅能看到 ${known} 个成员中的 ${present} 个,不足以提交写入`,
  },
});

export const groupEnded: Reason = {
  code: 'group-ended',
  text: {
    en: 'No majority of the members is in the group, so it takes no writes',
    zh: '复制组中的成员不足多数,无法写入',
  },
  cure: {
    en: 'When every member answers, the portal restarts it by itself within a minute: the group begins anew from the member that has every transaction. If one stays silent, restart the instance yourself: what only that one has may be lost',
    zh: '所有成员均有响应时,门户会在一分钟内自动重启:复制组将从拥有全部事务的成员重新引导。若有成员始终无响应,请自行重启实例:仅存在于该成员的事务可能丢失',
  },
};
