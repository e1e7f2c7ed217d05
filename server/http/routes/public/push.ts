import { type Request, type Response } from 'express';
import { z } from 'zod';
import type { Account } from '../../../../shared/contract/http';
import { PushTokenAnswer, PushTokenItemPage } from '../../../../shared/contract/accounts/tokens';
import { PushAnswer, PushRefusal } from '../../../../shared/contract/work/heartbeats';
import { ROUTES } from '../../../../shared/contract/routes';
import type { Visibility } from '../../../../shared/fold/visibility/visibility';
import { toIso } from '../../../../shared/model/instant';
import { mayRecord, visibilityOf } from '../../../access/policy';
import { noteOf } from '../../../monitoring/push-note';
import { actingAs } from '../../../services/acting';
import type { Context } from '../../../services/context';
import { ApiFailure } from '../../../services/failure';
import type { PushTokenRow } from '../../../store/store';
import { type Asked, Routes } from '../../routes';
import { originOf } from '../../token-origin';

/** The parameters of agents written for other uptime tools; any others are ignored. */
function read({ query }: Request): { status?: 'up' | 'down'; note?: string } {
  const { status, msg } = query;
  if (status !== undefined && status !== 'up' && status !== 'down') {
    throw new ApiFailure('bad-request', 'status: up or down', 'status');
  }
  const note = typeof msg === 'string' && msg !== 'OK' ? noteOf(msg) : undefined;
  return { ...(status && { status }), ...(note !== undefined && { note }) };
}

/** The right to change the device of an address is what makes it, and what it needs as long as it is used (contract 3). */
const mayMake = (account: Pick<Account, 'role'>) => mayRecord(account, 'device.changed');

/** Push addresses: heartbeats of one device (contract 4), and the routes that create, list and revoke them. */
export function pushRoutes(context: Context): Routes {
  const routes = new Routes(context);
  const { heartbeats, pushTokens, ledger } = context;

  /** Where an address reaches now: what its maker sees. `null`: everything, or nobody knows its maker; undefined: nowhere. */
  const reachOf = async ({ madeBy }: PushTokenRow): Promise<Visibility | undefined> => {
    if (madeBy === null) return null;
    const maker = await actingAs(context, madeBy);
    return maker && mayMake(maker) ? visibilityOf(maker) : undefined;
  };

  routes.open(
    {
      method: 'get',
      path: ROUTES.push,
      does: 'A heartbeat of one device: ?status=up|down&msg=&ping=',
      answer: PushAnswer,
      also: { 404: PushRefusal },
    },
    async ({ req, res }) => {
      const token = await pushTokens.of(String(req.params['token']));
      const reach = token ? await reachOf(token) : undefined;
      if (!token || reach === undefined) return gone(res, 'there is no such token');
      const voice = {
        writer: { actor: token.id, source: 'push' as const },
        canSee: (fold, id, at) => fold.scoped.isVisible(reach, `device:${id}`, at),
        earliest: () => -Infinity,
        authorize: ((draft, fold, now) => fold.check(draft, now)) satisfies Parameters<
          typeof ledger.record
        >[0]['authorize'],
      } satisfies Parameters<typeof heartbeats.receive>[0];
      const { refused } = await heartbeats.receive(voice, [{ deviceId: token.deviceId, ...read(req) }]);
      if (refused.length > 0) return gone(res, refused[0]!.code);
      await pushTokens.used(token);
      res.json({ ok: true });
    },
  );

  const inReach = async ({ account, visibility }: Pick<Asked, 'account' | 'visibility'>) => {
    if (!mayMake(account)) throw new ApiFailure('forbidden', 'this account may not');
    return ledger.read((fold, now) => (id: string) => {
      return fold.things.isRegistered(`device:${id}`) && fold.scoped.isVisible(visibility, `device:${id}`, now);
    });
  };

  const list = {
    method: 'get',
    path: ROUTES.pushTokens,
    does: 'The push tokens, without their secret. They work while their maker may change their device.',
  } as const;
  routes.on('account', { ...list, answer: PushTokenItemPage }, async (asked) => {
    const reached = await inReach(asked);
    const rows = (await pushTokens.all()).filter((row) => reached(row.deviceId));
    const items = rows.map((row) => {
      return { id: row.id, deviceId: row.deviceId, createdAt: toIso(row.createdAt), ...originOf(row) };
    });
    asked.res.json({ items } satisfies PushTokenItemPage);
  });

  const body = { deviceId: z.string().min(1).max(200) };
  const make = { method: 'post', path: ROUTES.pushTokens, does: 'Makes a push token, shown this once.' } as const;
  routes.on('account', { ...make, status: 201, body, answer: PushTokenAnswer }, async (asked) => {
    const { deviceId } = asked.body;
    if (!(await inReach(asked))(deviceId)) throw new ApiFailure('not-found', 'there is no such device', 'deviceId');
    const { id, token } = await pushTokens.issue(deviceId, asked.account.id);
    const path = ROUTES.push.replace(':token', token);
    asked.res.status(201).json({ id, token, path } satisfies PushTokenAnswer);
  });

  const end = { method: 'delete', path: ROUTES.pushToken, does: 'Takes a push token back.', status: 204 } as const;
  routes.on('account', end, async (asked) => {
    const reached = await inReach(asked);
    const row = (await pushTokens.all()).find(({ id }) => id === asked.req.params['id']);
    if (!row || !reached(row.deviceId)) throw new ApiFailure('not-found', 'there is no such token');
    await pushTokens.revoke(row, asked.account.id);
    asked.res.status(204).end();
  });

  return routes;
}

/** In the form that such agents expect. */
function gone(res: Response, msg: string): void {
  res.status(404).json({ ok: false, msg } satisfies PushRefusal);
}
