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
  /** Parameters that are words, which differ by language. */
  words?: Record<string, LocalizedText>;
};

/** Parameters as programs read them: words in English. */
function paramsOf({ params = {}, words = {} }: ErrorDetails): ErrorParams {
  const english = Object.entries(words).map(([key, text]) => [key, text.en]);
  return { ...params, ...Object.fromEntries(english) };
}

function textOf(details: ErrorDetails): LocalizedText {
  const { code, params = {}, words = {} } = details;
  const of = (language: 'en' | 'zh') => {
    const said = Object.entries(words).map(([k, text]) => [k, text[language]]);
    return errorText(code, { ...params, ...Object.fromEntries(said) })[
      language
    ];
  };
  return { en: of('en'), zh: of('zh') };
}

/** 400: the request itself is wrong. */
export class DbaasInputError extends InputError {
  readonly code: ErrorCode;
  readonly field?: string;
  readonly params: ErrorParams;
  readonly text: LocalizedText;
  constructor(details: ErrorDetails) {
    const text = textOf(details);
    super(text.en);
    this.code = details.code;
    this.field = details.field;
    this.params = paramsOf(details);
    this.text = text;
  }
}

/** 409: the request is right, but not now or not here. */
export class DbaasConflictError extends ConflictError {
  readonly code: ErrorCode;
  readonly field?: string;
  readonly params: ErrorParams;
  readonly text: LocalizedText;
  constructor(details: ErrorDetails) {
    const text = textOf(details);
    super(text.en);
    this.code = details.code;
    this.field = details.field;
    this.params = paramsOf(details);
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
export function problemOf(details: ErrorDetails): Problem {
  return {
    code: details.code,
    ...(details.field === undefined ? {} : { field: details.field }),
    params: paramsOf(details),
    text: textOf(details),
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
