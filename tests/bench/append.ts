import { readFileSync, rmSync } from 'node:fs';
import type { WatchRequest } from '../../shared/contract/live';
import { openStore } from '../../server/store/sqlite/open';
import { entry, observed, oneSite, tempFolder } from '../server/kit';
import { type ServerProcess, logIn, spawnServer, spawnScript, untilReady } from '../server/process';
import { rowsAfter } from '../store/rows';
import { Crowd, EVERYTHING } from './crowd';
import { type Target, load } from './load';
import { line } from './report';

const MS = 3000;
const ROUND_MS = 1500;
const ROUNDS = 4;
const DEVICES = 200;
const devices = Array.from({ length: DEVICES }, (_, index) => `D${index}`);
const STATUSES = ['up', 'degraded', 'down'];
const WATCHED: WatchRequest = { ...EVERYTHING, topics: ['status', 'indicators'] };

/** Durable rows a second of the store alone, `size` a transaction. */
async function raw(size: number): Promise<number> {
  const folder = tempFolder();
  const store = openStore(folder);
  const claim = await store.entries.claim();
  const rows = rowsAfter(claim!.head, Math.min(40_000, size * 400));
  const began = performance.now();
  let done = 0;
  while (done < rows.length && performance.now() - began < MS) {
    await claim!.append(rows.slice(done, done + size));
    done += size;
  }
  const perSecond = (done / (performance.now() - began)) * 1000;
  await store.close();
  rmSync(folder, { recursive: true, force: true });
  return perSecond;
}

let turn = 0;
/** A request of `size` reports, each of another device than the one before. */
function body(size: number): string {
  const entries = Array.from({ length: size }, () => {
    turn += 1;
    return observed(devices[turn % DEVICES]!, STATUSES[Math.floor(turn / DEVICES) % 3]!);
  });
  return JSON.stringify({ entries });
}

async function places(target: Target): Promise<void> {
  const response = await fetch(`${target.url}/api/entries`, {
    method: 'POST',
    headers: { cookie: target.cookie, 'content-type': 'application/json' },
    body: JSON.stringify({
      entries: [...oneSite(devices), entry('site.scheduleSet', { siteId: 'S1', schedule: 'always' })],
    }),
  });
  if (response.status !== 200) throw new Error(await response.text());
}

type Measured = Awaited<ReturnType<typeof load>> & {
  /** Processor time that the server took for a request, ms: holds also on a machine that is busy otherwise. */
  cpuMs: number;
};

/** Processor time of a process so far, ms (Linux: fields 14 and 15, in hundredths of a second). */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function measured(server: ServerProcess, cookie: string, watching: boolean, size: number, watched: number) {
  const target = { url: server.url, cookie };
  const crowd = await Crowd.gather(target, watched, watching ? WATCHED : null);
  const before = cpuOf(server.pid);
  const result = await load(target, '/api/entries', () => body(size), {
    connections: size === 1 ? 64 : 8,
    ms: ROUND_MS,
  });
  const cpuMs = (cpuOf(server.pid) - before) / result.count;
  await crowd.leave();
  return { ...result, cpuMs };
}

/** Two peers in turn, so that whatever else the machine does falls on both; of each the round least disturbed. */
async function inTurn(one: () => Promise<Measured>, other: () => Promise<Measured>): Promise<[Measured, Measured]> {
  const rounds: [Measured, Measured][] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push([await one(), await other()]);
  const best = (which: 0 | 1) => rounds.map((pair) => pair[which]).sort((a, b) => b.perSecond - a.perSecond)[0]!;
  return [best(0), best(1)];
}

/**
 * The append rate through HTTP against the raw store and the bare limit, in one run. The server, the watchers and the
 * load (this) are three processes; the bare limit is measured by the same two others.
 */
export async function appendBench(): Promise<void> {
  const single = await raw(1);
  const grouped = await raw(1000);
  line('store alone, one a transaction', single, 'entries/s');
  line('store alone, 1,000 a transaction', grouped, 'entries/s');

  const folder = tempFolder();
  const server = await spawnServer(folder);
  await untilReady(server);
  const cookie = await logIn(server.url);
  await places({ url: server.url, cookie });
  const bare = await spawnScript('tests/bench/bare.ts');
  try {
    for (const watched of [1, 50]) {
      const [one, limit] = await inTurn(
        () => measured(server, cookie, true, 1, watched),
        () => measured(bare, '', false, 1, watched),
      );
      const aim = watched === 1 ? '≥ 0.6 ×' : '≥ 2 ×';
      const peer = { name: 'bare', value: limit.perSecond, aim };
      line(`HTTP, one a request, ${watched} watching`, one.perSecond, 'entries/s', peer);
      line('  the same against one fsync each', one.perSecond, 'entries/s', { name: 'store alone', value: single });
      line('  a request, p99', one.p99, 'ms', { name: 'bare', value: limit.p99 });
      line('  server CPU a report', one.cpuMs, 'ms', { name: 'bare', value: limit.cpuMs, aim: '≤ 0.5 ms' });
    }
    const [many] = await inTurn(
      () => measured(server, cookie, true, 100, 50),
      () => measured(server, cookie, true, 100, 50),
    );
    const peer = { name: 'store alone', value: grouped, aim: '≥ 10,000/s' };
    line('HTTP, 100 a request, 50 watching', many.perSecond * 100, 'entries/s', peer);
    line('  server CPU a report', many.cpuMs / 100, 'ms');
  } finally {
    await server.end('SIGTERM');
    await bare.end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
}
