import { type Instant, parseInstant } from '../../../shared/model/instant';
import type { EntryStore } from '../../store/store';
import type { AsOf } from './figures';

/** A seq, or an instant as ISO 8601 with an offset; null: neither. */
export function parseAsOf(text: string): NonNullable<AsOf> | null {
  if (/^[1-9]\d{0,14}$/.test(text)) return { seq: Number(text) };
  const at = parseInstant(text);
  return at === null ? null : { at };
}

/** What was known at an instant, at most the current one: later entries are not recorded yet (semantics 2). */
export async function knownAt(
  entries: Pick<EntryStore, 'seqAt'>,
  at: Instant,
  clock: () => Instant,
): Promise<{ seq: number; now: Instant }> {
  const now = Math.min(at, clock());
  return { seq: await entries.seqAt(now), now };
}
