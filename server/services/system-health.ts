import { version } from '../../package.json';
import type { HealthAnswer } from '../../shared/contract/http';
import { type Instant, toIso } from '../../shared/model/instant';
import type { Context } from './context';

const HOUR_MS = 3_600_000;
const isoOf = (at: Instant | null) => (at === null ? null : toIso(at));

type Deps = Pick<
  Context,
  'health' | 'ledger' | 'metrics' | 'disk' | 'storage' | 'clockWatch' | 'store' | 'authentication' | 'clock'
>;

/** How the server itself is, as its administrator sees it. */
export async function systemHealth(context: Deps): Promise<HealthAnswer> {
  const { health, ledger, metrics, disk, storage, clockWatch, store, authentication, clock } = context;
  const now = clock();
  const { seq, recordedAt } = ledger.head;
  const accounts = (await store.accounts.all()).filter(({ disabledAt }) => disabledAt === null);
  const sessions = await Promise.all(accounts.map(({ id }) => authentication.sessionsOf(id)));
  const since = async (ms: number) => Math.max(0, seq - (await store.entries.seqAt(now - ms)));
  const { doubt } = clockWatch;
  const { space, low } = disk;
  return {
    now: toIso(now),
    version,
    node: process.version,
    startedAt: toIso(health.startedAt),
    ledger: {
      seq,
      recordedAt: seq === 0 ? null : toIso(recordedAt),
      bytes: health.databaseBytes(),
      lastHour: await since(HOUR_MS),
      lastDay: await since(24 * HOUR_MS),
    },
    lag: await metrics.lag(),
    memory: { usedBytes: process.memoryUsage.rss() },
    disk: space && { ...space, low: low !== null },
    storage: storage.failing,
    clock: doubt && { offMs: doubt.wall - doubt.expected },
    clients: {
      watching: metrics.watchers(),
      behind: metrics.behind(),
      accounts: accounts.length,
      sessions: sessions.flat().length,
      tokens: (await store.tokens.all()).length,
    },
    backup: backupOf(health.backups()),
    drill: health.drill(),
  };
}

function backupOf(state: ReturnType<Context['health']['backups']>): HealthAnswer['backup'] {
  if (!state) return null;
  const { last, failed, nextAt, ...rest } = state;
  return {
    ...rest,
    last: last && { ...last, at: toIso(last.at) },
    failed: failed && { ...failed, at: toIso(failed.at) },
    nextAt: toIso(nextAt),
  };
}

/** The head of the ledger, and how its chain was last checked. */
export function chainState({ chain, ledger }: Pick<Context, 'chain' | 'ledger'>) {
  const { seq, hash, recordedAt } = ledger.head;
  const { last, progress } = chain;
  return {
    head: { seq, hash, recordedAt: toIso(recordedAt) },
    checked: last && { ...last, at: isoOf(last.at)! },
    progress,
  };
}
