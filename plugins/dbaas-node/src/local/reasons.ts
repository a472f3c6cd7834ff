import { Reason } from '@dbaas-portal/plugin-dbaas-common';

/** Why a local instance is not green: the same words for every engine. */
export const localReasons = {
  unreachable: (): Reason => ({
    code: 'platform-unreachable',
    text: { en: 'The platform does not answer', zh: '平台无响应' },
  }),
  nothingThere: (): Reason => ({
    code: 'nothing-there',
    text: { en: 'Nothing of it is there', zh: '尚无任何资源' },
  }),
  stopped: (): Reason => ({
    code: 'stopped',
    text: { en: 'It is stopped', zh: '已停止' },
  }),
  noPrimary: (): Reason => ({
    code: 'no-primary',
    text: { en: 'No member takes writes', zh: '没有可写入的成员' },
  }),
  severalPrimaries: (members: string): Reason => ({
    code: 'several-primaries',
    params: { members },
    text: {
      en: `Several members take writes: ${members}`,
      zh: `多个成员同时可写:${members}`,
    },
  }),
  addressDown: (): Reason => ({
    code: 'address-down',
    text: { en: 'Its address takes no connections', zh: '访问地址不接受连接' },
  }),
  addressWrong: (member: string): Reason => ({
    code: 'address-wrong',
    params: { member },
    text: {
      en: `Its address leads to ${member}, which is not the primary`,
      zh: `访问地址指向 ${member},而它不是主节点`,
    },
  }),
  membersMissing: (there: number, wanted: number): Reason => ({
    code: 'members-missing',
    params: { there, wanted },
    text: {
      en: `${there} of ${wanted} members are there`,
      zh: `应有 ${wanted} 个成员,现有 ${there} 个`,
    },
  }),
  memberDown: (member: string, state: string): Reason => ({
    code: 'member-down',
    params: { member, state },
    text: {
      en: `${member} does not run (${state})`,
      zh: `${member} 未运行(${state})`,
    },
  }),
  notListening: (member: string): Reason => ({
    code: 'member-not-listening',
    params: { member },
    text: {
      en: `${member} takes no connections yet`,
      zh: `${member} 尚不接受连接`,
    },
  }),
  notProbed: (member: string): Reason => ({
    code: 'member-not-probed',
    params: { member },
    text: { en: `${member} was not asked yet`, zh: `尚未探测 ${member}` },
  }),
};
