import { z } from 'zod';
import { TokenAnswer, type TokenItem, TokenItemPage } from '../../../../shared/contract/accounts/tokens';
import { ROUTES } from '../../../../shared/contract/routes';
import { toIso } from '../../../../shared/model/instant';
import { ROLES } from '../../../../shared/model/vocabulary';
import { requestDialect } from '../../../../shared/model/shapes';
import { publicOf } from '../../../access/makers';
import type { Context } from '../../../services/context';
import { ApiFailure } from '../../../services/failure';
import { filterAccounts } from '../../../services/accounts-of-scope';
import { accountFilter, instantParam, scopeList } from '../../params';
import { originOf } from '../../token-origin';
import { Routes } from '../../routes';

const shape = {
  name: requestDialect.name,
  role: z.enum(ROLES),
  scope: scopeList.default([]),
  expiresAt: instantParam.nullish(),
};

/** Tokens for programs (contract 3): created, listed without their secret, revoked. */
export function tokenRoutes(context: Context): Routes {
  const routes = new Routes(context);
  const { accountAdmin, store } = context;

  routes.on(
    'manage',
    {
      method: 'get',
      path: ROUTES.tokens,
      does: 'The tokens, with who made them and when they were last used. They act within the rights of their maker.',
      query: accountFilter,
      answer: TokenItemPage,
    },
    async ({ res, query }) => {
      const rows = (await store.tokens.all()).filter(({ page }) => page === null);
      const tokens = rows.map((row): TokenItem => {
        const expiresAt = row.expiresAt === null ? null : toIso(row.expiresAt);
        return { ...publicOf(row), createdAt: toIso(row.createdAt), expiresAt, ...originOf(row) };
      });
      const items = await filterAccounts(context, tokens, query);
      res.json({ items } satisfies TokenItemPage);
    },
  );

  routes.on(
    'manage',
    {
      method: 'post',
      path: ROUTES.tokens,
      does: 'Makes a token, shown this once.',
      status: 201,
      body: shape,
      answer: TokenAnswer,
    },
    async ({ res, account, body: { expiresAt = null, ...given } }) => {
      res.status(201).json((await accountAdmin.issue({ ...given, expiresAt }, account.id)) satisfies TokenAnswer);
    },
  );

  routes.on(
    'manage',
    { method: 'delete', path: ROUTES.token, does: 'Revokes a token.', status: 204 },
    async ({ req, res, account }) => {
      if (!(await accountAdmin.revoke(String(req.params['id']), account.id))) {
        throw new ApiFailure('not-found', 'there is no such token');
      }
      res.status(204).end();
    },
  );

  return routes;
}
