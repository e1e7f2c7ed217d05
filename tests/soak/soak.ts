import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { EntriesAnswer } from '../../shared/contract/http';
import { COUNTY_DEVICES, deviceOf } from '../bench/county';
import { makeCounty } from '../bench/county-folder';
import { type Target, post } from '../bench/load';
import { paced } from '../bench/paced';
import { type Sent, entry, observed, tempFolder } from '../server/kit';
import { logIn, spawnServer, untilReady } from '../server/process';
import { Memory, clock, metric } from './report';
import { Watching } from './watching';

const ENTRIES = 100_000;
const HEALTHY = 50;
/** Changes of one request. */
const EACH = 4;
const TELL_EVERY_MS = 30_000;
const SAMPLE_EVERY_MS = 1000;
/** The frozen ones are frozen between these shares of the run; what comes before the second is warming up. */
const FROZEN = { from: 0.1, to: 0.9 };
const WARM_UP = 0.2;
const GROWTH_TOLERATED = 1.1;
const RATE_TOLERATED = 0.95;
const ON_TIME_MS = 250;
/** The rows are looked at every 5 s, and more seldom where they cost much. */
const SETTLE_MS = 8000;
const CATCH_UP_MS = 60_000;
const STATUSES = ['up', 'degraded', 'down', 'unknown'];
/** One change in so many is a fault, which the next one of them repairs. */
const FAULT_EVERY = 50;

let turn = 0;
/** A change of the next device at this instant; now and then a step of a fault. */
function change(): Sent {
  turn += 1;
  if (turn % FAULT_EVERY === 0) {
    const step = turn / FAULT_EVERY;
    const faultId = `SOAK-${Math.floor((step - 1) / 2)}`;
    if (step % 2 === 0) return entry('fault.repaired', { faultId }, Date.now());
    return entry(
      'fault.reported',
      { faultId, deviceId: deviceOf(turn), impact: 'none', severity: 'minor' },
      Date.now(),
    );
  }
  return observed(deviceOf(turn), STATUSES[Math.floor(turn / COUNTY_DEVICES) % STATUSES.length]!, Date.now());
}

async function changes(agent: Agent, target: Target): Promise<number> {
  const entries = Array.from({ length: EACH }, change);
  const { results } = JSON.parse(
    await post(agent, target, '/api/entries', JSON.stringify({ entries })),
  ) as EntriesAnswer;
  const refused = results.find((one) => one.outcome !== 'recorded');
  if (refused) throw new Error(`a change was not recorded: ${JSON.stringify(refused)}`);
  return results.length;
}

/**
 * A built server, the load (this process), 50 pages in a second one, and two that freeze: the socket of one is not read,
 * the process of the other is stopped. Tells how it goes on `tell`.
 * @returns what did not hold; empty when all did.
 */
export async function soak(minutes: number, rate: number, tell: (line: string) => void): Promise<string[]> {
  const folder = await makeCounty(tempFolder(), ENTRIES);
  const server = await spawnServer(folder);
  const all: Watching[] = [];
  try {
    await untilReady(server);
    const target = { url: server.url, cookie: await logIn(server.url) };
    const begun = Date.now();
    const healthy = await Watching.begin(target, HEALTHY, begun);
    const unread = await Watching.begin(target, 1, begun);
    const asleep = await Watching.begin(target, 1, begun);
    all.push(healthy, unread, asleep);
    return await run({ server: { pid: server.pid, target }, healthy, unread, asleep, minutes, rate, tell });
  } finally {
    for (const one of all) one.end();
    await server.end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Run {
  server: { pid: number; target: Target };
  healthy: Watching;
  unread: Watching;
  asleep: Watching;
  minutes: number;
  rate: number;
  tell: (line: string) => void;
}

async function run({ server, healthy, unread, asleep, minutes, rate, tell }: Run): Promise<string[]> {
  const { target } = server;
  const lasts = minutes * 60_000;
  const memory = new Memory(server.pid);
  const began = performance.now();
  const elapsed = () => performance.now() - began;
  let recorded = 0;
  let frozen = 'not frozen yet';
  let worst = 0;
  const wrong: string[] = [];

  const freeze = async () => {
    await unread.ask({ do: 'freeze' });
    asleep.sleep();
    frozen = 'frozen';
  };
  const thaw = async () => {
    asleep.wake();
    await unread.ask({ do: 'thaw' });
    frozen = 'thawed';
  };
  const observe = async () => {
    let told = 0;
    let before = { at: 0, recorded: 0 };
    while (elapsed() < lasts) {
      await pause(SAMPLE_EVERY_MS);
      const rss = memory.sample();
      const at = elapsed();
      if (frozen === 'not frozen yet' && at > lasts * FROZEN.from) await freeze();
      if (frozen === 'frozen' && at > lasts * FROZEN.to) await thaw();
      if (at - told < TELL_EVERY_MS) continue;
      told = at;
      const seen = await healthy.ask({ do: 'look' });
      if (at > lasts * WARM_UP) worst = Math.max(worst, seen.p99);
      const heap = (await metric(target, 'nodejs_heap_size_used_bytes')) / 2 ** 20;
      const kept = ((recorded - before.recorded) / (at - before.at)) * 1000;
      before = { at, recorded };
      const behind = frozen === 'frozen' ? `, ${await metric(target, 'kaodian_live_watchers')} watching` : '';
      tell(
        `${clock(at)}  RSS ${rss.toFixed(0)} MiB  heap ${heap.toFixed(0)} MiB  ${kept.toFixed(0)}/s  ` +
          `p50 ${seen.p50} p99 ${seen.p99} max ${seen.max} ms  watched again ${seen.again}  ${frozen}${behind}`,
      );
    }
  };

  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const load = paced(rate / EACH, lasts, async () => {
    recorded += await changes(agent, target);
  });
  await Promise.all([load, observe()]);
  const kept = (recorded / elapsed()) * 1000;
  agent.destroy();
  const { middle, last, peak } = memory.judge(WARM_UP);
  tell(`RSS: middle third ${middle.toFixed(0)} MiB, last third ${last.toFixed(0)} MiB, most ${peak.toFixed(0)} MiB`);
  if (kept < rate * RATE_TOLERATED) wrong.push(`the rate was ${kept.toFixed(0)}/s, not ${rate}/s`);
  if (last > middle * GROWTH_TOLERATED) wrong.push(`memory grew from ${middle.toFixed(0)} to ${last.toFixed(0)} MiB`);
  if (worst > ON_TIME_MS) wrong.push(`the healthy watchers' p99 was ${worst} ms in the worst half minute`);
  wrong.push(...(await settled({ healthy, unread, asleep, target, tell })));
  return wrong;
}

/** After the load: everybody catches up, and shows what a fresh snapshot shows. */
async function settled({
  target,
  tell,
  ...rest
}: Pick<Run, 'healthy' | 'unread' | 'asleep' | 'tell'> & { target: Target }) {
  const wrong: string[] = [];
  const mark = deviceOf(turn + 1);
  const headers = { cookie: target.cookie, 'content-type': 'application/json' };
  const last = { id: randomUUID(), kind: 'device.changed', body: { deviceId: mark, label: '浸泡之后' } };
  const body = JSON.stringify({ entries: [last, observed(mark, 'down'), observed(mark, 'up')] });
  const { results } = (await (
    await fetch(`${target.url}/api/entries`, { method: 'POST', headers, body })
  ).json()) as EntriesAnswer;
  const head = results.at(-1)!.seq!;
  for (const [name, watching] of Object.entries(rest)) {
    const began = performance.now();
    while ((await watching.ask({ do: 'look' })).to < head && performance.now() - began < CATCH_UP_MS) await pause(100);
    if ((await watching.ask({ do: 'look' })).to < head) wrong.push(`the ${name} watchers did not catch up`);
    else tell(`${name}: caught up after ${clock(performance.now() - began).trim()}`);
  }
  await pause(SETTLE_MS);
  for (const [name, watching] of Object.entries(rest)) {
    const found = await watching.ask({ do: 'compare', target });
    wrong.push(...found.wrong.map((what) => `${name}: ${what} is not that of a fresh snapshot`));
    tell(
      `${name}: ${found.connected} connected, watched again ${found.again} times, ${found.wrong.length} differences`,
    );
  }
  return wrong;
}
