import type { EntryItem } from '../../shared/contract/http';
import type { Entry } from '../../shared/model/entry';
import { toIso } from '../../shared/model/instant';
import type { Store } from '../store/store';

/** Entries as the audit trail shows them, each with the entry that voided it. */
export async function entryItems(store: Pick<Store, 'entries'>, entries: readonly Entry[]): Promise<EntryItem[]> {
  const entities = entries.map((entry) => `entry:${entry.id}`);
  const kinds = ['entry.voided'];
  const before = Number.MAX_SAFE_INTEGER;
  const voids = entries.length > 0 ? await store.entries.trail({ before, limit: 1000, entities, kinds }) : [];
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
