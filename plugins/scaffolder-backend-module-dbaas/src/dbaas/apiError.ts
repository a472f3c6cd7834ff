import {
  AuthenticationError,
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { both } from '../text';

/** What the API tells beside the message. */
export type ApiErrorDetails = {
  status: number;
  code?: string;
  field?: string;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const asString = (value: unknown) =>
  typeof value === 'string' && value.length > 0 ? value : undefined;

function readBody(
  body: unknown,
): Omit<ApiErrorDetails, 'status'> & { message?: string } {
  const error = isRecord(body) && isRecord(body.error) ? body.error : {};
  const text = isRecord(error.text) ? error.text : {};
  return {
    code: asString(error.code),
    field: asString(error.field),
    message: inBoth(text) ?? asString(error.message),
  };
}

function inBoth(text: Record<string, unknown>): string | undefined {
  const en = asString(text.en);
  return en && both({ en, zh: asString(text.zh) ?? en });
}

/** A proxy in between may answer with anything. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const ERRORS_BY_STATUS: Record<number, new (message: string) => Error> = {
  400: InputError,
  401: AuthenticationError,
  403: NotAllowedError,
  404: NotFoundError,
  409: ConflictError,
  503: ServiceUnavailableError,
};

/**
 * A refusal of the API: its own words in both languages, and the field that they are
 * about, so that a template's author sees what to change.
 */
export async function readApiError(
  response: Response,
): Promise<{ error: Error; details: ApiErrorDetails }> {
  const { code, field, message } = readBody(parseJson(await response.text()));
  const words = message ?? `the dbaas plugin answered ${response.status}`;
  const ErrorType = ERRORS_BY_STATUS[response.status] ?? Error;
  return {
    error: new ErrorType(field ? `${words} (field: ${field})` : words),
    details: { status: response.status, code, field },
  };
}
