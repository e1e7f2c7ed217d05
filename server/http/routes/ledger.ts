import { once } from 'node:events';
import type { Response } from 'express';
import { ROUTES } from '../../../shared/contract/routes';
import type { Context } from '../../services/context';
import { limitParam, seqParam } from '../params';
import { requesterOf } from '../request-signal';
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
    async ({ res, account, query: { after = 0, limit = 100_000 } }) => {
      const requester = requesterOf(account, res);
      res.type(type);
      let seq = after;
      const end = after + limit;
      while (seq < end && !res.destroyed) {
        const lines = await context.store.entries.linesAside(seq, Math.min(PAGE, end - seq));
        if (lines.length === 0) break;
        const goesOn = seq > after;
        seq += lines.length;
        // Each page has its turn among what accounts ask.
        await context.turns.read(requester, () => sent(res, `${lines.join('\n')}\n`), goesOn);
      }
      res.end();
    },
  );
  return routes;
}

/** Writes a text; a slow reader is waited for. It listens before anything else runs: `drain` comes once. */
function sent(res: Response, text: string): Promise<unknown> | null {
  return res.write(text) ? null : Promise.race([once(res, 'drain'), once(res, 'close')]);
}
