import type { RequestHandler } from 'express';
import { Failure } from '../edge/failure';
import { isForeign } from '../edge/origin';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses writes that another origin makes a browser send; a bearer token is never sent by itself, so it may. */
export function sameOrigin(publicOrigin: string | null): RequestHandler {
  return (req, _res, next) => {
    const borne = req.headers.authorization === undefined;
    if (!SAFE.has(req.method) && borne && isForeign(req.headers, publicOrigin)) {
      throw new Failure('forbidden', 'a write with a cookie comes from the same origin');
    }
    next();
  };
}
