import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { PASSWORD, startPageServer } from '../browser/kit';
import { startPhone, untilInstalled } from '../browser/phone/kit';
import { roomId, siteId, world } from '../browser/world';
import { line } from './report';

const SITES = 3;
const SEATS = 53;
const DAYS = 120;
const TAPS = 24;
/** A quick thumb. */
const TAP_EVERY_MS = 200;
/** A slow phone on a slow network: a quarter of this machine's speed, 400 kbit/s both ways, 400 ms to every answer. */
const CPU_RATE = 4;
const NETWORK = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };

const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;

async function slowPage(phone: BrowserContext): Promise<Page> {
  const page = phone.pages()[0] ?? (await phone.newPage());
  const session = await phone.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', NETWORK);
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_RATE });
  return page;
}

/**
 * From the call of an address to the first picture with what is asked for, ms, as the page itself measures it. It tells on
 * its console: whoever asks the page meanwhile, as a locator does, takes a slow phone's time.
 */
async function timeTo(page: Page, path: string, selector: string): Promise<number> {
  await page.addInitScript((wanted) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector(wanted)) return;
      observer.disconnect();
      // oxlint-disable-next-line no-console -- the page's only way to say it without being asked
      requestAnimationFrame(() => setTimeout(() => console.info(`shown ${performance.now()}`)));
    });
    observer.observe(document, { childList: true, subtree: true });
  }, selector);
  const shown = page.waitForEvent('console', (message) => message.text().startsWith('shown '));
  await page.goto(path, { waitUntil: 'commit' });
  return Number((await shown).text().slice('shown '.length));
}

/** How long seats take to answer: from the touch to the next picture, ms, as the browser measures it. */
async function taps(page: Page): Promise<number[]> {
  await page.goto(`/m/rounds/${roomId(1)}`);
  const seats = page.locator('.grid .cell');
  await seats.nth(SEATS - 1).waitFor();
  await page.evaluate(() => {
    const found: number[] = [];
    Object.assign(globalThis, { found });
    const observer = new PerformanceObserver((list) => {
      for (const one of list.getEntries()) if (one.name === 'click') found.push(one.duration);
    });
    observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
  // By the finger's place: a locator's looks at the page before each tap would count.
  const places = await seats.evaluateAll((all) =>
    all.map((one) => one.getBoundingClientRect()).map(({ x, y, width, height }) => [x + width / 2, y + height / 2]),
  );
  for (const [x, y] of places.slice(0, TAPS)) {
    await page.touchscreen.tap(x!, y!);
    await pause(TAP_EVERY_MS);
  }
  const slow = await page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    return (globalThis as unknown as { found: number[] }).found;
  });
  // The browser leaves out what took less than 16 ms.
  return [...slow, ...Array<number>(Math.max(0, TAPS - slow.length)).fill(16)];
}

/** A technician of three sites, on a phone that was never used before, then again. */
export async function slowPhoneBench(): Promise<void> {
  execFileSync(process.execPath, ['scripts/build.mjs', 'client'], { stdio: ['ignore', 2, 2] });
  const server = await startPageServer();
  const folder = mkdtempSync(join(tmpdir(), 'kaodian-slow-'));
  try {
    await server.must(world({ sites: SITES, seats: SEATS, now: Date.now(), days: DAYS }));
    const scope = Array.from({ length: SITES }, (_, n) => `site:${siteId(n + 1)}`);
    await server.ask('POST', '/api/users', { name: 'tech', role: 'technician', scope, password: PASSWORD });
    let phone = await startPhone({ folder, url: server.url });
    let page = await slowPage(phone);
    const first = { name: 'limit', value: 6_000, aim: '≤ 6 s' };
    const again = { name: 'limit', value: 1_500, aim: '≤ 1.5 s' };
    line('slow phone: the log-in, first time', await timeTo(page, '/m', '#username'), 'ms', first);
    await page.locator('#username').fill('tech');
    await page.locator('#password').fill(PASSWORD);
    await page.locator('button[type=submit]').tap();
    const began = performance.now();
    await page.locator('article.fault').first().waitFor();
    line('  the faults, after the log-in', performance.now() - began, 'ms', first);
    await untilInstalled(page);

    const visits: number[] = [];
    for (let visit = 0; visit < 5; visit += 1) {
      await phone.close();
      phone = await startPhone({ folder, url: server.url });
      page = await slowPage(phone);
      visits.push(await timeTo(page, '/m', 'article.fault'));
    }
    line('  the faults from the second visit on, median of 5', median(visits), 'ms', again);
    line('  slowest', Math.max(...visits), 'ms', again);
    const answers = await taps(page);
    line('  a tap on a seat, slowest of 24', Math.max(...answers), 'ms', {
      name: 'limit',
      value: 100,
      aim: '≤ 100 ms',
    });
    await phone.close();
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
