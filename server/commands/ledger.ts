import type { Fold } from '../../shared/fold/fold';
import type { FoldFactory } from '../ledger/folding/fold-factory';
import { Checkpoints } from '../ledger/folding/checkpoints';
import { exportLines } from '../ledger/files/export';
import { importLines } from '../ledger/files/import';
import { readPaper, writePapers } from '../ledger/files/paper-folder';
import { verify } from '../ledger/files/verify';
import type { ExclusiveStore, Store } from '../store/store';
import { readFile, writeOut } from './files';
import { outputFile, outputFolder } from '../store/output-path';
import { progressOn } from './progress';

const say = (line: string) => process.stdout.write(`${line}\n`);

export interface ExportCommand {
  store: Store;
  /** The data folder, which nothing may be written into. */
  dataFolder: string;
  to: string | undefined;
  papers: string | undefined;
}

/** @throws OutputRefused, StorageError. */
export async function exportCommand({ store, dataFolder, to, papers }: ExportCommand): Promise<void> {
  // Both are checked before either is written.
  const file = to === undefined ? undefined : outputFile(to, dataFolder);
  const folder = papers === undefined ? undefined : outputFolder(papers, dataFolder);
  const progress = progressOn(process.stderr, 'export');
  await writeOut(
    file,
    exportLines(store, (seq, of) => progress.at(seq / of)),
  );
  if (folder !== undefined) await writePapers(store, folder);
  progress.done();
}

export async function verifyCommand(path: string): Promise<void> {
  const progress = progressOn(process.stderr, 'verify');
  const { seq, hash } = await verify(readFile(path, progress.at)).finally(progress.done);
  say(`verified: ${seq} entries, head ${hash}`);
}

export interface ImportCommand {
  store: ExclusiveStore;
  path: string;
  dryRun: boolean;
  papers: string | undefined;
  factory: FoldFactory;
  zone: string;
  checkpointFolder: string;
}

/** Entries between two checkpoints: an as-of question replays at most this many. */
const CHECKPOINT_EVERY = 50_000;

export async function importCommand(options: ImportCommand): Promise<void> {
  const { store, path, dryRun, papers, factory, zone, checkpointFolder } = options;
  const progress = progressOn(process.stderr, 'import');
  const checkpoints = new Checkpoints(checkpointFolder, factory, zone);
  let last = 0;
  const passing = (fold: Fold) => {
    if (dryRun || fold.head.seq - last < CHECKPOINT_EVERY) return;
    last = fold.head.seq;
    checkpoints.save(fold);
  };
  const paper = (ref: string) => (papers === undefined ? null : readPaper(papers, ref));
  let fold: Fold;
  try {
    fold = await importLines(readFile(path, progress.at), { store, factory, zone, dryRun, paper, passing });
  } catch (error) {
    // A refused import writes nothing (contract 7).
    if (last > 0) checkpoints.clear();
    throw error;
  } finally {
    progress.done();
  }
  const { seq, hash } = fold.head;
  for (const { seq: at, reason } of fold.contested()) say(`contested: entry ${at}: ${reason}`);
  // The next start loads this checkpoint instead of replaying everything.
  if (!dryRun && seq > last) checkpoints.save(fold);
  say(`${dryRun ? 'would import' : 'imported'}: ${seq} entries, head ${hash}`);
}
