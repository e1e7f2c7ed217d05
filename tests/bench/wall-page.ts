import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '../browser/kit';
import { spawnScript } from '../server/process';
import { COUNTY, deviceOf } from './county';
import { serveCounty } from './county-folder';
import { type Target, post } from './load';
import { line } from './report';

const VIEWS = 5;
const CHANGES = 60;
/** How long 200 changes a second go on; ten minutes by `WALL_SECONDS=600`. */
const SECONDS = Number(process.env['WALL_SECONDS'] ?? 20);
const PER_SECOND = 200;

const at = (list: readonly number[], share: number) =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0;

/** In the page: when the rates, sites and faults stood in it, and when strips and entries did, ms after its begin. */
const VIEW = `new Promise((done) => {
  const $ = (selector) => document.querySelectorAll(selector).length;
  let first = 0;
  const look = () => {
    first ||= $('.site') === 15 && $('.rate .value') === 4 && $('.faults') === 1 ? performance.now() : 0;
    if (first && $('.hours') === 15 && $('.entry')) done([first, performance.now()]);
    else requestAnimationFrame(look);
  };
  look();
})`;

/** In the page: the wall times at which the text of an element was another one in a drawn frame. */
const watchText = (selector: string) => `(() => {
  const seen = (globalThis.seen = []);
  let before = document.querySelector(${JSON.stringify(selector)}).textContent;
  const look = () => {
    const now = document.querySelector(${JSON.stringify(selector)}).textContent;
    if (now !== before) seen.push(performance.timeOrigin + performance.now());
    before = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()`;

/** One change after the other: from the sending of a report to the frame that shows it, ms. */
async function delays(page: Page, target: Target, selector: string): Promise<number[]> {
  const agent = new Agent({ keepAlive: true });
  await page.evaluate(watchText(selector));
  const found: number[] = [];
  for (let n = 0; n < CHANGES; n += 1) {
    const body = { deviceId: deviceOf(0), status: n % 2 ? 'up' : 'down' };
    const sentAt = performance.timeOrigin + performance.now();
    await post(agent, target, '/api/entries', entries([body]));
    const shown = `new Promise((done) => (function look() {
      seen.length > ${n} ? done(seen[${n}]) : requestAnimationFrame(look);
    })())`;
    found.push((await page.evaluate<number>(shown)) - sentAt);
    await pause(50);
  }
  agent.destroy();
  return found;
}

const entries = (bodies: readonly object[]) =>
  JSON.stringify({ entries: bodies.map((body) => ({ id: randomUUID(), kind: 'status.observed', body })) });

/** Frames a second, and bytes that the page keeps after it, under 200 changes a second. */
async function busy(page: Page, context: BrowserContext, target: Target): Promise<{ fps: number; grown: number }> {
  const session = await context.newCDPSession(page);
  const heap = async () => {
    await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize;
  };
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const rush = async (seconds: number) => {
    const began = performance.now();
    for (let tick = 0; tick < seconds * 20; tick += 1) {
      const bodies = Array.from({ length: PER_SECOND / 20 }, (_, n) => ({
        deviceId: deviceOf(tick * 7 + n * 151),
        status: (tick + n) % 3 ? 'up' : 'degraded',
      }));
      await post(agent, target, '/api/entries', entries(bodies));
      await pause(Math.max(0, began + (tick + 1) * 50 - performance.now()));
    }
  };
  await rush(5);
  const before = await heap();
  await page.evaluate('globalThis.frames_ = 0; (function count() { frames_ += 1; requestAnimationFrame(count); })()');
  const began = performance.now();
  await rush(SECONDS);
  const frames = await page.evaluate<number>('frames_');
  const fps = (frames * 1000) / (performance.now() - began);
  await pause(3_000);
  const grown = (await heap()) - before;
  agent.destroy();
  return { fps, grown };
}

/** The wall of 1,500 devices with a year of history in a real Chromium, beside a page that shows one bare event. */
export async function wallPageBench(): Promise<void> {
  const { server, target } = await serveCounty();
  const browser = await openBrowser();
  try {
    const context = await browser.newContext({ baseURL: target.url, viewport: { width: 1920, height: 1080 } });
    const [name = '', value = ''] = target.cookie.split('=');
    await context.addCookies([{ name, value, url: target.url }]);
    const views: [first: number, whole: number][] = [];
    for (let n = 0; n < VIEWS; n += 1) {
      const page = await context.newPage();
      await page.goto(`/wall?scope=${COUNTY}`, { waitUntil: 'commit' });
      views.push(await page.evaluate<[number, number]>(VIEW));
      await page.close();
    }
    const view = { name: 'aim', value: 1500, aim: '≤ 1.5 s' };
    line(
      'wall, first view (rates, sites, faults), median',
      at(
        views.map(([first]) => first),
        0.5,
      ),
      'ms',
      view,
    );
    line('  with nothing in the cache', views[0]![0], 'ms', view);
    line(
      '  with strips and entries, median',
      at(
        views.map(([, whole]) => whole),
        0.5,
      ),
      'ms',
      view,
    );

    const page = await context.newPage();
    await page.goto(`/wall?scope=${COUNTY}`);
    await page.evaluate(VIEW);
    const shown = await delays(page, target, '.counts li:nth-child(3) b');
    const bare = await bareDelays();
    const aim = '≤ 250 ms';
    line('wall, POST → the frame that shows it, median', at(shown, 0.5), 'ms', {
      name: 'bare page',
      value: at(bare, 0.5),
      aim,
    });
    line('  p99', at(shown, 0.99), 'ms', { name: 'bare page', value: at(bare, 0.99), aim });
    const { fps, grown } = await busy(page, context, target);
    line(`wall, ${PER_SECOND} changes/s for ${SECONDS} s, frames a second`, fps, '/s', {
      name: 'aim',
      value: 50,
      aim: '≥ 50',
    });
    line('  heap kept after it', grown / 1000, 'kB');
  } finally {
    await browser.close();
    await server.end('SIGTERM');
  }
}

async function bareDelays(): Promise<number[]> {
  const bare = await spawnScript('tests/bench/bare.ts');
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`${bare.url}/page`);
    await page.waitForFunction(() => 'connected' in globalThis);
    return await delays(page, { url: bare.url, cookie: '' }, '#event');
  } finally {
    await browser.close();
    await bare.end('SIGTERM');
  }
}
