import type { Entry } from '../../../shared/model/entry';
import type { Instant } from '../../../shared/model/instant';
import { inSeqOrder } from './order';
import { settle, standsOnIt } from './settle';

export interface KnownOptions {
  asOf?: Instant | { seq: number };
  /** The real now; no figure is taken after it. */
  now?: Instant;
}

/** What is known as of some point (semantics 2): the effective entries, `now`, and the seqs that are contested. */
export interface Known {
  entries: Entry[];
  now: Instant;
  contested: number[];
}

/** As known at X: entries recorded by the instant X and `now = X`, or those up to the seq X and `now` = its recordedAt. */
function cut(ledger: readonly Entry[], { asOf, now = Infinity }: KnownOptions): { prefix: Entry[]; now: Instant } {
  const all = inSeqOrder(ledger);
  if (asOf === undefined) return { prefix: all, now: now === Infinity ? (all.at(-1)?.recordedAt ?? 0) : now };
  if (typeof asOf === 'number') {
    return { prefix: all.filter((entry) => entry.recordedAt <= asOf), now: Math.min(asOf, now) };
  }
  const prefix = all.filter((entry) => entry.seq <= asOf.seq);
  return { prefix, now: Math.min(prefix.at(-1)?.recordedAt ?? 0, now) };
}

export function known(ledger: readonly Entry[], options: KnownOptions): Known {
  const { prefix, now } = cut(ledger, options);
  const contested = new Set<number>();
  let standing: Entry[] = [];
  for (const entry of prefix) {
    if (entry.kind !== 'entry.voided') {
      standing.push(entry);
      continue;
    }
    // A void takes back an earlier entry that is neither a void nor voided already, and on which nothing stands.
    // Reading: whether anything stands on it is asked once, as known at the void's own seq.
    const target = standing.find((one) => one.id === entry.body.entryId);
    if (!target || standsOnIt(target, standing)) contested.add(entry.seq);
    else standing = standing.filter((one) => one !== target);
  }
  const settled = settle(standing);
  for (const seq of settled.contested.values()) contested.add(seq);
  return { entries: settled.entries, now, contested: [...contested].sort((a, b) => a - b) };
}
