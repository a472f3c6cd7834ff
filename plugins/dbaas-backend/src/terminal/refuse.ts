import { ConflictError, NotAllowedError } from '@backstage/errors';
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

function detailsOf(code: string, words: LocalizedText, more: object = {}) {
  return {
    code: 'terminal-refused' as const,
    params: { reason: code, ...more },
    text: {
      en: errorText('terminal-refused', { reason: words.en }).en,
      zh: errorText('terminal-refused', { reason: words.zh }).zh,
    },
  };
}

/** One more terminal than is allowed at once. */
export function tooManyTerminals(
  scope: 'actor' | 'instance',
  maximum: number,
): Error {
  const details = detailsOf(
    `too-many-of-${scope}`,
    scope === 'actor'
      ? {
          en: `you have ${maximum} open already`,
          zh: `您已打开 ${maximum} 个终端`,
        }
      : {
          en: `${maximum} are open on this instance already`,
          zh: `该实例已打开 ${maximum} 个终端`,
        },
    { maximum },
  );
  return Object.assign(new TooManyRequestsError(details.text.en), details);
}

/** The ticket is unknown, used, too old, or somebody else's: all the same. */
export function badTicket(): Error {
  const details = detailsOf('bad-ticket', {
    en: 'the ticket is not valid any more; open it anew',
    zh: '票据已失效,请重新打开',
  });
  return Object.assign(new NotAllowedError(details.text.en), details);
}

/** The member has gone, or never was. */
export function noSuchMember(member: string): Error {
  const details = detailsOf(
    'no-such-member',
    { en: `${member} is not there`, zh: `成员 ${member} 不存在` },
    { member },
  );
  return Object.assign(new ConflictError(details.text.en), details);
}

/** The platform did not let the portal in, for a reason of its own. */
export function notEntered(why: Reason | undefined): Error {
  const details = detailsOf(
    why?.code ?? 'not-entered',
    why?.text ?? {
      en: 'the member cannot be entered',
      zh: '无法进入该成员',
    },
  );
  return Object.assign(new ConflictError(details.text.en), details);
}
