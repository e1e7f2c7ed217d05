import type { FoldMaker } from '../ledger/folds';
import { Checkpoints } from '../ledger/checkpoints';
import { exportLines } from '../ledger/export';
import { importLines } from '../ledger/import';
import { readPaper, writePapers } from '../ledger/paper-folder';
import { verify } from '../ledger/verify';
import type { Store } from '../store/store';
import { readFile, writeOut } from './files';
import { progressOn } from './progress';

const say = (line: string) => process.stdout.write(`${line}\n`);

export async function exportCommand(store: Store, to: string | undefined, papers: string | undefined): Promise<void> {
  const progress = progressOn(process.stderr, 'export');
  await writeOut(
    to,
    exportLines(store, (seq, of) => progress.at(seq / of)),
  );
  if (papers !== undefined) await writePapers(store, papers);
  progress.done();
}

export async function verifyCommand(path: string): Promise<void> {
  const progress = progressOn(process.stderr, 'verify');
  const { seq, hash } = await verify(readFile(path, progress.at)).finally(progress.done);
  say(`verified: ${seq} entries, head ${hash}`);
}

export interface ImportCommand {
  store: Store;
  path: string;
  dryRun: boolean;
  papers: string | undefined;
  maker: FoldMaker;
  zone: string;
  checkpointFolder: string;
}

export async function importCommand(options: ImportCommand): Promise<void> {
  const { store, path, dryRun, papers, maker, zone, checkpointFolder } = options;
  const progress = progressOn(process.stderr, 'import');
  const paper = (ref: string) => (papers === undefined ? null : readPaper(papers, ref));
  const bytes = readFile(path, progress.at);
  const fold = await importLines(bytes, { store, maker, zone, dryRun, paper }).finally(progress.done);
  const { seq, hash } = fold.head;
  for (const { seq: at, reason } of fold.contested()) say(`contested: entry ${at}: ${reason}`);
  // The next start begins here instead of replaying everything.
  if (!dryRun && seq > 0) new Checkpoints(checkpointFolder, maker, zone).save(fold);
  say(`${dryRun ? 'would import' : 'imported'}: ${seq} entries, head ${hash}`);
}
