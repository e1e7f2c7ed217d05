import { z } from 'zod';
import { SyncAnswer } from '../../../../shared/contract/work/sync';
import { ROUTES } from '../../../../shared/contract/routes';
import type { Context } from '../../../services/context';
import { syncOf } from '../../../services/sync';
import { seqParam } from '../../params';
import { requesterOf } from '../../request-signal';
import { Routes } from '../../routes';

/** A phone's copy of its sites, for reading without a network (contract 5). */
export function syncRoutes(context: Context): Routes {
  const routes = new Routes(context);
  routes.on(
    'devices',
    {
      method: 'get',
      path: ROUTES.sync,
      does: 'What changed in the account’s sites since a ledger number; all of it without one, or when ledger or reach are others.',
      query: {
        since: seqParam.optional(),
        ledger: z.string().max(200).optional(),
        reach: z.string().max(64).optional(),
      },
      answer: SyncAnswer,
    },
    async ({ res, account, query }) => void res.json(await syncOf(context, account, requesterOf(account, res), query)),
  );
  return routes;
}
