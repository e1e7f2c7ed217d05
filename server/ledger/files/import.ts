import type { Fold } from '../../../shared/fold/fold';
import { marksOf } from '../../../shared/model/audit-marks';
import type { ExclusiveStore, Paper } from '../../store/store';
import { entitiesOf } from '../writing/entities';
import { Finder, type FoldFactory } from '../folding/fold-factory';
import { LineChecker } from './lines';
import { readLines } from './read-lines';
import { erasedPaper, papersOf } from '../writing/paper-texts';

/** The ledger is not empty: two chains cannot be joined. */
export class NotEmpty extends Error {}

export interface ImportOptions {
  store: ExclusiveStore;
  factory: FoldFactory;
  zone: string;
  /** Checks and folds everything, and writes nothing. */
  dryRun: boolean;
  /** The paper of a reference, if it accompanies the file; throws when its hash is not the reference. */
  paper: (ref: string) => Paper | null;
  /** Called with the fold after each page, to write checkpoints for as-of questions. */
  passing?: (fold: Fold) => void;
}

/** Entries appended at once: their papers, photos of up to 8 MB each, are read one such group after the other. */
const APPENDED = 20;

/** Rolls the transaction of a dry run back. */
class DryRun extends Error {}

/**
 * Imports a ledger file into an empty database, as one transaction (contract 7), and gives the ledger a new epoch.
 * @returns the fold of it; contested steps are imported and listed in the fold.
 * @throws NotEmpty, BadLine, StorageError.
 */
export async function importLines(bytes: AsyncIterable<Uint8Array>, options: ImportOptions): Promise<Fold> {
  const { store, factory, zone, dryRun, paper } = options;
  if ((await store.entries.head()).seq > 0) throw new NotEmpty('the ledger is not empty: import wants an empty one');
  const finder = new Finder(store.entries);
  const fold = factory.empty({ zone, find: finder.find });
  const checker = new LineChecker();
  const erased: string[] = [];
  try {
    await store.appendAll(async (append) => {
      for await (const page of readLines(bytes)) {
        const entries = page.map((line) => ({ line, entry: checker.take(line) }));
        for (let from = 0; from < entries.length; from += APPENDED) {
          append(
            entries.slice(from, from + APPENDED).map(({ line, entry }) => {
              const papers = papersOf(entry.body).flatMap((ref) => paper(ref) ?? []);
              // The corrected `at` counts as sent: its writer, sending it again, gets `duplicate`.
              return { line, entry, sentAt: entry.at, papers, entities: entitiesOf(entry), marks: marksOf(entry) };
            }),
          );
        }
        erased.push(...entries.flatMap(({ entry }) => erasedPaper(entry) ?? []));
        await finder.prefetch(entries.map(({ entry }) => entry));
        for (const { entry } of entries) fold.apply(entry);
        options.passing?.(fold);
      }
      if (dryRun) throw new DryRun();
    });
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
    return fold;
  }
  // What the ledger says was erased stays erased, also where an older folder of papers still holds it.
  for (const ref of erased) await store.papers.erase(ref, Date.now());
  return fold;
}
