import type { RequestHandler } from 'express';
import { ApiFailure } from '../services/failure';
import { type OwnOrigin, isForeign } from '../services/origin';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses writes of a foreign origin by cookie (CSRF); a browser never sends a bearer token by itself. */
export function sameOrigin(own: OwnOrigin): RequestHandler {
  return (req, _res, next) => {
    // The test by which `secretOf` reads a bearer token: with any other Authorization the cookie counts.
    const borne = !/^Bearer \S+$/i.test(req.headers.authorization ?? '');
    if (!SAFE.has(req.method) && borne && isForeign(req, own)) {
      throw new ApiFailure('forbidden', 'a write with a cookie comes from the same origin');
    }
    next();
  };
}
