import { z } from 'zod';
import type { EntryItem, Page } from '../../../shared/contract/http';
import { EntryItemPage } from '../../../shared/contract/work/entries';
import { ROUTES } from '../../../shared/contract/routes';
import { isKind } from '../../../shared/model/kinds';
import { readTrail } from '../../services/audit-trail';
import { type Context, inScope } from '../../services/context';
import { ApiFailure } from '../../services/failure';
import { entryItems } from '../../services/entry-items';
import { instantParam, limitParam, scopeParam, seqParam } from '../params';
import { requesterOf } from '../request-signal';
import { Routes } from '../routes';

/** What the wall shows of the trail. */
const LAST_ENTRIES = 10;

const shape = {
  scope: scopeParam.optional(),
  kind: z.string().refine(isKind, 'there is no such kind of entry').optional(),
  entity: z
    .string()
    .regex(/^[a-z]+:[A-Za-z0-9._-]{1,64}$/, 'an entity is kind:id, such as device:D1')
    .optional(),
  from: instantParam.optional(),
  to: instantParam.optional(),
  limit: limitParam(1000).optional(),
  after: seqParam.optional(),
};

/** The audit trail from the newest back: `after` is the seq that the page before ended with (contract 5). */
export function trailRoutes(context: Context): Routes {
  const routes = new Routes(context);
  routes.on(
    'read',
    {
      method: 'get',
      path: ROUTES.entries,
      does: 'The audit trail, from the newest back.',
      query: shape,
      answer: EntryItemPage,
      kiosk: true,
    },
    async ({ res, caller, account, visibility, query: { scope, kind, entity, after, limit = 100, from, to } }) => {
      const isLast = limit <= LAST_ENTRIES && [kind, entity, after, from, to].every((one) => one === undefined);
      if (caller.by === 'kiosk' && !isLast) throw new ApiFailure('forbidden', 'a screen reads the last entries only');
      if (scope) await inScope(context, account, scope);
      const before = after ?? Number.MAX_SAFE_INTEGER;
      const requester = requesterOf(account, res);
      const asked = { visibility, scope, entity, kinds: kind && [kind], before, limit: limit + 1, from, to, requester };
      const found = await readTrail(context, asked);
      const items = await entryItems(context.store, found.slice(0, limit));
      const page: Page<EntryItem> = found.length > limit ? { items, next: String(items.at(-1)!.seq) } : { items };
      res.json(page);
    },
  );
  return routes;
}
