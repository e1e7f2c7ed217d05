import { once } from 'node:events';
import type { Response } from 'express';
import pLimit from 'p-limit';
import { ROUTES } from '../../../../shared/contract/routes';
import type { Context } from '../../../services/context';
import { limitParam, seqParam } from '../../params';
import { requesterOf } from '../../request-signal';
import { Routes } from '../../routes';

const PAGE = 500;
const shape = { after: seqParam.optional(), limit: limitParam(100_000).optional() };
const type = 'application/x-ndjson';

/** The ledger as NDJSON, the lines that an export carries (contract 5, 7). */
export function ledgerRoutes(context: Context): Routes {
  const routes = new Routes(context);
  // Many who ask for the whole ledger take no more of the machine than one does.
  const oneAtATime = pLimit(1);
  routes.on(
    'ledger',
    { method: 'get', path: ROUTES.ledger, does: 'The ledger after a seq, line by line.', query: shape, type },
    async ({ res, account, query: { after = 0, limit = 100_000 } }) => {
      const requester = requesterOf(account, res);
      res.type(type);
      const end = after + limit;
      for (let seq = after; seq < end && !res.destroyed;) {
        const page = await oneAtATime(() => context.store.entries.linesAside(seq, Math.min(PAGE, end - seq)));
        if (page.count === 0) break;
        // Each page has its turn among what accounts ask.
        await context.turns.read(requester, () => sent(res, page.bytes), seq > after);
        seq += page.count;
      }
      res.end();
    },
  );
  return routes;
}

/** Writes a page; a slow reader is waited for. It listens before anything else runs: `drain` comes once. */
function sent(res: Response, bytes: Uint8Array): Promise<unknown> | null {
  return res.write(bytes) ? null : Promise.race([once(res, 'drain'), once(res, 'close')]);
}
