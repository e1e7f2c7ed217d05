import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Worker } from 'node:worker_threads';
import type { Instant } from '../shared/model/instant';
import { Authentication } from './access/authentication';
import { AccountAdmin } from './access/account-admin';
import { SecondFactors } from './access/second-factor';
import { Secrets } from './access/secrets';
import { type DiskSpace, DiskWatch } from './disk';
import type { Context } from './services/context';
import { Uploads } from './services/uploads';
import { httpApp } from './http/http';
import { keepCheckpoints } from './ledger/folding/checkpointing';
import { Checkpoints } from './ledger/folding/checkpoints';
import { Figures } from './ledger/querying/figures';
import type { FoldFactory } from './ledger/folding/fold-factory';
import { Ledger } from './ledger/ledger';
import { FoldWorker } from './ledger/querying/fold-worker';
import { startLive } from './live/live';
import type { Logger } from './log';
import { Metrics } from './metrics';
import { systemTimer } from './monitoring/timer';
import { Heartbeats } from './monitoring/heartbeats';
import { LastSeen } from './monitoring/last-seen';
import { PushTokens } from './monitoring/push-tokens';
import { Watchdog } from './monitoring/watchdog';
import type { Store } from './store/store';
import { Ticker } from './ticker/ticker';

export interface AppDeps {
  store: Store;
  clock: () => Instant;
  zone: string;
  factory: FoldFactory;
  log: Logger;
  /** The folders of checkpoints and of the built pages. */
  checkpointFolder: string;
  clientFolder: string;
  /** The file of the key that encrypts secrets; created when it is first needed. */
  keyFile: string;
  startWorker: () => Worker;
  /** Reads the free space of the disk; absent: it is not monitored. */
  diskSpace?: () => Promise<DiskSpace>;
  adminPassword?: string;
  publicUrl?: string;
  trustProxy?: string | number | boolean;
  tls?: { cert: Buffer; key: Buffer };
}

export interface App {
  /** The secret of the one-time set-up link; null: there is an administrator. */
  setUpSecret: string | null;
  ledger: Ledger;
  watchdog: Watchdog;
  ticker: Ticker;
  /** Drops uploads that are a day old; the server does so every hour. */
  sweepUploads(): Promise<void>;
  /** Listens and starts to read the ledger; `ready` resolves when it has been read. */
  listen(port: number, host: string): Promise<{ port: number; ready: Promise<void> }>;
  /** Closes connections, waits for pending writes, writes a checkpoint, closes the store. */
  close(): Promise<void>;
}

/** A stop waits this long for open connections, then closes them. */
const LINGER_MS = 3000;
const KEEP_ALIVE_MS = 65_000;
/** Half uploads that are a day old are dropped so often. */
const SWEEP_MS = 3_600_000;

/**
 * Wires the parts of the server together.
 * @throws ClockBehind, KeyFileError, StorageError.
 */
export async function createApp(deps: AppDeps): Promise<App> {
  const { store, clock, zone, factory, log } = deps;
  const warn = (error: unknown, what: string) => log.warn({ err: error }, what);
  const checkpoints = new Checkpoints(deps.checkpointFolder, factory, zone);
  const metrics = new Metrics();
  const ledger = new Ledger({ store, clock, zone, factory, checkpoints, warn, measured: metrics });
  await ledger.check();
  const workers = new FoldWorker(deps.startWorker);
  const secrets = await Secrets.open(store.meta, deps.keyFile);
  const secondFactors = new SecondFactors(store.secondFactors, secrets, ledger, clock);
  const authentication = new Authentication(store, secondFactors, clock);
  const stopInvalidating = ledger.onCommit((entries) => authentication.committed(entries));
  const accountAdmin = new AccountAdmin(store, ledger, authentication, clock);
  const { setUpSecret } = await authentication.firstStart(deps.adminPassword);
  const lastSeen = new LastSeen(store.lastSeen);
  const watchdog = new Watchdog({ ledger, entries: store.entries, lastSeen, clock, startTimer: systemTimer, warn });
  const disk = new DiskWatch(deps.diskSpace ?? null, log);
  const ticker = new Ticker(ledger, log);
  const uploads = new Uploads(store, clock);
  const context: Context = {
    ledger,
    ticker,
    figures: new Figures(ledger, store.entries, workers, clock),
    store,
    uploads,
    authentication,
    accountAdmin,
    secondFactors,
    metrics,
    disk,
    heartbeats: new Heartbeats({ ledger, entries: store.entries, watchdog, lastSeen, clock }),
    pushTokens: new PushTokens(store.pushTokens, ledger, clock),
    clock,
    zone,
    publicOrigin: deps.publicUrl === undefined ? null : new URL(deps.publicUrl).origin,
    secure: deps.tls !== undefined || (deps.publicUrl?.startsWith('https:') ?? false),
  };
  const handler = httpApp(context, { clientFolder: deps.clientFolder, trustProxy: deps.trustProxy, log });
  const server = deps.tls ? createHttps(deps.tls, handler) : createHttp(handler);
  // Longer than proxies and clients keep an idle connection: otherwise the server may close it as a request arrives.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const live = startLive(server, context, log);
  const sweeping = setInterval(() => {
    uploads.sweep().catch((error: unknown) => warn(error, 'old uploads could not be dropped'));
  }, SWEEP_MS);
  const stopCheckpoints = keepCheckpoints(ledger, workers, warn);

  const begin = () => {
    ticker.start();
    return watchdog.start();
  };

  return {
    setUpSecret,
    ledger,
    watchdog,
    ticker,
    sweepUploads: () => uploads.sweep(),
    async listen(port, host) {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, resolve);
      });
      await disk.start();
      return { port: (server.address() as AddressInfo).port, ready: ledger.open().then(() => begin()) };
    },
    async close() {
      const linger = setTimeout(() => server.closeAllConnections(), LINGER_MS);
      ticker.close();
      await live.close();
      clearTimeout(linger);
      clearInterval(sweeping);
      stopCheckpoints();
      stopInvalidating();
      disk.stop();
      await watchdog.close();
      await ledger.close();
      await workers.close();
      await store.close();
    },
  };
}
