/** Starts the server: reads the configuration once, opens the store, listens. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WeakPassword } from './access/passwords';
import { type App, createApp } from './app';
import { systemElapsed } from './clock/elapsed';
import { backupFolder } from './backups/backup-folder';
import { readDrill } from './backups/drill-file';
import { BACKUP_EVERY_MS, ConfigError, readConfig, zoneFor } from './config';
import { spaceOf } from './disk';
import { foldFactory } from './ledger/folding/fold-factory';
import { ClockBehind } from './ledger/errors';
import { makeLog } from './log';
import { startKeeper, startReader, startWorker, startWriter } from './start-thread';
import { KEY_FILE, KeyFileError } from './store/key-file';
import { FolderLocked, databaseBytes, openServing } from './store/sqlite/open';
import { StorageError } from './store/store';

const clientFolder = fileURLToPath(new URL('../client', import.meta.url));

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const log = makeLog(config.LOG_LEVEL);
  const folder = resolve(config.DATA_DIR);
  const tls =
    config.TLS_CERT && config.TLS_KEY
      ? { cert: readPem('TLS_CERT', config.TLS_CERT), key: readPem('TLS_KEY', config.TLS_KEY) }
      : undefined;
  const backups = config.BACKUP_DIR === undefined ? null : backupsIn(config.BACKUP_DIR, folder);
  const store = openServing(folder, {
    startWriter: () => startWriter({ folder }),
    startReader: () => startReader({ folder }),
    warn: (message) => log.warn(message),
  });
  const zone = zoneFor(config.ZONE, await store.meta.get('zone'));
  // Written by the first start only: later ones work on a full disk, too.
  await store.meta.setOnce('zone', zone);
  const checkpointFolder = join(folder, 'checkpoints');
  const app = await createApp({
    store,
    clock: Date.now,
    elapsed: systemElapsed(),
    zone,
    factory: foldFactory,
    log,
    checkpointFolder,
    clientFolder,
    keyFile: join(folder, KEY_FILE),
    startWorker: () => startWorker({ folder, checkpoints: checkpointFolder, zone }),
    startKeeper: (task) => startKeeper({ folder, task }),
    ...(backups && { backups: { folder: backups, everyMs: config.BACKUP_EVERY ?? BACKUP_EVERY_MS } }),
    readDrill: () => readDrill(folder),
    databaseBytes: () => databaseBytes(folder),
    diskSpace: () => spaceOf(folder),
    adminPassword: config.ADMIN_PASSWORD,
    publicUrl: config.PUBLIC_URL,
    trustProxy: config.TRUST_PROXY,
    tls,
  });
  const stopped = stopOnSignals(app);
  const { port, ready } = await app.listen(config.PORT, config.HOST);
  const shown = config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST;
  const address = config.PUBLIC_URL ?? `${tls ? 'https' : 'http'}://${shown}:${port}`;
  process.stdout.write(`kaodian is at ${address}\n`);
  if (app.setUpSecret !== null) {
    // After the #: a browser does not send it, so that no server or proxy logs it.
    process.stdout.write(`first start: make the admin account at ${address}/setup#${app.setUpSecret}\n`);
  }
  // A stop while the ledger is being read makes `ready` reject: not a failure of the start.
  await Promise.race([ready, stopped]);
  log.info({ seq: app.ledger.head.seq }, 'the ledger has been read');
}

function backupsIn(given: string, folder: string): string {
  try {
    return backupFolder(given, folder);
  } catch (error) {
    throw new ConfigError(`BACKUP_DIR is wrong: ${(error as Error).message}`);
  }
}

function readPem(name: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new ConfigError(`${name} is wrong: ${(error as Error).message}`);
  }
}

/** Ends the process cleanly on SIGTERM and SIGINT; the promise resolves when the stop begins. */
function stopOnSignals(app: App): Promise<void> {
  return new Promise((begun) => {
    const stop = () => {
      process.removeAllListeners('SIGTERM').removeAllListeners('SIGINT');
      begun();
      app.close().then(() => process.exit(0), refuse);
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  });
}

/** Prints one line for an error that an administrator can correct, the stack for any other. */
function refuse(error: unknown): void {
  const expected =
    error instanceof ConfigError ||
    error instanceof ClockBehind ||
    error instanceof FolderLocked ||
    error instanceof KeyFileError ||
    error instanceof StorageError ||
    error instanceof WeakPassword ||
    (error as { syscall?: unknown }).syscall === 'listen';
  process.stderr.write(`kaodian: ${expected ? (error as Error).message : (error as Error).stack}\n`);
  process.exit(1);
}

start().catch(refuse);
