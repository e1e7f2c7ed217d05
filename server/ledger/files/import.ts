import type { Fold } from '../../../shared/fold/fold';
import type { ExclusiveStore, Paper } from '../../store/store';
import { entitiesOf } from '../writing/entities';
import { Finder, type FoldFactory } from '../folding/fold-factory';
import { LineChecker } from './lines';
import { readLines } from './read-lines';
import { textRefs } from '../writing/idempotency';

/** Import wants an empty ledger: two of them cannot be one chain. */
export class NotEmpty extends Error {}

export interface ImportOptions {
  store: ExclusiveStore;
  factory: FoldFactory;
  zone: string;
  /** Checks and folds everything, and writes nothing. */
  dryRun: boolean;
  /** The paper of a reference, when it travels beside the file; throws when it is not what the reference says. */
  paper: (ref: string) => Paper | null;
  /** Is shown the fold after each page: for checkpoints on the way, that as-of questions begin at. */
  passing?: (fold: Fold) => void;
}

/** Rolls the transaction of a dry run back. */
class DryRun extends Error {}

/**
 * Takes a ledger file into an empty database, whole or not at all (contract 7).
 * @returns the fold of it; steps that it contests were taken, and are listed in it.
 * @throws NotEmpty, BadLine, StorageError.
 */
export async function importLines(bytes: AsyncIterable<Uint8Array>, options: ImportOptions): Promise<Fold> {
  const { store, factory, zone, dryRun, paper } = options;
  if ((await store.entries.head()).seq > 0) throw new NotEmpty('the ledger is not empty: import wants an empty one');
  const finder = new Finder(store.entries);
  const fold = factory.empty({ zone, find: finder.find });
  const checker = new LineChecker();
  try {
    await store.appendAll(async (append) => {
      for await (const page of readLines(bytes)) {
        const entries = page.map((line) => ({ line, entry: checker.take(line) }));
        append(
          entries.map(({ line, entry }) => {
            const papers = [...new Set(textRefs(entry.body))].flatMap((ref) => paper(ref) ?? []);
            // Who wrote it elsewhere sent it as it stands: sent again, it is a duplicate.
            return { line, entry, sentAt: entry.at, papers, entities: entitiesOf(entry) };
          }),
        );
        await finder.prefetch(entries.map(({ entry }) => entry));
        for (const { entry } of entries) fold.apply(entry);
        options.passing?.(fold);
      }
      if (dryRun) throw new DryRun();
    });
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
  }
  return fold;
}
