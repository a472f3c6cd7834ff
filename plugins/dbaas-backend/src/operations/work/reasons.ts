import { LocalizedText, Reason } from '@dbaas-portal/plugin-dbaas-common';
import { Observed } from '@dbaas-portal/plugin-dbaas-node';
import { reason } from '../../errors';

/** What the worker itself has to say. */
export const reasons = {
  paused: (actor: string) =>
    reason(
      'fleet-paused',
      {
        en: `Waits: operations are paused by ${actor}`,
        zh: `等待中:操作已被 ${actor} 暂停`,
      },
      { actor },
    ),
  kindUnknown: (kind: string) =>
    reason(
      'kind-unknown',
      {
        en: `This release does not know operations of kind “${kind}”`,
        zh: `当前版本不支持“${kind}”类型的操作`,
      },
      { kind },
    ),
  bindingNotFound: (engine: string, controller: string) =>
    reason(
      'binding-not-found',
      {
        en: `Nothing here serves ${engine} by ${controller}`,
        zh: `此处没有通过 ${controller} 提供 ${engine} 的组件`,
      },
      { engine, controller },
    ),
  bindingFailed: () =>
    reason('binding-failed', {
      en: "The binding failed; the backend's log tells more",
      zh: '绑定执行失败;详情见后端日志',
    }),
  tenantGone: (tenant: string) =>
    reason(
      'tenant-gone',
      {
        en: `The tenant ${tenant} is no longer there`,
        zh: `租户 ${tenant} 已不存在`,
      },
      { tenant },
    ),
  recordGone: () =>
    reason('record-gone', {
      en: 'The instance is no longer there',
      zh: '该实例已不存在',
    }),
  noProgress: (step: string) =>
    reason(
      'no-progress',
      {
        en: `It makes no progress: step “${step}” is asked for again and again`,
        zh: `没有进展:步骤“${step}”被反复请求`,
      },
      { step },
    ),
  timedOut: (seconds: number, why?: Reason) =>
    reason(
      'step-timed-out',
      {
        en: `Not done within ${seconds} s${why ? `: ${why.text.en}` : ''}`,
        zh: `${seconds} 秒内未完成${why ? `:${why.text.zh}` : ''}`,
      },
      { seconds },
    ),
  notProven: () =>
    reason('not-proven', {
      en: 'Nothing connected to the new instance to prove that it serves',
      zh: '尚未通过连接验证新实例可用',
    }),
  cleanedUp: () =>
    reason('cleaned-up', {
      en: 'What a failure had left was cleaned up',
      zh: '失败后遗留的内容已清理',
    }),
  cancelled: () =>
    reason('cancelled', {
      en: 'Cancelled; what was begun was undone',
      zh: '已取消;已开始的变更已撤销',
    }),
  notBegun: (actor: string) =>
    reason(
      'cancelled',
      {
        en: `Cancelled by ${actor} before it began`,
        zh: `在开始前被 ${actor} 取消`,
      },
      { actor },
    ),
};

/** How many resources are named; the rest is counted. */
const NAMED = 10;

/** Where nobody looked, or nobody could. */
export const NOT_SEEN: LocalizedText = {
  en: 'What exists of the instance could not be seen.',
  zh: '无法确认实例当前的资源情况。',
};

/** Where it ended before anything was done. */
export const NOTHING_BEGUN: LocalizedText = {
  en: 'Nothing was begun.',
  zh: '尚未开始任何操作。',
};

/** What exists now, for whoever has to decide after a failure. */
export function remainsOf(resources: Observed[]): LocalizedText {
  if (resources.length === 0) {
    return {
      en: 'Nothing of the instance runs; only its record exists.',
      zh: '实例没有任何运行中的资源,仅保留记录。',
    };
  }
  const names = resources
    .slice(0, NAMED)
    .map(({ resource }) => `${resource.kind} ${resource.metadata.name}`);
  const more = resources.length - names.length;
  return {
    en: `These exist: ${names.join(', ')}${
      more > 0 ? ` and ${more} more` : ''
    }.`,
    zh: `现存资源:${names.join('、')}${more > 0 ? ` 等另外 ${more} 个` : ''}。`,
  };
}

/** What the log of events says. */
export const events = {
  began: (attempt: number, by: string): LocalizedText =>
    attempt === 1
      ? { en: `Begun by backend ${by}`, zh: `由后端 ${by} 开始执行` }
      : {
          en: `Attempt ${attempt}, by backend ${by}`,
          zh: `第 ${attempt} 次尝试,由后端 ${by} 执行`,
        },
  resumed: (by: string): LocalizedText => ({
    en: `Taken up again by backend ${by} where it stood`,
    zh: `由后端 ${by} 从中断处继续`,
  }),
  cancelling: (): LocalizedText => ({
    en: 'A cancel was asked for: what was begun is undone',
    zh: '已请求取消:正在撤销已开始的变更',
  }),
  retrying: (step: string, why: Reason): LocalizedText => ({
    en: `Step “${step}” is tried again: ${why.text.en}`,
    zh: `步骤“${step}”将重试:${why.text.zh}`,
  }),
  ended: (health: string): LocalizedText => ({
    en: `Done; health seen: ${health}`,
    zh: `完成;观测到的健康状态:${health}`,
  }),
};
