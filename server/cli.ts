/** `npm run kaodian -- <command>` (contract 1): parses the arguments, opens the store, sets the exit code. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { backupCommand, restoreCommand } from './commands/backup';
import { clockCommand } from './commands/clock';
import { exportCommand, importCommand, verifyCommand } from './commands/ledger';
import { NoSummary, summaryCommand } from './commands/summary';
import { userCommand } from './commands/user';
import { NotVerified, verifySummaryCommand } from './commands/verify-summary';
import { OutputRefused } from './commands/output-path';
import { HELP, Usage } from './commands/usage';
import { systemElapsed } from './clock/elapsed';
import { keptAnchor } from './clock/kept-anchor';
import { WatchedClock } from './clock/watched-clock';
import { ConfigError, readConfig, zoneFor } from './config';
import { ValidationError } from './access/account-admin';
import { Checkpoints } from './ledger/folding/checkpoints';
import { foldFactory } from './ledger/folding/fold-factory';
import { NotEmpty } from './ledger/files/import';
import { ClockBehind, ClockDoubted } from './ledger/errors';
import { BadLine } from './ledger/files/lines';
import { BadPaper } from './ledger/files/paper-folder';
import { BadBackup } from './store/backup-format';
import { KeyFileError } from './store/key-file';
import { FolderInUse, copyDatabase, holdEmpty, isSealedFormat, openCopy } from './store/sqlite/copy';
import { FolderLocked, openReader, openStore } from './store/sqlite/open';
import { type Store, StorageError } from './store/store';

/** Parses the arguments after the command. @throws Usage */
function read(args: string[], files: number, flags: { dryRun?: true; to?: true; papers?: true }) {
  const options = {
    ...(flags.to ? { to: { type: 'string' as const } } : {}),
    ...(flags.papers ? { papers: { type: 'string' as const } } : {}),
    ...(flags.dryRun ? { 'dry-run': { type: 'boolean' as const } } : {}),
  };
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    if (positionals.length !== files) throw new Usage(files === 0 ? 'no file is wanted' : 'one FILE is wanted');
    const given = values as { to?: string; papers?: string; 'dry-run'?: boolean };
    return { file: positionals[0] ?? '', ...given };
  } catch (error) {
    throw new Usage((error as Error).message);
  }
}

async function within(store: Store, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } finally {
    await store.close();
  }
}

const warn = (message: string) => void process.stderr.write(`kaodian: warning: ${message}\n`);

/** Commands that use the data folder. */
const COMMANDS = ['export', 'import', 'backup', 'restore', 'user', 'clock', 'summary'];

/** What a command needs that writes entries, with the server stopped. */
async function writing(folder: string, zoneAsked: string | undefined) {
  const store = openStore(folder, warn);
  const zone = zoneFor(zoneAsked, await store.meta.get('zone'));
  const checkpoints = new Checkpoints(join(folder, 'checkpoints'), foldFactory, zone);
  return { store, zone, factory: foldFactory, checkpoints };
}

async function run([command, ...args]: string[]): Promise<void> {
  if (command === 'help' || command === '--help') return void process.stdout.write(HELP);
  if (command === 'verify') return verifyCommand(read(args, 1, {}).file);
  if (command === 'verify-summary') return verifySummaryCommand(args);
  if (!COMMANDS.includes(command ?? '')) throw new Usage(command ? `there is no ${command}` : 'say what to do');

  const config = readConfig(process.env);
  const folder = resolve(config.DATA_DIR);
  if (command === 'backup') {
    const copy = (path: string) => copyDatabase(folder, path);
    return backupCommand(read(args, 1, {}).file, { folder, copy, open: openCopy });
  }
  if (command === 'restore') {
    return restoreCommand(read(args, 1, {}).file, { hold: () => holdEmpty(folder), open: openCopy, isSealedFormat });
  }
  if (command === 'user') {
    return userCommand(args, async () => {
      const deps = await writing(folder, config.ZONE);
      const kept = await keptAnchor(deps.store.meta);
      const { now, assertBelieved } = new WatchedClock({ wall: Date.now, elapsed: systemElapsed() }, kept);
      return { ...deps, clock: now, assertClock: assertBelieved };
    });
  }
  if (command === 'clock') {
    return clockCommand(args, async () => {
      return { ...(await writing(folder, config.ZONE)), clock: Date.now };
    });
  }
  if (command === 'export') {
    const { to, papers } = read(args, 0, { to: true, papers: true });
    const store = openReader(folder);
    return within(store, () => exportCommand({ store, dataFolder: folder, to, papers }));
  }
  if (command === 'summary') {
    return summaryCommand(args, async () => {
      const store = openReader(folder);
      const zone = zoneFor(config.ZONE, await store.meta.get('zone'));
      const checkpoints = new Checkpoints(join(folder, 'checkpoints'), foldFactory, zone);
      return { store, zone, dataFolder: folder, checkpoints, factory: foldFactory, clock: Date.now };
    });
  }
  const { file, papers, 'dry-run': dryRun = false } = read(args, 1, { papers: true, dryRun: true });
  const store = openStore(folder, warn);
  return within(store, async () => {
    const zone = zoneFor(config.ZONE, await store.meta.get('zone'));
    const checkpointFolder = join(folder, 'checkpoints');
    await importCommand({ store, path: file, dryRun, papers, factory: foldFactory, zone, checkpointFolder });
  });
}

const EXPECTED = [
  ConfigError,
  FolderLocked,
  KeyFileError,
  StorageError,
  BadLine,
  BadPaper,
  BadBackup,
  OutputRefused,
  NotEmpty,
  FolderInUse,
  ValidationError,
  ClockBehind,
  ClockDoubted,
  NoSummary,
  NotVerified,
];

function ended(error: unknown): number {
  if (error instanceof Usage) {
    process.stderr.write(`kaodian: ${error.message}\n\n${HELP}`);
    return 2;
  }
  const { code, message, stack } = error as NodeJS.ErrnoException;
  // The reader of the output has closed the pipe (head, less): not a failure.
  if (code === 'EPIPE') return 0;
  const expected = EXPECTED.some((kind) => error instanceof kind) || code !== undefined;
  process.stderr.write(`kaodian: ${expected ? message : stack}\n`);
  return 1;
}

run(process.argv.slice(2)).then(
  () => (process.exitCode = 0),
  (error: unknown) => (process.exitCode = ended(error)),
);
