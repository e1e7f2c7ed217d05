import { marksOf } from '../../../shared/model/audit-marks';
import type { Fold } from '../../../shared/fold/fold';
import type { EntryResult } from '../../../shared/contract/http';
import type { Draft } from '../../../shared/model/entry';
import type { Instant } from '../../../shared/model/instant';
import type { Refusal } from '../../../shared/model/vocabulary';
import type { Head, KeptEntry, KeptPaper, NewRow, Store } from '../../store/store';
import { seal } from './chain';
import { type Prepared, type Sent, type Writer, UNDECIDABLE, clockSkew, isRefusal, prepareAll } from './draft';
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
  warn: (error: unknown, what: string) => void,
): Promise<Fetched> {
  const prepared = jobs.map(({ entries, own, writer, sentAt }): (Prepared | Refusal)[] => {
    return own ?? prepareAll(entries, { writer, now, skew: clockSkew(sentAt, now) }, warn);
  });
  const drafts = prepared.flat().flatMap((one) => (isRefusal(one) ? [] : [one.draft]));
  const kept = await store.entries.byIds(drafts.map((draft) => draft.id));
  const refs = Array.from(kept.values(), ({ entry }) => textRefs(entry.body)).flat();
  const papers = await store.papers.byRefs(refs);
  await finder.prefetch(drafts);
  return { prepared, kept, papers };
}

/** Runs what reads or changes the fold. @throws FoldFailure */
function ofFold<T>(entryId: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new FoldFailure(entryId, error);
  }
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

/** An entry on which the fold threw: its state may be half changed and has to be rebuilt before the next decision. */
export class FoldFailure extends Error {
  constructor(
    readonly entryId: string,
    cause: unknown,
  ) {
    super(`the fold failed on entry ${entryId}`, { cause });
  }
}

interface Decision extends Fetched {
  batch: Batch;
  fold: Fold;
  finder: Finder;
  head: Head;
  /** Ids of entries on which the fold threw before, in this batch: they are refused. */
  failed: ReadonlySet<string>;
  /** Called with what was thrown by an entry that is refused for it. */
  warn: (error: unknown, what: string) => void;
}

/**
 * Decides every entry of the batch in order and applies those to record to the fold. Synchronous.
 * @throws FoldFailure when the fold threw: it has to be rebuilt, and the batch decided again without that entry.
 */
export function commit(decision: Decision): Outcome {
  const { batch, prepared, kept, papers, fold, finder, head, failed, warn } = decision;
  const rows: NewRow[] = [];
  const heads: Head[] = [];
  let top = head;

  const record = (one: Prepared, row: NewRow): number => {
    const { entry } = row;
    heads.push(top);
    rows.push(row);
    ofFold(entry.id, () => fold.apply(entry));
    finder.add(entry);
    kept.set(entry.id, { entry, sentAt: one.sentAt });
    for (const paper of one.papers) papers.set(paper.ref, { ...paper, erased: false });
    top = { seq: entry.seq, hash: entry.hash, recordedAt: entry.recordedAt };
    return entry.seq;
  };

  /** The row of an entry, without any change to the fold: what cannot be written in canonical form throws here. */
  const rowOf = ({ draft, sentAt, papers }: Prepared): NewRow => {
    // Not before the previous entry's (semantics 2).
    const { entry, line } = seal(draft, top, Math.max(batch.now, top.recordedAt));
    return { entry, line, sentAt, papers, entities: entitiesOf(entry), marks: marksOf(entry) };
  };

  const decide = (one: Prepared | Refusal, job: Job): Omit<EntryResult, 'id'> => {
    if (isRefusal(one)) return { outcome: 'refused', error: one };
    if (failed.has(one.draft.id)) return { outcome: 'refused', error: UNDECIDABLE };
    const before = kept.get(one.draft.id);
    if (before && isSame(before, one, papers)) return { outcome: 'duplicate', seq: before.entry.seq };
    if (before)
      return { outcome: 'refused', error: { code: 'conflict', message: 'this id says something else already' } };
    const refusal = one.untimely ?? ofFold(one.draft.id, () => job.authorize(one.draft, fold, batch.now));
    if (refusal) return { outcome: 'refused', error: refusal };
    return { outcome: 'recorded', seq: record(one, rowOf(one)) };
  };

  const decideAlone = (one: Prepared | Refusal, job: Job): Omit<EntryResult, 'id'> => {
    try {
      return decide(one, job);
    } catch (error) {
      if (error instanceof FoldFailure) throw error;
      warn(error, 'an entry was refused because its decision failed');
      return { outcome: 'refused', error: UNDECIDABLE };
    }
  };

  const undo = () => {
    for (let index = rows.length - 1; index >= 0; index -= 1) fold.revert(rows[index]!.entry, heads[index]!);
  };

  const results = batch.jobs.map((job, at) =>
    job.entries.map((sent, index) => ({ id: sent.id, ...decideAlone(prepared[at]![index]!, job) })),
  );
  const answer = () => batch.jobs.forEach((job, at) => job.done(results[at]!));
  return { rows, head: top, answer, undo };
}
