import { randomUUID } from 'node:crypto';
import type { EntryResult } from '../../shared/contract/http';
import type { Fold } from '../../shared/fold/fold';
import { entryFromWire } from '../../shared/model/entry';
import { type Instant, toIso } from '../../shared/model/instant';
import type { Refusal } from '../../shared/model/vocabulary';
import type { Ledger } from '../ledger/ledger';
import type { EntryStore } from '../store/store';

/** The watchdog as a writer: an actor that is no account, and a source that no account gets. */
export const WATCHDOG = { actor: 'watchdog', source: 'watchdog' } as const;

/** Refuses an entry that is not needed any more, because another one was recorded meanwhile. */
export const STANDS: Refusal = { code: 'order', message: 'this stands already' };

const MOST = 1000;

/** Records that devices are silent from an instant on; `still` is checked again when the batch is decided. */
export async function writeSilence(
  ledger: Ledger,
  silent: readonly { deviceId: string; at: Instant }[],
  still: (fold: Fold, now: Instant, deviceId: string, at: Instant) => boolean,
): Promise<EntryResult[]> {
  const out: EntryResult[] = [];
  for (let from = 0; from < silent.length; from += MOST) {
    const entries = silent.slice(from, from + MOST).map(({ deviceId, at }) => ({
      id: randomUUID(),
      kind: 'status.observed',
      at: toIso(at),
      body: { deviceId, status: 'unknown' },
    }));
    const results = await ledger.record({
      entries,
      writer: WATCHDOG,
      authorize: (draft, fold, now) => {
        const { deviceId } = draft.body as { deviceId: string };
        return still(fold, now, deviceId, draft.at) ? fold.check(draft, now) : STANDS;
      },
    });
    out.push(...results);
  }
  return out;
}

/** The id of an entry of the watchdog; null: another writer's. */
export async function watchdogEntry(entries: EntryStore, seq: number): Promise<string | null> {
  const line = (await entries.lines(seq - 1, 1))[0];
  if (line === undefined) return null;
  const { id, actor } = entryFromWire(JSON.parse(line));
  return actor === WATCHDOG.actor ? id : null;
}

/** Voids that are decided in one turn of the event loop: each costs up to 1 ms. */
const VOIDS_AT_ONCE = 25;

/**
 * Voids entries of the watchdog after a late report that was made in time (semantics 4); the reason names the account
 * that sent it.
 */
export async function voidSilence(
  ledger: Ledger,
  voids: readonly { entryId: string; heardAt: Instant; actor: string }[],
): Promise<void> {
  for (let from = 0; from < voids.length; from += VOIDS_AT_ONCE) {
    const entries = voids.slice(from, from + VOIDS_AT_ONCE).map(({ entryId, heardAt, actor }) => {
      const made = `账号 ${actor} ${toIso(heardAt)} 的报告晚到，但在时限内发出`;
      const reason = `${made} (a report of this instant by account ${actor} came late, made in time)`;
      return { id: randomUUID(), kind: 'entry.voided', body: { entryId, reason } };
    });
    await ledger.record({ entries, writer: WATCHDOG, authorize: (draft, fold, now) => fold.check(draft, now) });
  }
}
