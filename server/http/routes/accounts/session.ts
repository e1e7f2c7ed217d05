import { z } from 'zod';
import { SessionAnswer } from '../../../../shared/contract/accounts/session';
import { ROUTES } from '../../../../shared/contract/routes';
import { ValidationError } from '../../../access/account-admin';
import { weakness } from '../../../access/passwords';
import { type Context, cookieName, secretOf } from '../../../services/context';
import { ApiFailure } from '../../../services/failure';
import { clientOf, cookieFor, keepKiosk, renewSession, handOut, refusal, sessionAnswer } from '../../session-answer';
import { password, secondFactorCode } from '../../params';
import { Routes } from '../../routes';

/** Log in, log out, who I am, my own password, and the one-time link of a first start (contract 2, 3). */
export function sessionRoutes(context: Context): Routes {
  const routes = new Routes(context);
  const { authentication, accountAdmin, firstStart, store } = context;

  routes.open(
    {
      method: 'post',
      path: ROUTES.session,
      does: 'Logs in: the account, what it must do first, the business zone and the server’s time, and a cookie. With a second factor: its code, or a recovery code.',
      body: { username: z.string().min(1).max(200), password, code: secondFactorCode.optional() },
      answer: SessionAnswer,
    },
    async ({ req, res, body }) => {
      const { client } = clientOf(req);
      const result = await authentication.logIn(body.username, body.password, req.ip ?? '', body.code, client);
      res.json(await handOut(context, res, result));
    },
  );

  routes.on(
    'account',
    {
      method: 'get',
      path: ROUTES.session,
      does: 'Who I am, what I must do first, the business zone and the server’s time.',
      answer: SessionAnswer,
      early: true,
      kiosk: true,
    },
    async ({ req, res, caller }) => {
      const secret = caller.by === 'kiosk' ? secretOf(context, { cookie: req.headers.cookie }) : null;
      if (secret !== null) keepKiosk(context, res, secret);
      res.json(await sessionAnswer(context, caller));
    },
  );

  routes.on(
    'account',
    {
      method: 'patch',
      path: ROUTES.session,
      does: 'Changes my own password, and ends my other sessions.',
      body: { password, newPassword: password },
      answer: SessionAnswer,
      early: true,
    },
    async ({ req, res, account, body }) => {
      // The old password is checked as at a log-in, with the same limits: a stolen session alone is not enough.
      const checked = await store.accounts.byId(account.id);
      const refused = await authentication.prove(account.id, body.password, req.ip ?? '');
      if (refused) throw refusal(refused);
      const same = body.newPassword === body.password ? 'the new password is the old one' : null;
      const why = same ?? weakness(body.newPassword, account.name);
      if (why !== null) throw new ValidationError('newPassword', why, 'password-weak');
      const change = { password: body.newPassword };
      // Not when the administrator has set another one since the old password was checked.
      const changed = await accountAdmin.change(account.id, change, account.id, checked?.passwordHash);
      if (!changed) throw new ApiFailure('unauthenticated', 'log in first');
      res.json(await renewSession(context, res, account.id));
    },
  );

  routes.open({ method: 'delete', path: ROUTES.session, does: 'Logs out.', status: 204 }, async ({ req, res }) => {
    const secret = secretOf(context, req.headers);
    if (secret !== null) await authentication.logOut(secret);
    res.clearCookie(cookieName(context), cookieFor(context));
    res.status(204).end();
  });

  routes.open(
    {
      method: 'post',
      path: ROUTES.setUp,
      does: 'Makes the administrator by the one-time link of a first start.',
      status: 201,
      body: { secret: z.string().max(200), password },
      answer: SessionAnswer,
    },
    async ({ req, res, body }) => {
      const why = weakness(body.password, 'admin');
      if (why !== null) throw new ValidationError('password', why, 'password-weak');
      const accountId = await firstStart.setUp(body.secret, body.password);
      if (accountId === null) throw new ApiFailure('forbidden', 'this link was used, or is not of this start');
      // Not by a log-in: wrong tries at `admin` before there was one must not lock out who has just made it.
      const begun = await authentication.beginFirst(accountId, clientOf(req));
      if (!begun) throw new ApiFailure('unauthenticated', 'log in first');
      res.status(201).json(await handOut(context, res, begun));
    },
  );

  return routes;
}
