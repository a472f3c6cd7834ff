import {
  ConflictError,
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  ErrorCode,
  errorText,
  LocalizedText,
  Problem,
  Reason,
} from '@dbaas-portal/plugin-dbaas-common';

export type ErrorParams = Record<string, string | number | boolean>;

/**
 * What every refusal tells besides its kind. The properties are enumerable, so
 * Backstage's error middleware puts them into the answer's `error`.
 */
export type ErrorDetails = {
  code: ErrorCode;
  /** A path into the request, dots between names. */
  field?: string;
  params?: ErrorParams;
};

/** 400: the request itself is wrong. */
export class DbaasInputError extends InputError {
  readonly code: ErrorCode;
  readonly field?: string;
  readonly params: ErrorParams;
  readonly text: LocalizedText;
  constructor({ code, field, params = {} }: ErrorDetails) {
    const text = errorText(code, params);
    super(text.en);
    this.code = code;
    this.field = field;
    this.params = params;
    this.text = text;
  }
}

/** 409: the request is right, but not now or not here. */
export class DbaasConflictError extends ConflictError {
  readonly code: ErrorCode;
  readonly field?: string;
  readonly params: ErrorParams;
  readonly text: LocalizedText;
  constructor({ code, field, params = {} }: ErrorDetails) {
    const text = errorText(code, params);
    super(text.en);
    this.code = code;
    this.field = field;
    this.params = params;
    this.text = text;
  }
}

/** 404: not there, or not for the caller to see. */
export class DbaasNotFoundError extends NotFoundError {
  readonly code: ErrorCode = 'not-found';
  readonly params: ErrorParams;
  readonly text: LocalizedText;
  constructor(what: string) {
    const text = errorText('not-found', { what });
    super(text.en);
    this.params = { what };
    this.text = text;
  }
}

/** 503: a location that does not answer, so that nothing can be said. */
export class DbaasUnavailableError extends ServiceUnavailableError {
  readonly code: ErrorCode = 'location-unreachable';
  readonly params: ErrorParams;
  readonly text: LocalizedText;
  constructor(location: string) {
    const text = errorText('location-unreachable', { location });
    super(text.en);
    this.params = { location };
    this.text = text;
  }
}

/** Codes of refusals that depend on the moment, not on the request. */
const CONFLICTS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'name-taken',
  'over-quota',
  'operation-excluded',
  'stale-revision',
  'key-reused',
  'protected',
  'has-dependants',
  'not-empty',
  'not-offered',
  'not-running',
]);

/** One thing that is wrong with a request, as previews list it. */
export function problem({ code, field, params = {} }: ErrorDetails): Problem {
  return {
    code,
    ...(field === undefined ? {} : { field }),
    params,
    text: errorText(code, params),
  };
}

/** The error that a problem is when it is the first of a request. */
export function errorOf(details: ErrorDetails): Error {
  return CONFLICTS.has(details.code)
    ? new DbaasConflictError(details)
    : new DbaasInputError(details);
}

/** The reason of a text that only this backend knows, in both languages. */
export function reason(
  code: string,
  text: LocalizedText,
  params?: ErrorParams,
): Reason {
  return { code, text, ...(params ? { params } : {}) };
}
