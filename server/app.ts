import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Worker } from 'node:worker_threads';
import { type Instant, toIso } from '../shared/model/instant';
import { Authentication } from './access/authentication';
import { AccountAdmin } from './access/account-admin';
import { owedStores } from './access/owed/owed';
import { FirstStart } from './access/first-start';
import { Kiosks } from './access/kiosks';
import { WriteQuota } from './access/write-quota';
import type { ReadLimits } from './access/sessions';
import { SecondFactors } from './access/second-factor';
import { Secrets } from './access/secrets';
import type { Elapsed } from './clock/elapsed';
import { keepAnchor, keptAnchor } from './clock/kept-anchor';
import { type Anchor, type ClockDeps, WatchedClock, doubtText } from './clock/watched-clock';
import { Backups } from './backups/backups';
import { ChainCheck } from './backups/chain-check';
import type { DrillResult } from './backups/drill-file';
import { Keeper } from './backups/keeper';
import type { KeeperTask } from './backups/keeper-messages';
import { zoneOf } from '../shared/timeline/zone';
import { type DiskSpace, DiskWatch } from './disk';
import type { Context } from './services/context';
import { ClientAddresses } from './http/client-address';
import { FileThreads } from './workbooks/file-threads';
import { Imports } from './services/imports/imports';
import { Uploads } from './services/papers/uploads';
import { httpApp } from './http/http';
import { RequestTurns, inTurns } from './services/request-turns';
import { type TrustProxy, secureRequests } from './http/trust-proxy';
import { keepCheckpoints } from './ledger/folding/checkpointing';
import { Checkpoints } from './ledger/folding/checkpoints';
import { Figures } from './ledger/querying/figures';
import type { FoldFactory } from './ledger/folding/fold-factory';
import { Ledger } from './ledger/ledger';
import { FoldWorker } from './ledger/querying/fold-worker';
import { ReadTurns } from './ledger/querying/read-turns';
import { startLive } from './live/live';
import type { Logger } from './log';
import { Metrics } from './metrics';
import { systemTimer } from './monitoring/timer';
import { Heartbeats } from './monitoring/heartbeats';
import { LastSeen } from './monitoring/last-seen';
import { PushTokens } from './monitoring/push-tokens';
import { Watchdog } from './monitoring/watchdog';
import { startFiles } from './start-thread';
import { StorageHealth } from './storage-health';
import type { Store } from './store/store';
import { Slips } from './surveys/slips';
import { Ticker } from './ticker/ticker';
import { warmUpSoon } from './warm-up';

export interface AppDeps {
  store: Store;
  /** The wall clock. */
  clock: () => Instant;
  /** The clocks that the wall clock is compared with; absent: it is believed whatever it says. */
  elapsed?: Elapsed;
  zone: string;
  factory: FoldFactory;
  log: Logger;
  /** The folders of checkpoints and of the built pages. */
  checkpointFolder: string;
  clientFolder: string;
  /** The file of the key that encrypts secrets; created when it is first needed. */
  keyFile: string;
  startWorker: () => Worker;
  /** Starts the thread of a backup or a check of the whole ledger; absent: there are none. */
  startKeeper?: (task: KeeperTask) => Worker;
  /** Where backups are made on a schedule, and how often; absent: none are. */
  backups?: { folder: string; everyMs: number };
  /** How the last restore drill went; absent: nobody knows. */
  readDrill?: () => DrillResult | null;
  /** The size of the database, in bytes; absent: not known. */
  databaseBytes?: () => number;
  /** Reads the free space of the disk; absent: it is not monitored. */
  diskSpace?: () => Promise<DiskSpace>;
  adminPassword?: string;
  publicUrl?: string;
  trustProxy?: TrustProxy;
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

/** The name in `meta` of what is written to see whether writing works. */
const PROBE = 'last-written';

/** The clock of a server: a doubt is logged when it begins and when it ends, and outlives a restart. */
async function watchedClock({ store, clock: wall, elapsed: given, log }: AppDeps): Promise<WatchedClock> {
  const elapsed = given ?? null;
  const keep = (anchor: Anchor | null) => {
    keepAnchor(store.meta, anchor).catch((error: unknown) =>
      log.warn({ err: error }, 'the clock’s state was not kept'),
    );
  };
  const kept = elapsed ? await keptAnchor(store.meta) : null;
  const onDoubt: ClockDeps['onDoubt'] = (doubt, anchor) => {
    if (doubt) log.error(doubt, `the clock was set ${doubtText(doubt)}: nothing is recorded until it is right`);
    else log.info('the clock is right again');
    keep(doubt && anchor);
  };
  const watched = new WatchedClock({ wall, elapsed, onDoubt }, kept);
  if (kept && !watched.doubt) keep(null);
  return watched;
}

/**
 * Wires the parts of the server together.
 * @throws ClockBehind, KeyFileError, StorageError.
 */
export async function createApp(deps: AppDeps): Promise<App> {
  const { store, zone, factory, log, trustProxy = false } = deps;
  const warn = (error: unknown, what: string) => log.warn({ err: error }, what);
  const clockWatch = await watchedClock(deps);
  const clock = clockWatch.now;
  const storage = new StorageHealth(() => store.meta.set(PROBE, toIso(clock())), log);
  const checkpoints = new Checkpoints(deps.checkpointFolder, factory, zone);
  const metrics = new Metrics();
  const ledger = new Ledger({
    store,
    clock,
    assertClock: clockWatch.assertBelieved,
    zone,
    factory,
    checkpoints,
    warn,
    measured: {
      started: (ms, entries) => metrics.started(ms, entries),
      committed(ms) {
        metrics.committed(ms);
        storage.worked();
      },
      failed: (error) => storage.failed(error),
    },
  });
  await ledger.check(deps.clock());
  const workers = new FoldWorker(deps.startWorker);
  const turns = new ReadTurns(ledger);
  const secrets = await Secrets.open(store.meta, deps.keyFile);
  const owed = owedStores(store, { health: storage, clock, warn: (what) => log.warn(what) });
  const secondFactors = new SecondFactors(owed.secondFactors, secrets, ledger, clock);
  const { accounts, tokens } = store;
  const stores = { accounts, tokens, sessions: owed.sessions, signIns: owed.signIns };
  const readLimits: ReadLimits = async () => {
    if (!ledger.progress.ready) return null;
    return ledger.read((fold, now) => ({
      sessionHours: fold.setting('sessionHours', now),
      idleHours: fold.setting('idleHours', now),
    }));
  };
  const authentication = new Authentication(stores, secondFactors, clock, undefined, readLimits);
  const stopInvalidating = ledger.onCommit((entries) => authentication.committed(entries));
  const accountAdmin = new AccountAdmin(store, ledger, authentication, clock);
  const firstStart = new FirstStart(store, clock);
  const { setUpSecret } = await firstStart.begin(deps.adminPassword);
  const lastSeen = new LastSeen(store.lastSeen);
  const watchdog = new Watchdog({ ledger, entries: store.entries, lastSeen, clock, startTimer: systemTimer, warn });
  const disk = new DiskWatch(deps.diskSpace ?? null, log);
  const ticker = new Ticker(ledger, log);
  const uploads = new Uploads(store, clock);
  const figures = new Figures(ledger, store.entries, workers, turns, clock);
  const fileThreads = new FileThreads(startFiles);
  const imports = new Imports({ ledger, figures, turns, store, metrics, zone, clock, threads: fileThreads, log });
  const keeper = deps.startKeeper ? new Keeper(deps.startKeeper) : null;
  const chain = new ChainCheck(keeper, store.meta, () => ledger.head, clock, log);
  await chain.load();
  const backups =
    deps.backups && keeper
      ? new Backups({
          ...deps.backups,
          keeper,
          clock,
          dayOf: (at) => zoneOf(zone).dayOf(at),
          log,
          onDone: (head) => chain.checked(head),
          onFailed: (error) => chain.failed(error, ledger.head.seq),
        })
      : null;
  const context: Context = {
    ledger,
    ticker,
    figures,
    turns,
    requestTurns: new RequestTurns(),
    store,
    uploads,
    fileThreads,
    imports,
    authentication,
    firstStart,
    accountAdmin,
    kiosks: new Kiosks({ store, ledger, accountAdmin, clock }),
    secondFactors,
    metrics,
    disk,
    storage,
    clockWatch,
    heartbeats: new Heartbeats({ ledger, entries: store.entries, watchdog, lastSeen, clock }),
    pushTokens: new PushTokens(store.pushTokens, ledger, clock),
    slips: new Slips((text, about) => secrets.digest(text, about)),
    writeQuota: new WriteQuota(clock),
    chain,
    health: {
      startedAt: clock(),
      backups: () => backups && { ...backups.state, everyMs: deps.backups!.everyMs, folder: deps.backups!.folder },
      drill: deps.readDrill ?? (() => null),
      databaseBytes: deps.databaseBytes ?? (() => null),
    },
    clock,
    zone,
    own: {
      publicOrigin: deps.publicUrl === undefined ? null : new URL(deps.publicUrl).origin,
      isSecure: secureRequests(trustProxy),
    },
    secure: deps.tls !== undefined || (deps.publicUrl?.startsWith('https:') ?? false),
    clientAddresses: new ClientAddresses(trustProxy, (about, message) => log.warn(about, message)),
  };
  const app = httpApp(context, { clientFolder: deps.clientFolder, trustProxy, log });
  const handler = inTurns(context.requestTurns, app);
  const server = deps.tls ? createHttps(deps.tls, handler) : createHttp(handler);
  // Longer than proxies and clients keep an idle connection: otherwise the server may close it as a request arrives.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const live = startLive(server, context, log);
  const sweeping = setInterval(() => {
    uploads.sweep().catch((error: unknown) => warn(error, 'old uploads could not be dropped'));
  }, SWEEP_MS);
  const stopCheckpoints = keepCheckpoints(ledger, workers, warn);

  const begin = async () => {
    ticker.start();
    backups?.start();
    await watchdog.start();
    await imports.resume();
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
      void storage.start();
      return {
        port: (server.address() as AddressInfo).port,
        ready: ledger
          .open()
          .then(() => begin())
          .then(() => warmUpSoon(context)),
      };
    },
    async close() {
      const linger = setTimeout(() => server.closeAllConnections(), LINGER_MS);
      ticker.close();
      turns.close();
      await live.close();
      clearTimeout(linger);
      clearInterval(sweeping);
      stopCheckpoints();
      stopInvalidating();
      await imports.close();
      disk.stop();
      metrics.close();
      storage.stop();
      backups?.stop();
      await keeper?.close();
      await watchdog.close();
      await ledger.close();
      await owed.flush().catch((error: unknown) => warn(error, 'log-ins and log-outs in memory were not written'));
      await workers.close();
      await store.close();
    },
  };
}
