import { InputError } from '@backstage/errors';
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

/** Gives the errors of the validator the shape of all others. */
export function mapErrors(): ErrorRequestHandler {
  return (error, _request, _response, next) => {
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
