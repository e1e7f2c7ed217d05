import type { Response } from 'express';
import { Router } from 'express';
import { z } from 'zod';
import type { SessionAnswer } from '../../shared/contract/http';
import { ROUTES } from '../../shared/contract/routes';
import { COOKIE, SESSION_MS } from '../access/access';
import { type Context, secretOf, whoAsks } from '../edge/context';
import { Failure } from '../edge/failure';
import { body } from './params';

const password = z.string().min(1).max(1000);

/** Log in, log out, who I am, and the one-time link of a first start (contract 2, 3). */
export function sessionRoutes(context: Context): Router {
  const router = Router();
  const { access } = context;

  const logIn = async (res: Response, name: string, word: string, from: string) => {
    const result = await access.logIn(name, word, from);
    if (!result) throw new Failure('unauthenticated', 'the name or the password is wrong');
    if ('waitS' in result) {
      throw new Failure('too-fast', 'too many wrong passwords: wait, then try again', undefined, result.waitS);
    }
    res.cookie(COOKIE, result.secret, {
      httpOnly: true,
      sameSite: 'strict',
      secure: context.secure,
      maxAge: SESSION_MS,
      path: '/',
    });
    return { user: result.account } satisfies SessionAnswer;
  };

  router.post(ROUTES.session, async (req, res) => {
    const given = body(req, { username: z.string().min(1).max(200), password });
    res.json(await logIn(res, given.username, given.password, req.ip ?? ''));
  });

  router.get(ROUTES.session, async (req, res) => {
    res.json({ user: await whoAsks(context, req) } satisfies SessionAnswer);
  });

  router.delete(ROUTES.session, async (req, res) => {
    const secret = secretOf(req.headers);
    if (secret !== null) await access.logOut(secret);
    res.clearCookie(COOKIE, { httpOnly: true, sameSite: 'strict', secure: context.secure, path: '/' });
    res.status(204).end();
  });

  router.post(ROUTES.setUp, async (req, res) => {
    const given = body(req, { secret: z.string().max(200), password });
    if (!(await access.setUp(given.secret, given.password))) {
      throw new Failure('forbidden', 'this link was used, or is not of this start');
    }
    res.status(201).json(await logIn(res, 'admin', given.password, req.ip ?? ''));
  });

  return router;
}
