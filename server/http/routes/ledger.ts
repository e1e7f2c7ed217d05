import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ROUTES } from '../../../shared/contract/routes';
import type { Context } from '../../services/context';
import { limitParam, seqParam } from '../params';
import { Routes } from '../routes';

const PAGE = 500;
const shape = { after: seqParam.optional(), limit: limitParam(100_000).optional() };
const type = 'application/x-ndjson';

/** The ledger as NDJSON, the lines that an export carries (contract 5, 7). */
export function ledgerRoutes(context: Context): Routes {
  const routes = new Routes(context);
  routes.on(
    'ledger',
    { method: 'get', path: ROUTES.ledger, does: 'The ledger after a seq, line by line.', query: shape, type },
    async ({ res, query: { after = 0, limit = 100_000 } }) => {
      res.type(type);
      let seq = after;
      const end = after + limit;
      while (seq < end && !res.destroyed) {
        const lines = await context.store.entries.linesAside(seq, Math.min(PAGE, end - seq));
        if (lines.length === 0) break;
        seq += lines.length;
        // Wait for a slow reader before the next page is read.
        if (!res.write(`${lines.join('\n')}\n`)) await Promise.race([once(res, 'drain'), once(res, 'close')]);
        // Others are served between two pages, however fast they come.
        await nextTurn();
      }
      res.end();
    },
  );
  return routes;
}
