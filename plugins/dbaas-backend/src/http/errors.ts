import { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { errorText } from '@dbaas-portal/plugin-dbaas-common';
import { randomUUID } from 'crypto';
import { ErrorRequestHandler } from 'express';
import { DbaasInputError } from '../errors';

const PLACES = ['body', 'query', 'params', 'headers'];

/**
 * The validator tells paths as `request/body/a/b must …`; `field` of the API
 * is `a.b`. The name of what is missing or unknown stands in the text.
 */
export function fieldOf(message: string): string | undefined {
  const first = message.split(', ')[0];
  const path = /^request((?:\/[^\s/]+)*)/.exec(first)?.[1] ?? '';
  const steps = path.split('/').filter(step => step !== '');
  if (PLACES.includes(steps[0])) {
    steps.shift();
  }
  const named =
    /required property '([^']+)'/.exec(first)?.[1] ??
    /[Uu]nknown query parameter '([^']+)'/.exec(first)?.[1];
  const field = [...steps, ...(named ? [named] : [])].join('.');
  return field === '' ? undefined : field;
}

/** Errors that were made to be told. */
const TOLD: ReadonlySet<unknown> = new Set([
  'AuthenticationError',
  'ConflictError',
  'InputError',
  'NotAllowedError',
  'NotFoundError',
  'NotImplementedError',
  'NotModifiedError',
  'PayloadTooLargeError',
  'ServiceUnavailableError',
  'TooManyRequestsError',
]);

/** 500; what went wrong stands in the log only, under the same id. */
class InternalError extends Error {
  readonly name = 'InternalError';
  readonly status = 500;
  readonly code = 'internal';
  readonly params = { id: randomUUID().slice(0, 8) };
  readonly text = errorText('internal', this.params);
}

/**
 * Gives the errors of the validator the shape of all others, and keeps back
 * what was not made to be told: a database's error quotes the statement with
 * its values, a system's names addresses.
 */
export function mapErrors(logger: LoggerService): ErrorRequestHandler {
  return (error, _request, _response, next) => {
    if (!(error instanceof Error) || !TOLD.has(error.name)) {
      const internal = new InternalError();
      internal.message = internal.text.en;
      logger.error(`Request failed (${internal.params.id}): ${error}`);
      next(internal);
      return;
    }
    if (error instanceof InputError && !('code' in error)) {
      const field = fieldOf(error.message);
      next(
        new DbaasInputError({
          code: 'invalid-request',
          ...(field !== undefined && { field }),
          params: { detail: error.message.slice(0, 500) },
        }),
      );
      return;
    }
    next(error);
  };
}
