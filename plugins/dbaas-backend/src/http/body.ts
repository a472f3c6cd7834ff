import express, { ErrorRequestHandler, RequestHandler } from 'express';
import { errorText } from '@dbaas-portal/plugin-dbaas-common';
import { DbaasInputError } from '../errors';

const MAX_BODY = { bytes: 1024 * 1024, text: '1 MiB' };

/** 413, typed as the others are. */
class PayloadTooLargeError extends Error {
  readonly name = 'PayloadTooLargeError';
  readonly status = 413;
  readonly code = 'too-large';
  readonly params = { maximum: MAX_BODY.text };
  readonly text = errorText('too-large', this.params);
}

const mapBodyErrors: ErrorRequestHandler = (
  error,
  _request,
  _response,
  next,
) => {
  if (error?.type === 'entity.too.large') {
    const refusal = new PayloadTooLargeError();
    refusal.message = refusal.text.en;
    next(refusal);
    return;
  }
  // Whatever else goes wrong here is wrong with what was sent. The parser's
  // message quotes the body, so it is not passed on.
  next(
    new DbaasInputError({
      code: 'invalid-request',
      field: 'body',
      params: {
        detail: `the body cannot be read (${error?.type ?? 'unknown'})`,
      },
    }),
  );
};

/** Reads bodies within their bound, before the contract is checked. */
export function readBody(): Array<RequestHandler | ErrorRequestHandler> {
  return [express.json({ limit: MAX_BODY.bytes }), mapBodyErrors];
}
