import { ResponseError } from '@backstage/errors';
import { LocalizedText } from '@dbaas-portal/plugin-dbaas-common';

/**
 * What an error of the API says, beyond its message.
 *
 * @public
 */
export type DbaasErrorDetails = {
  message: string;
  /** HTTP status; absent when no answer came at all. */
  status?: number;
  /** Name of the error class, e.g. `InputError`. */
  name?: string;
  /** One of the codes in `ERROR_TEXTS`. */
  code?: string;
  /** Path into the request, dots between names. */
  field?: string;
  params: Record<string, string | number | boolean>;
  text?: LocalizedText;
};

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function asText(value: unknown): LocalizedText | undefined {
  if (!isObject(value)) return undefined;
  const en = asString(value.en);
  const zh = asString(value.zh);
  return en !== undefined && zh !== undefined ? { en, zh } : undefined;
}

function asParams(value: unknown): DbaasErrorDetails['params'] {
  if (!isObject(value)) return {};
  const params: DbaasErrorDetails['params'] = {};
  for (const [key, entry] of Object.entries(value)) {
    if (
      typeof entry === 'string' ||
      typeof entry === 'number' ||
      typeof entry === 'boolean'
    ) {
      params[key] = entry;
    }
  }
  return params;
}

/**
 * Reads code, field, parameters and text of any error, however little it has.
 *
 * @public
 */
export function readDbaasError(error: unknown): DbaasErrorDetails {
  if (error instanceof ResponseError) {
    const body: unknown = error.body.error;
    const read = isObject(body) ? body : {};
    return {
      message: asString(read.message) ?? error.message,
      status: error.response.status,
      name: asString(read.name),
      code: asString(read.code),
      field: asString(read.field),
      params: asParams(read.params),
      text: asText(read.text),
    };
  }
  return {
    message: error instanceof Error ? error.message : String(error),
    params: {},
  };
}

/**
 * Whether an error only says that nobody waits for the answer any more.
 *
 * @public
 */
export function isAbortError(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
