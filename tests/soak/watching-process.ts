/** A process: watchers that apply what comes as pages do. It is told by messages (watching.ts). */
import { setTimeout as pause } from 'node:timers/promises';
import { quantileOf, sorted } from '../bench/paced';
import { Watcher, differences } from './watcher';
import type { Asked, Told } from './watching';

const SOON_MS = 50;

let watchers: Watcher[] = [];

async function watch({ target, count, begun }: Extract<Asked, { do: 'watch' }>): Promise<void> {
  watchers = Array.from({ length: count }, () => new Watcher(target, begun));
  while (watchers.some((one) => one.state === null)) await pause(SOON_MS);
}

/** How it went since it was last asked. What comes meanwhile waits, and would count as late: it is sorted once. */
function seen(): Told {
  const times = sorted(watchers.flatMap((one) => one.times));
  for (const one of watchers) one.times = [];
  return {
    count: times.length,
    p50: quantileOf(times, 0.5),
    p99: quantileOf(times, 0.99),
    max: quantileOf(times, 1),
    again: watchers.reduce((sum, one) => sum + one.again, 0),
    connected: watchers.filter((one) => one.connected).length,
    to: Math.min(...watchers.map((one) => one.state?.to ?? 0)),
    wrong: [],
  };
}

/** Holds every watcher against one that has just come. */
async function compare(asked: Extract<Asked, { do: 'compare' }>): Promise<Told> {
  const fresh = new Watcher(asked.target, Infinity);
  while (fresh.state === null) await pause(SOON_MS);
  const now = Date.now();
  const wrong = watchers.flatMap((one, index) =>
    differences(one.state!, fresh.state!, now).map((what) => `${what} of watcher ${index}`),
  );
  fresh.leave();
  return { ...seen(), wrong };
}

async function answer(asked: Asked): Promise<Told> {
  if (asked.do === 'watch') await watch(asked);
  if (asked.do === 'freeze') for (const one of watchers) one.freeze();
  if (asked.do === 'thaw') for (const one of watchers) one.thaw();
  return asked.do === 'compare' ? compare(asked) : seen();
}

process.on('message', (asked: Asked) => void answer(asked).then((told) => process.send!(told)));
process.on('disconnect', () => process.exit(0));
