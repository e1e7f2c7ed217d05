import { z } from 'zod';
import { type SessionItem, SessionItemPage } from '../../../../shared/contract/accounts/session';
import { ROUTES } from '../../../../shared/contract/routes';
import { toIso } from '../../../../shared/model/instant';
import { has } from '../../../access/policy';
import { type Context, cookieName, secretOf } from '../../../services/context';
import { ApiFailure } from '../../../services/failure';
import { type Asked, Routes } from '../../routes';
import { cookieFor } from '../../session-answer';

/** The open sessions of an account (contract 3): listed and ended by itself, or by the administrator. */
export function userSessionRoutes(context: Context): Routes {
  const routes = new Routes(context);
  const { authentication, accountAdmin } = context;

  const accountIdOf = ({ req, account }: Pick<Asked, 'req' | 'account'>): string => {
    const id = String(req.params['id']);
    if (id !== account.id && !has(account, 'manage')) throw new ApiFailure('forbidden', 'this account may not');
    return id;
  };
  const isMissing = () => new ApiFailure('not-found', 'there is no such account');

  routes.on(
    'account',
    {
      method: 'get',
      path: ROUTES.userSessions,
      does: 'The open sessions of an account, newest first: one’s own, or for the administrator.',
      answer: SessionItemPage,
    },
    async (asked) => {
      const id = accountIdOf(asked);
      if (!(await context.store.accounts.byId(id))) throw isMissing();
      const items = (await authentication.sessionsOf(id)).map((row): SessionItem => ({
        id: row.id,
        startedAt: toIso(row.startedAt),
        lastUsedAt: row.lastUsedAt === null ? null : toIso(row.lastUsedAt),
        endsAt: toIso(row.expiresAt),
        client: row.client,
        address: row.address,
        current: row.id === asked.caller.sessionId,
      }));
      asked.res.json({ items } satisfies SessionItemPage);
    },
  );

  routes.on(
    'account',
    {
      method: 'delete',
      path: ROUTES.userSessions,
      does: 'Ends the sessions of an account: one’s own, or for the administrator. except=current keeps the one that asks.',
      status: 204,
      query: { except: z.literal('current').optional() },
    },
    async (asked) => {
      const { req, res, caller, account, query } = asked;
      const id = accountIdOf(asked);
      const isOwn = id === account.id && caller.by === 'session';
      const kept = isOwn && query.except ? (secretOf(context, req.headers) ?? undefined) : undefined;
      if (!(await accountAdmin.endSessions(id, account.id, kept))) throw isMissing();
      if (isOwn && kept === undefined) res.clearCookie(cookieName(context), cookieFor(context));
      res.status(204).end();
    },
  );

  return routes;
}
