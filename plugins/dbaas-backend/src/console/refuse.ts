import { ConflictError } from '@backstage/errors';
import {
  errorText,
  LocalizedText,
  Reason,
} from '@dbaas-portal/plugin-dbaas-common';

/** Too much at once: to be tried again, by whoever already has some. */
class TooManyRequestsError extends Error {
  readonly name = 'TooManyRequestsError';
  readonly status = 429;
}

function localized(
  code: 'statement-refused' | 'not-offered',
  reason: LocalizedText,
): LocalizedText {
  return {
    en: errorText(code, { reason: reason.en }).en,
    zh: errorText(code, { reason: reason.zh }).zh,
  };
}

/** The console is not there, and why. */
export function notOffered(reason: Pick<Reason, 'code' | 'text'>): Error {
  const text = localized('not-offered', reason.text);
  return Object.assign(new ConflictError(text.en), {
    code: 'not-offered',
    params: { reason: reason.code },
    text,
  });
}

/** One more statement than is allowed at once. */
export function tooMany(scope: 'actor' | 'instance', maximum: number): Error {
  const whose: LocalizedText =
    scope === 'actor'
      ? { en: 'you already run', zh: '您正在运行的语句已达' }
      : { en: 'on this instance already run', zh: '该实例正在运行的语句已达' };
  const text = localized('statement-refused', {
    en: `${whose.en} ${maximum} statements`,
    zh: `${whose.zh} ${maximum} 条`,
  });
  return Object.assign(new TooManyRequestsError(text.en), {
    code: 'statement-refused',
    params: { reason: `too-many-of-${scope}`, maximum },
    text,
  });
}

/** The caller chose an id that is in use. */
export function idTaken(): Error {
  const text = localized('statement-refused', {
    en: 'a statement of this id is running',
    zh: '该标识的语句正在运行',
  });
  return Object.assign(new ConflictError(text.en), {
    code: 'statement-refused',
    field: 'id',
    params: { reason: 'id-taken' },
    text,
  });
}

/** The server did not let the console in; its own words stay here. */
export function notConnected(): Error {
  const text = localized('statement-refused', {
    en: 'the server does not answer',
    zh: '服务器无响应',
  });
  return Object.assign(new ConflictError(text.en), {
    code: 'statement-refused',
    params: { reason: 'not-connected' },
    text,
  });
}
