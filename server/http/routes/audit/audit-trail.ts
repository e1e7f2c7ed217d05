import { z } from 'zod';
import type { EntryItem, Page } from '../../../../shared/contract/http';
import { EntryItemPage } from '../../../../shared/contract/work/entries';
import { ROUTES } from '../../../../shared/contract/routes';
import { isKind } from '../../../../shared/model/kinds';
import { ID } from '../../../../shared/model/patterns';
import { AUDIT_MARKS } from '../../../../shared/model/vocabulary';
import { readTrail } from '../../../services/audit/audit-trail';
import { type Context, inScope } from '../../../services/context';
import { ApiFailure } from '../../../services/failure';
import { entryItems } from '../../../services/entry-items';
import { instantParam, limitParam, scopeParam, seqParam, severalParam } from '../../params';
import { requesterOf } from '../../request-signal';
import { Routes } from '../../routes';

/** What the wall shows of the trail. */
const LAST_ENTRIES = 10;

const shape = {
  scope: scopeParam.optional(),
  kind: severalParam(z.string().refine(isKind, 'there is no such kind of entry')).optional(),
  entity: z
    .string()
    .regex(/^[a-z]+:[A-Za-z0-9._-]{1,64}$/, 'an entity is kind:id, such as device:D1')
    .optional(),
  /** The id of a site, a room, a device, a fault …, whichever it is. */
  thing: z.string().regex(ID, 'an id is 1–64 of A-Za-z0-9._-').optional(),
  /** The account that recorded it. */
  actor: z.string().regex(ID, 'an account’s id').optional(),
  mark: severalParam(z.enum(AUDIT_MARKS)).optional(),
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
    async ({ res, caller, account, visibility, query: { after, limit = 100, kind, mark, ...query } }) => {
      const { scope, entity, actor, thing, from, to } = query;
      const isLast =
        limit <= LAST_ENTRIES && [kind, mark, entity, actor, thing, after, from, to].every((one) => one === undefined);
      if (caller.by === 'kiosk' && !isLast) throw new ApiFailure('forbidden', 'a screen reads the last entries only');
      if (scope) await inScope(context, account, scope);
      const before = after ?? Number.MAX_SAFE_INTEGER;
      const requester = requesterOf(account, res);
      const asked = { ...query, visibility, kinds: kind, marks: mark, before, limit: limit + 1, requester };
      const found = await readTrail(context, asked);
      const items = await entryItems(context.store, found.slice(0, limit));
      const page: Page<EntryItem> = found.length > limit ? { items, next: String(items.at(-1)!.seq) } : { items };
      res.json(page);
    },
  );
  return routes;
}
