import type { RequestHandler } from 'express';
import { ApiFailure } from '../services/failure';
import { isForeign } from '../services/origin';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses writes that another origin makes a browser send; a bearer token is never sent by itself, so it may. */
export function sameOrigin(publicOrigin: string | null): RequestHandler {
  return (req, _res, next) => {
    // By the same sign by which a secret is read: any other Authorization leaves the cookie to speak.
    const borne = !/^Bearer \S+$/i.test(req.headers.authorization ?? '');
    if (!SAFE.has(req.method) && borne && isForeign(req.headers, publicOrigin)) {
      throw new ApiFailure('forbidden', 'a write with a cookie comes from the same origin');
    }
    next();
  };
}
