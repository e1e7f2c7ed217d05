import { setTimeout as pause } from 'node:timers/promises';
import { COUNTY } from './county';
import { COUNTY_ENTRIES, serveCounty } from './county-folder';
import type { Target } from './load';
import { line } from './report';
import { visit } from './visitor';

const DAY = 86_400_000;
const PULSE_MS = 1000;
const iso = (at: number) => new Date(at).toISOString();
const month = (at: number) => iso(at).slice(0, 7);

/** What no running sum answers: odd windows of the last year, months of a period that is over, and the past as known then. */
function questions(now: number): [name: string, path: string][] {
  const odd = { scope: COUNTY, from: iso(now - 301 * DAY - 12_345_678), to: iso(now - 7 * DAY - 7_654_321) };
  const ask = (path: string, params: object) =>
    `${path}?${new URLSearchParams(Object.entries(params).map(([name, value]) => [name, String(value)]))}`;
  const period = `${month(now - 290 * DAY)}..${month(now - 200 * DAY)}`;
  const asOf = COUNTY_ENTRIES / 2;
  return [
    ['uptime of an odd window by site', ask('/api/uptime', { ...odd, by: 'site' })],
    ['uptime of an odd window by day', ask('/api/uptime', { ...odd, by: 'day' })],
    ['indicators of four past months', ask('/api/indicators', { scope: COUNTY, period })],
    ['trend of four past months', ask('/api/indicators/trend', { scope: COUNTY, period })],
    ['trend of this year', ask('/api/indicators/trend', { scope: COUNTY, period: month(now).slice(0, 4) })],
    [
      'records of the fault rate of this year',
      ask('/api/indicators/fault-rate/evidence', { scope: COUNTY, period: month(now).slice(0, 4), limit: 20 }),
    ],
    ['uptime by site as of the middle', ask('/api/uptime', { ...odd, by: 'site', asOf })],
    [
      'indicators as of the middle',
      ask('/api/indicators', { scope: COUNTY, period: month(now - 190 * DAY).slice(0, 4), asOf }),
    ],
  ];
}

export async function get({ url, cookie }: Target, path: string): Promise<number> {
  const began = performance.now();
  const response = await fetch(url + path, { headers: { cookie } });
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  await response.arrayBuffer();
  return performance.now() - began;
}

/** How long the live feed was held up while something else went on: small requests and pulses, all seen from here. */
export async function heldUp(
  target: Target,
  what: () => Promise<number>,
): Promise<{ ms: number; small: number; pulse: number }> {
  const { socket } = await visit(target);
  let last = performance.now();
  let pulse = 0;
  let small = 0;
  let over = false;
  const heard = () => {
    pulse = Math.max(pulse, performance.now() - last - PULSE_MS);
    last = performance.now();
  };
  socket.on('pulse', heard);
  const asking = (async () => {
    while (!over) {
      small = Math.max(small, await get(target, '/healthz'));
      await pause(10);
    }
  })();
  const ms = await what();
  over = true;
  await asking;
  pulse = Math.max(pulse, performance.now() - last - PULSE_MS);
  socket.disconnect();
  return { ms, small, pulse };
}

export async function anyWindowBench(): Promise<void> {
  const { server, target } = await serveCounty();
  for (const [name, path] of questions(Date.now())) {
    const cold = await heldUp(target, () => get(target, path));
    const warm = await heldUp(target, () => get(target, path));
    const peer = { name: 'aim', value: 2000, aim: '≤ 2 s' };
    line(`${name}, the first time`, cold.ms, 'ms', peer);
    line('  again', warm.ms, 'ms', peer);
    line('  a small request meanwhile, at most', Math.max(cold.small, warm.small), 'ms');
    line('  a pulse late by, at most', Math.max(cold.pulse, warm.pulse), 'ms');
  }
  await server.end('SIGTERM');
}
