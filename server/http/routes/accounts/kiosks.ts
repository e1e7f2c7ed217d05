import { z } from 'zod';
import { KioskAnswer, type KioskItem, KioskItemPage } from '../../../../shared/contract/accounts/kiosks';
import type { Account } from '../../../../shared/contract/http';
import { SessionAnswer } from '../../../../shared/contract/accounts/session';
import { ROUTES } from '../../../../shared/contract/routes';
import { toIso } from '../../../../shared/model/instant';
import { parseScope } from '../../../../shared/model/scope';
import { requestDialect } from '../../../../shared/model/shapes';
import { visibilityOf } from '../../../access/policy';
import { type Context, inScope, whoAsks } from '../../../services/context';
import { ApiFailure } from '../../../services/failure';
import { RateLimit, clientOf } from '../../../services/rate-limit';
import type { TokenRow } from '../../../store/store';
import { instantParam, scopeParam } from '../../params';
import { keepKiosk, sessionAnswer } from '../../session-answer';
import { originOf } from '../../token-origin';
import { Routes } from '../../routes';

const shape = { name: requestDialect.name, scope: scopeParam, expiresAt: instantParam.nullish() };

const WINDOW_MS = 10 * 60_000;
/** A school's screens and people share one address. */
const OPENED_MOST = 30;
const MADE_MOST = 30;

/** Counts it; refuses it beyond the limit. */
function assertRate(limit: RateLimit, key: string, now: number): void {
  const waitS = limit.waitS(key, now);
  if (waitS > 0) throw new ApiFailure('too-fast', 'too many links: wait, then go on', undefined, waitS);
  limit.count(key, now);
}

/** Screens of the wall (contract 3): made as a link, listed with their last use, revoked; and the opening of a link. */
export function kioskRoutes(context: Context): Routes {
  const routes = new Routes(context);
  const { accountAdmin, kiosks, ledger, clock } = context;
  const opened = new RateLimit(OPENED_MOST, WINDOW_MS);
  const made = new RateLimit(MADE_MOST, WINDOW_MS);

  /** Those whose whole scope the account sees. */
  async function visible(account: Account): Promise<TokenRow[]> {
    const rows = await kiosks.all();
    const visibility = visibilityOf(account);
    return ledger.read((fold, now) =>
      rows.filter(({ scope }) =>
        scope.every((text) => {
          const parsed = parseScope(text);
          return parsed !== null && fold.scoped.covers(visibility, parsed, now);
        }),
      ),
    );
  }

  routes.on(
    'screens',
    {
      method: 'get',
      path: ROUTES.kiosks,
      does: 'The screens of the wall within the account’s scope, with their last use.',
      answer: KioskItemPage,
    },
    async ({ res, account }) => {
      const isoOf = (at: number | null) => (at === null ? null : toIso(at));
      const items = (await visible(account)).map((row): KioskItem => {
        const dates = {
          createdAt: toIso(row.createdAt),
          expiresAt: isoOf(row.expiresAt),
          linkUntil: isoOf(row.linkUntil),
        };
        return { id: row.id, name: row.name, scope: row.scope.join(), ...dates, ...originOf(row) };
      });
      res.json({ items } satisfies KioskItemPage);
    },
  );

  routes.on(
    'screens',
    {
      method: 'post',
      path: ROUTES.kiosks,
      does: 'Makes a link for a screen of the wall: it reads one area, can be opened once, and is shown this once.',
      status: 201,
      body: shape,
      answer: KioskAnswer,
    },
    async ({ res, account, body: { name, scope, expiresAt = null } }) => {
      if (scope.kind !== 'area') throw new ApiFailure('bad-request', 'scope: a screen shows an area', 'scope');
      await inScope(context, account, scope);
      assertRate(made, account.id, clock());
      const { id, secret, linkUntil } = await kiosks.make({ name, scope: scope.code, expiresAt }, account.id);
      res.status(201).json({ id, path: `/wall#${secret}`, linkUntil: toIso(linkUntil) } satisfies KioskAnswer);
    },
  );

  routes.on(
    'screens',
    { method: 'delete', path: ROUTES.kiosk, does: 'Revokes a screen: it shows nothing from then on.', status: 204 },
    async ({ req, res, account }) => {
      const row = (await visible(account)).find(({ id }) => id === req.params['id']);
      if (!row || !(await accountAdmin.revoke(row.id, account.id))) {
        throw new ApiFailure('not-found', 'there is no such screen');
      }
      res.status(204).end();
    },
  );

  routes.open(
    {
      method: 'post',
      path: ROUTES.kioskSession,
      does: 'Opens the link of a screen, once: a cookie takes the place of its secret.',
      body: { secret: z.string().min(1).max(200) },
      answer: SessionAnswer,
    },
    async ({ req, res, body }) => {
      assertRate(opened, clientOf(req.ip ?? ''), clock());
      const own = await kiosks.open(body.secret);
      if (own === null) throw new ApiFailure('unauthenticated', 'this link was opened, revoked, or is too old');
      const caller = await whoAsks(context, own, true);
      keepKiosk(context, res, own);
      res.json((await sessionAnswer(context, caller)) satisfies SessionAnswer);
    },
  );

  return routes;
}
