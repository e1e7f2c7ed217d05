import { once } from 'node:events';
import { Router } from 'express';
import { ROUTES } from '../../shared/contract/routes';
import { type Context, allowed } from '../edge/context';
import { limitParam, query, seqParam } from './params';

const PAGE = 1000;

/** The ledger as NDJSON, the lines that an export carries (contract 5, 7). */
export function ledgerRoutes(context: Context): Router {
  const router = Router();
  router.get(ROUTES.ledger, async (req, res) => {
    const { after = 0, limit = 100_000 } = query(req, {
      after: seqParam.optional(),
      limit: limitParam(100_000).optional(),
    });
    await allowed(context, req, 'read:ledger', null);
    res.type('application/x-ndjson');
    let seq = after;
    const end = after + limit;
    while (seq < end && !res.destroyed) {
      const lines = await context.store.entries.lines(seq, Math.min(PAGE, end - seq));
      if (lines.length === 0) break;
      seq += lines.length;
      // A reader slower than the disk holds the next page back.
      if (!res.write(`${lines.join('\n')}\n`)) await Promise.race([once(res, 'drain'), once(res, 'close')]);
    }
    res.end();
  });
  return router;
}
