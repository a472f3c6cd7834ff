import { LocalizedText } from './model';

/**
 * Codes of the errors that the API answers with. The response body of
 * Backstage's errors carries them as `error.code`, with `error.field` (a path
 * into the request, dots between names) and `error.params`.
 *
 * @public
 */
export const ERROR_TEXTS = {
  'invalid-request': {
    en: 'The request is not valid: {detail}',
    zh: '请求无效:{detail}',
  },
  'invalid-name': {
    en: 'The name “{name}” is not allowed: {rule}',
    zh: '名称“{name}”不可用:{rule}',
  },
  'reserved-name': {
    en: 'The name “{name}” is reserved',
    zh: '名称“{name}”为保留名称',
  },
  'name-taken': {
    en: 'The name “{name}” is taken',
    zh: '名称“{name}”已被使用',
  },
  'unknown-value': {
    en: '“{value}” is not known; possible: {possible}',
    zh: '未知的值“{value}”;可选:{possible}',
  },
  'not-offered': {
    en: 'Not offered here: {reason}',
    zh: '此处不提供:{reason}',
  },
  'out-of-range': {
    en: '{value} is out of range: from {minimum} to {maximum}',
    zh: '{value} 超出范围:{minimum} 到 {maximum}',
  },
  'wrong-type': {
    en: 'Expected {expected}',
    zh: '应为 {expected}',
  },
  'below-minimum': {
    en: '{value} is below what the engine needs: {minimum}',
    zh: '{value} 低于引擎所需的最小值:{minimum}',
  },
  'over-quota': {
    en: 'Over the quota of tenant {tenant}: {resource} needs {needed}, {free} is left',
    zh: '超出租户 {tenant} 的配额:{resource} 需要 {needed},剩余 {free}',
  },
  'operation-excluded': {
    en: '“{kind}” cannot run while “{other}” is {state}',
    zh: '“{other}”处于 {state} 状态时不能执行“{kind}”',
  },
  'stale-revision': {
    en: 'It has changed meanwhile: revision {actual}, not {expected}',
    zh: '内容已被更改:当前修订 {actual},而非 {expected}',
  },
  'key-reused': {
    en: 'This idempotency key was used for another request',
    zh: '该幂等键已用于另一请求',
  },
  protected: {
    en: '“{name}” is protected; lift the protection first',
    zh: '“{name}”受保护;请先解除保护',
  },
  'has-dependants': {
    en: '{count} components depend on it: {dependants}',
    zh: '有 {count} 个组件依赖它:{dependants}',
  },
  'confirm-mismatch': {
    en: 'Type the name “{name}” to confirm',
    zh: '请输入名称“{name}”以确认',
  },
  'not-empty': {
    en: '“{name}” still has {count} instances',
    zh: '“{name}”仍有 {count} 个实例',
  },
  'not-found': {
    en: 'Not found, or not for you to see: {what}',
    zh: '未找到,或您无权查看:{what}',
  },
  'not-allowed': {
    en: 'You may not do this: {permission}',
    zh: '您没有此权限:{permission}',
  },
  'not-cancellable': {
    en: 'It can no longer be cancelled: {reason}',
    zh: '已无法取消:{reason}',
  },
  'not-retryable': {
    en: 'It cannot be retried in state {state}',
    zh: '处于 {state} 状态,无法重试',
  },
  'not-running': {
    en: '“{name}” is not running',
    zh: '“{name}”未在运行',
  },
  'fleet-paused': {
    en: 'Operations are paused by {actor}',
    zh: '操作已被 {actor} 暂停',
  },
  'too-large': {
    en: 'Too large: at most {maximum}',
    zh: '过大:最多 {maximum}',
  },
  'location-unreachable': {
    en: 'The location {location} does not answer',
    zh: '位置 {location} 无响应',
  },
  'statement-failed': {
    en: 'The database answered: {message}',
    zh: '数据库返回:{message}',
  },
  'log-unavailable': {
    en: 'The log cannot be read: {reason}',
    zh: '无法读取日志:{reason}',
  },
  'too-many-logs': {
    en: 'At most {maximum} logs can be open at once; close one',
    zh: '最多可同时打开 {maximum} 个日志;请先关闭一个',
  },
  internal: {
    en: 'Something went wrong in the portal; its log tells more under {id}',
    zh: '门户内部出错;详情见日志 {id}',
  },
  'statement-refused': {
    en: 'Refused: {reason}',
    zh: '已拒绝:{reason}',
  },
  'terminal-refused': {
    en: 'No terminal: {reason}',
    zh: '无法打开终端:{reason}',
  },
} as const satisfies Record<string, LocalizedText>;

/** @public */
export type ErrorCode = keyof typeof ERROR_TEXTS;

/**
 * Fills `{name}` placeholders; a missing one stays visible.
 *
 * @public
 */
export function fillText(
  text: string,
  params: Record<string, string | number | boolean> = {},
): string {
  return text.replace(/\{(\w+)\}/g, (whole, key: string) =>
    key in params ? String(params[key]) : whole,
  );
}

/**
 * The text of an error in a language.
 *
 * @public
 */
export function errorText(
  code: ErrorCode,
  params?: Record<string, string | number | boolean>,
): LocalizedText {
  const text = ERROR_TEXTS[code];
  return { en: fillText(text.en, params), zh: fillText(text.zh, params) };
}
