import { LocalizedText, Reason } from '@dbaas-portal/plugin-dbaas-common';

/**
 * Errors that pass by themselves: a server that is not up yet, a busy
 * database, a location that is away for a moment. Codes of the operating
 * system, of SQLite and of the SQL standard; drivers and platforms say it of
 * their own errors by `transient`.
 */
const TRANSIENT_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'SQLITE_BUSY',
  'SQLITE_LOCKED',
  '40001',
  '40P01',
  '57P03',
]);

function propertyOf(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null
    ? Object.getOwnPropertyDescriptor(error, name)?.value
    : undefined;
}

/** Follows causes, a few levels deep. */
function chain(error: unknown): unknown[] {
  const found: unknown[] = [];
  let current = error;
  while (current !== undefined && current !== null && found.length < 5) {
    found.push(current);
    current = propertyOf(current, 'cause');
  }
  return found;
}

export function isTransient(error: unknown): boolean {
  return chain(error).some(e => {
    const code = propertyOf(e, 'code');
    return (
      propertyOf(e, 'transient') === true ||
      (e instanceof Error && e.name === 'ServiceUnavailableError') ||
      (typeof code === 'string' && TRANSIENT_CODES.has(code))
    );
  });
}

function isText(value: unknown): value is LocalizedText {
  return (
    typeof propertyOf(value, 'en') === 'string' &&
    typeof propertyOf(value, 'zh') === 'string'
  );
}

function isReason(value: unknown): value is Reason {
  return (
    typeof propertyOf(value, 'code') === 'string' &&
    isText(propertyOf(value, 'text'))
  );
}

/**
 * What an error has to tell to people: its own `reason` where it brings one,
 * its `code` and `text` where it is one of ours.
 */
export function toldBy(error: unknown): Reason | undefined {
  for (const e of chain(error)) {
    const own = propertyOf(e, 'reason');
    if (isReason(own)) {
      return own;
    }
    if (isReason(e)) {
      const params = propertyOf(e, 'params');
      return {
        code: e.code,
        text: e.text,
        ...(isParams(params) ? { params } : {}),
      };
    }
  }
  return undefined;
}

/**
 * The reason of an error, for people. Of those that tell none only name and
 * code are told: a server's message may hold data, and goes into no ledger.
 */
export function reasonOf(error: unknown): Reason {
  const told = toldBy(error);
  if (told) {
    return told;
  }
  const name = error instanceof Error ? error.name : 'Error';
  const code = propertyOf(error, 'code');
  const shown = typeof code === 'string' ? `${name} ${code}` : name;
  return {
    code: 'step-failed',
    params: { error: shown },
    text: {
      en: `It failed: ${shown}; the backend's log tells more`,
      zh: `执行失败:${shown};详情见后端日志`,
    },
  };
}

function isParams(value: unknown): value is Reason['params'] {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every(v =>
      ['string', 'number', 'boolean'].includes(typeof v),
    )
  );
}
