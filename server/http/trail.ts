import { Router } from 'express';
import { z } from 'zod';
import type { EntryItem, Page } from '../../shared/contract/http';
import { ROUTES } from '../../shared/contract/routes';
import { type Entry } from '../../shared/model/entry';
import { toIso } from '../../shared/model/instant';
import { isKind } from '../../shared/model/kinds';
import { type Scope, scopeText } from '../../shared/model/scope';
import { type Context, allowed } from '../edge/context';
import { instantParam, limitParam, query, scopeParam, seqParam } from './params';

/** The audit trail from the newest back: `after` is the seq that the page before ended with (contract 5). */
export function trailRoutes(context: Context): Router {
  const router = Router();
  router.get(ROUTES.entries, async (req, res) => {
    const given = query(req, {
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
    });
    await allowed(context, req, 'read:figures', given.scope ?? null);
    const { limit = 100, from, to } = given;
    const entities = given.entity ? [given.entity] : given.scope ? await entitiesIn(context, given.scope) : undefined;
    const kinds = given.kind ? [given.kind] : undefined;
    const before = given.after ?? Number.MAX_SAFE_INTEGER;
    const found = await context.store.entries.trail({ before, limit: limit + 1, entities, kinds, from, to });
    const items = await withVoids(context, found.slice(0, limit));
    const page: Page<EntryItem> = found.length > limit ? { items, next: String(items.at(-1)!.seq) } : { items };
    res.json(page);
  });
  return router;
}

/** A scope's own name, and those of the places and faults in it. */
function entitiesIn(context: Context, scope: Scope): Promise<string[]> {
  return context.ledger.read((fold, now) => {
    const named = (kind: string, items: readonly { id: string }[]) => items.map(({ id }) => `${kind}:${id}`);
    return [
      scope.kind === 'area' ? `area:${scope.code}` : scopeText(scope),
      ...named('site', fold.list('sites', scope, now)),
      ...named('room', fold.list('rooms', scope, now)),
      ...named('device', fold.list('devices', scope, now)),
      ...named('fault', fold.list('faults', scope, now)),
      ...named('sitting', fold.list('exams', scope, now)),
    ];
  });
}

async function withVoids(context: Context, entries: readonly Entry[]): Promise<EntryItem[]> {
  const entities = entries.map((entry) => `entry:${entry.id}`);
  const kinds = ['entry.voided'];
  const before = Number.MAX_SAFE_INTEGER;
  const voids = entries.length > 0 ? await context.store.entries.trail({ before, limit: 1000, entities, kinds }) : [];
  const by = new Map(voids.map((entry) => [(entry.body as { entryId: string }).entryId, entry.seq]));
  return entries.map(({ seq, id, kind, at, recordedAt, actor, body }) => ({
    seq,
    id,
    kind,
    at: toIso(at),
    recordedAt: toIso(recordedAt),
    actor,
    body: body as Record<string, unknown>,
    ...(by.has(id) ? { voidedBy: by.get(id)! } : {}),
  }));
}
