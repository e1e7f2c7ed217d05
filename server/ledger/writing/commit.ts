import type { Fold } from '../../../shared/fold/fold';
import type { EntryResult } from '../../../shared/contract/http';
import type { Draft } from '../../../shared/model/entry';
import type { Instant } from '../../../shared/model/instant';
import type { Refusal } from '../../../shared/model/vocabulary';
import type { Head, KeptEntry, KeptPaper, NewRow, Store } from '../../store/store';
import { seal } from './chain';
import { type Prepared, type Sent, type Writer, clockSkew, isRefusal, prepare } from './draft';
import { entitiesOf } from './entities';
import type { Finder } from '../folding/fold-factory';
import { isSame } from './idempotency';
import { textRefs } from './paper-texts';

/** One call of a writer; its results are returned together. */
export interface Job {
  entries: readonly Sent[];
  /** Entries of the server itself, in place of sent ones: kinds that no writer may send (contract 4). */
  own?: Prepared[];
  writer: Writer;
  /** The writer's clock as it sent. */
  sentAt?: Instant;
  /** Refuses an entry by the writer's rights or the fold's checks (contract 3, 4); null: it is recorded. */
  authorize: (draft: Draft, fold: Fold, now: Instant) => Refusal | null;
  done: (results: EntryResult[]) => void;
  failed: (error: unknown) => void;
}

export interface Batch {
  jobs: readonly Job[];
  /** One instant for the whole batch. */
  now: Instant;
}

export interface Fetched {
  prepared: (Prepared | Refusal)[][];
  kept: Map<string, KeptEntry>;
  papers: Map<string, KeptPaper>;
}

/** Reads everything that the decision needs from the database; the decision itself is synchronous. */
export async function fetchKnown(
  store: Pick<Store, 'entries' | 'papers'>,
  finder: Finder,
  { jobs, now }: Batch,
): Promise<Fetched> {
  const prepared = jobs.map(({ entries, own, writer, sentAt }): (Prepared | Refusal)[] => {
    if (own) return own;
    const skew = clockSkew(sentAt, now);
    return entries.map((sent) => prepare(sent, writer, now, skew));
  });
  const drafts = prepared.flat().flatMap((one) => (isRefusal(one) ? [] : [one.draft]));
  const kept = await store.entries.byIds(drafts.map((draft) => draft.id));
  const refs = Array.from(kept.values(), ({ entry }) => textRefs(entry.body)).flat();
  const papers = await store.papers.byRefs(refs);
  await finder.prefetch(drafts);
  return { prepared, kept, papers };
}

export interface Outcome {
  rows: NewRow[];
  /** The ledger's head once the rows are committed. */
  head: Head;
  /** Resolves every job; call it after the commit. */
  answer(): void;
  /** Restores the fold; call it when the commit failed. */
  undo(): void;
}

interface Decision extends Fetched {
  batch: Batch;
  fold: Fold;
  finder: Finder;
  head: Head;
}

/**
 * Decides every entry of the batch in order and applies those to record to the fold. Synchronous. After an exception the
 * fold may be inconsistent and has to be rebuilt.
 */
export function commit({ batch, prepared, kept, papers, fold, finder, head }: Decision): Outcome {
  const rows: NewRow[] = [];
  const heads: Head[] = [];
  let top = head;

  const record = (one: Prepared): number => {
    // Not before the previous entry's (semantics 2).
    const recordedAt = Math.max(batch.now, top.recordedAt);
    const { entry, line } = seal(one.draft, top, recordedAt);
    heads.push(top);
    rows.push({ entry, line, sentAt: one.sentAt, papers: one.papers, entities: entitiesOf(entry) });
    fold.apply(entry);
    finder.add(entry);
    kept.set(entry.id, { entry, sentAt: one.sentAt });
    for (const paper of one.papers) papers.set(paper.ref, { ...paper, erased: false });
    top = { seq: entry.seq, hash: entry.hash, recordedAt };
    return entry.seq;
  };

  const decide = (one: Prepared | Refusal, job: Job): Omit<EntryResult, 'id'> => {
    if (isRefusal(one)) return { outcome: 'refused', error: one };
    const before = kept.get(one.draft.id);
    if (before && isSame(before, one, papers)) return { outcome: 'duplicate', seq: before.entry.seq };
    if (before)
      return { outcome: 'refused', error: { code: 'conflict', message: 'this id says something else already' } };
    const refusal = job.authorize(one.draft, fold, batch.now);
    return refusal ? { outcome: 'refused', error: refusal } : { outcome: 'recorded', seq: record(one) };
  };

  const undo = () => {
    for (let index = rows.length - 1; index >= 0; index -= 1) fold.revert(rows[index]!.entry, heads[index]!);
  };

  const results = batch.jobs.map((job, at) =>
    job.entries.map((sent, index) => ({ id: sent.id, ...decide(prepared[at]![index]!, job) })),
  );
  const answer = () => batch.jobs.forEach((job, at) => job.done(results[at]!));
  return { rows, head: top, answer, undo };
}
