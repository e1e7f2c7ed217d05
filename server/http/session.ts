import type { Response } from 'express';
import { z } from 'zod';
import type { SessionAnswer } from '../../shared/contract/http';
import { ROUTES } from '../../shared/contract/routes';
import { COOKIE, SESSION_MS } from '../access/access';
import { Unfit } from '../access/managed';
import { weakness } from '../access/passwords';
import { type Context, secretOf } from '../edge/context';
import { Failure } from '../edge/failure';
import { Routes } from './routes';

const password = z.string().min(1).max(1000);

/** Log in, log out, who I am, my own password, and the one-time link of a first start (contract 2, 3). */
export function sessionRoutes(context: Context): Routes {
  const routes = new Routes(context);
  const { access, managed } = context;
  const cookie = { httpOnly: true, sameSite: 'strict', secure: context.secure, path: '/' } as const;

  const logIn = async (res: Response, name: string, word: string, from: string) => {
    const result = await access.logIn(name, word, from);
    if (!result) throw new Failure('unauthenticated', 'the name or the password is wrong');
    if ('waitS' in result) {
      throw new Failure('too-fast', 'too many wrong passwords: wait, then try again', undefined, result.waitS);
    }
    res.cookie(COOKIE, result.secret, { ...cookie, maxAge: SESSION_MS });
    return { user: result.account } satisfies SessionAnswer;
  };

  routes.open(
    {
      method: 'post',
      path: ROUTES.session,
      does: 'Logs in: the account, and a cookie.',
      body: { username: z.string().min(1).max(200), password },
    },
    async ({ req, res, body }) => {
      res.json(await logIn(res, body.username, body.password, req.ip ?? ''));
    },
  );

  routes.on('account', { method: 'get', path: ROUTES.session, does: 'Who I am.' }, ({ res, account }) => {
    res.json({ user: account } satisfies SessionAnswer);
  });

  routes.on(
    'account',
    {
      method: 'patch',
      path: ROUTES.session,
      does: 'Changes my own password, and ends my other sessions.',
      body: { password, newPassword: password },
    },
    async ({ req, res, account, body }) => {
      // The old one is asked for by the same guarded way as at a log-in: a borrowed session is not enough.
      await logIn(res, account.name, body.password, req.ip ?? '');
      if (!(await managed.change(account.id, { password: body.newPassword }, account.id))) {
        throw new Failure('forbidden', 'a token has no password');
      }
      res.json(await logIn(res, account.name, body.newPassword, req.ip ?? ''));
    },
  );

  routes.open({ method: 'delete', path: ROUTES.session, does: 'Logs out.', status: 204 }, async ({ req, res }) => {
    const secret = secretOf(req.headers);
    if (secret !== null) await access.logOut(secret);
    res.clearCookie(COOKIE, cookie);
    res.status(204).end();
  });

  routes.open(
    {
      method: 'post',
      path: ROUTES.setUp,
      does: 'Makes the administrator by the one-time link of a first start.',
      status: 201,
      body: { secret: z.string().max(200), password },
    },
    async ({ req, res, body }) => {
      const why = weakness(body.password, 'admin');
      if (why !== null) throw new Unfit('password', why);
      if (!(await access.setUp(body.secret, body.password))) {
        throw new Failure('forbidden', 'this link was used, or is not of this start');
      }
      res.status(201).json(await logIn(res, 'admin', body.password, req.ip ?? ''));
    },
  );

  return routes;
}
