import { randomUUID } from 'node:crypto';
import type { EntryResult } from '../../shared/contract/http';
import type { Fold } from '../../shared/fold/fold';
import { entryFromWire } from '../../shared/model/entry';
import { type Instant, toIso } from '../../shared/model/instant';
import type { Refusal } from '../../shared/model/vocabulary';
import type { Ledger } from '../ledger/ledger';
import type { EntryStore } from '../store/store';

/** What the watchdog signs with: an actor that is nobody's account, and a source that the door gives to nobody else. */
export const WATCHDOG = { actor: 'watchdog', source: 'watchdog' } as const;

/** Not to be written any more: somebody was quicker. No fault of anybody's. */
export const STANDS: Refusal = { code: 'order', message: 'this stands already' };

const MOST = 1000;

/** Writes that a device is silent from an instant on; `still` is asked again as it is committed. */
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

/** The id of an entry that the watchdog wrote; null when somebody else did. */
export async function watchdogEntry(entries: EntryStore, seq: number): Promise<string | null> {
  const line = (await entries.lines(seq - 1, 1))[0];
  if (line === undefined) return null;
  const { id, actor } = entryFromWire(JSON.parse(line));
  return actor === WATCHDOG.actor ? id : null;
}

/** Takes the watchdog's word back: something made in time has arrived since (semantics 4). */
export async function voidSilence(
  ledger: Ledger,
  voids: readonly { entryId: string; heardAt: Instant }[],
): Promise<void> {
  if (voids.length === 0) return;
  const entries = voids.map(({ entryId, heardAt }) => {
    const reason = `${toIso(heardAt)} 的心跳晚到，但在时限内发出 (a beat of this instant came late, made in time)`;
    return { id: randomUUID(), kind: 'entry.voided', body: { entryId, reason } };
  });
  await ledger.record({ entries, writer: WATCHDOG, authorize: (draft, fold, now) => fold.check(draft, now) });
}
