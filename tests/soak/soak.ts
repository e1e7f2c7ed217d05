import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { makeCounty } from '../bench/county-folder';
import type { Target } from '../bench/load';
import { paced } from '../bench/paced';
import { StolenTime, stolenText } from '../bench/stolen';
import { tempFolder } from '../server/kit';
import { logIn, spawnServer, untilReady } from '../server/process';
import { CHANGES_EACH, Changes } from './changes';
import { Memory, clock, metric } from './report';
import { Watching } from './watching';

const ENTRIES = 100_000;
const HEALTHY = 50;
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
  const stolen = new StolenTime();
  const began = performance.now();
  const elapsed = () => performance.now() - began;
  const changes = new Changes(target);
  let frozen = 'not frozen yet';
  let worst = 0;
  const wrong: string[] = [];

  const freeze = async () => {
    await unread.ask({ do: 'freeze' });
    asleep.sleep();
    frozen = 'frozen';
  };
  const thaw = async () => {
    asleep.startTimer();
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
      const kept = ((changes.recorded - before.recorded) / (at - before.at)) * 1000;
      before = { at, recorded: changes.recorded };
      const behind = frozen === 'frozen' ? `, ${await metric(target, 'kaodian_live_watchers')} watching` : '';
      tell(
        `${clock(at)}  RSS ${rss.toFixed(0)} MiB  heap ${heap.toFixed(0)} MiB  ${kept.toFixed(0)}/s  ` +
          `p50 ${seen.p50} p99 ${seen.p99} max ${seen.max} ms  watched again ${seen.again}  ${frozen}${behind}` +
          stolenText(stolen.take()),
      );
    }
  };

  const load = paced(rate / CHANGES_EACH, lasts, () => changes.send());
  await Promise.all([load, observe()]);
  const kept = (changes.recorded / elapsed()) * 1000;
  const { middle, last, peak } = memory.judge(WARM_UP);
  tell(`RSS: middle third ${middle.toFixed(0)} MiB, last third ${last.toFixed(0)} MiB, most ${peak.toFixed(0)} MiB`);
  if (kept < rate * RATE_TOLERATED) wrong.push(`the rate was ${kept.toFixed(0)}/s, not ${rate}/s`);
  if (last > middle * GROWTH_TOLERATED) wrong.push(`memory grew from ${middle.toFixed(0)} to ${last.toFixed(0)} MiB`);
  if (worst > ON_TIME_MS) wrong.push(`the healthy watchers' p99 was ${worst} ms in the worst half minute`);
  wrong.push(...(await settled({ healthy, unread, asleep }, changes, target, tell)));
  return wrong;
}

/** After the load: everybody catches up, and shows what a fresh snapshot shows. */
async function settled(
  all: Pick<Run, 'healthy' | 'unread' | 'asleep'>,
  changes: Changes,
  target: Target,
  tell: Run['tell'],
): Promise<string[]> {
  const wrong: string[] = [];
  const head = await changes.last();
  for (const [name, watching] of Object.entries(all)) {
    const began = performance.now();
    while ((await watching.ask({ do: 'look' })).to < head && performance.now() - began < CATCH_UP_MS) await pause(100);
    if ((await watching.ask({ do: 'look' })).to < head) wrong.push(`the ${name} watchers did not catch up`);
    else tell(`${name}: caught up after ${clock(performance.now() - began).trim()}`);
  }
  await pause(SETTLE_MS);
  for (const [name, watching] of Object.entries(all)) {
    const found = await watching.ask({ do: 'compare', target });
    wrong.push(...found.wrong.map((what) => `${name}: ${what} is not that of a fresh snapshot`));
    tell(
      `${name}: ${found.connected} connected, watched again ${found.again} times, ${found.wrong.length} differences`,
    );
  }
  return wrong;
}
