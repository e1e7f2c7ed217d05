import type { ErrorRequestHandler } from 'express';
import type { ApiErrorCode } from '../../shared/contract/http';
import { Aborted } from '../ledger/errors';
import { apiError, failureOf, isOurs } from '../services/failure';
import type { Logger } from '../log';

const STATUS: Readonly<Record<ApiErrorCode, number>> = {
  'bad-request': 400,
  unauthenticated: 401,
  'second-factor': 401,
  forbidden: 403,
  'required-action': 403,
  'not-found': 404,
  conflict: 409,
  erased: 410,
  'too-large': 413,
  'unsupported-type': 415,
  'too-fast': 429,
  internal: 500,
  storage: 503,
  clock: 503,
  'not-ready': 503,
  busy: 503,
};

export const statusOf = (code: ApiErrorCode): number => STATUS[code];

export function onFailure(log: Logger): ErrorRequestHandler {
  return (error, _req, res, next) => {
    // The client has gone: there is nobody to answer, and nothing failed.
    if (error instanceof Aborted) return void res.end();
    const failure = failureOf(error);
    if (isOurs(failure)) log.error({ err: error }, failure.message);
    if (res.headersSent) return next(error);
    if (failure.retryAfterS !== undefined) res.set('Retry-After', String(failure.retryAfterS));
    res.status(STATUS[failure.code]).json({ error: apiError(failure) });
  };
}
