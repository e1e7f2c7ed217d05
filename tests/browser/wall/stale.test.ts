import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PageServer, openBrowser, startPageServer } from '../kit';
import { seatId, world } from '../world';
import { fresh, openWall, sent, stale, wallVisitor } from './kit';

const FROZEN_MS = 6_000;

/** Never a green lie: whatever is in the way, the wall says within 5 s that it does not know, and knows again by itself. */
let server: PageServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  await server.must(world({ sites: 4, seats: 3, now: Date.now(), days: 40 }));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
const put = (status: string) => server.must([sent('status.observed', { deviceId: seatId(3, 2), status })]);
beforeEach(() => put('up'));

const worst = (page: Page, word: string, timeout = 5_000) =>
  page.locator(`[data-site="K03"][data-worst="${word}"]`).waitFor({ timeout });

/** What the drained page must say: since when, and each deadline as a time of day, because nothing is counted. */
async function drained(page: Page): Promise<void> {
  await page
    .getByRole('alert')
    .getByText(/自 \d\d:\d\d:\d\d 起未收到服务器数据/)
    .waitFor();
  await page.getByText('修复期限（失联，不计时）').first().waitFor();
  await page.locator('.rate').first().getByText(/当时/).waitFor();
  const clocks = await page.locator('.fault:not(.paused) .clock').allTextContents();
  expect(clocks.length).toBeGreaterThan(0);
  for (const text of clocks) expect(text.trim()).toMatch(/^(\d\d-\d\d )?\d\d:\d\d$/);
  const well = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--well').trim());
  const grey = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--t3').trim());
  expect(well).toBe(grey);
}

describe('never a green lie', () => {
  it('the network is cut: drained in 5 s, the age runs, and what was missed is there when it comes back', async () => {
    const context = await wallVisitor(browser, server);
    const page = await openWall(context);
    await worst(page, 'well');
    await context.setOffline(true);
    await stale(page);
    await drained(page);
    const age = await page.locator('.stale .count').textContent();
    await page.waitForFunction((before) => document.querySelector('.stale .count')?.textContent !== before, age);
    await put('down');
    await context.setOffline(false);
    await fresh(page);
    await worst(page, 'down');
    await page.locator('.lamp').getByText('已补齐 1 条').first().waitFor();
    await context.close();
  });

  it('the server hangs, without closing anything', async () => {
    const context = await wallVisitor(browser, server);
    const page = await openWall(context);
    server.freeze();
    await stale(page);
    await drained(page);
    server.thaw();
    await fresh(page);
    await context.close();
  });

  it('the server is restarted', async () => {
    const context = await wallVisitor(browser, server);
    const page = await openWall(context);
    await server.end();
    await stale(page);
    await drained(page);
    await server.start();
    await fresh(page);
    await put('down');
    await worst(page, 'down');
    await context.close();
  });

  it('the machine’s clock is three hours wrong: times and deadlines are those of the server', async () => {
    const context = await wallVisitor(browser, server);
    await context.addInitScript(() => {
      const real = Date.now.bind(Date);
      Date.now = () => real() + 3 * 3_600_000;
    });
    const page = await openWall(context);
    const text = await page.locator('.head .time').textContent();
    const [hour, minute, second] = text!.trim().split(':').map(Number) as [number, number, number];
    const shown = (hour * 60 + minute) * 60 + second;
    const right = Math.floor((Date.now() / 1000 + 8 * 3600) % 86_400);
    expect(Math.abs(((shown - right + 86_400 + 43_200) % 86_400) - 43_200)).toBeLessThanOrEqual(2);
    await page.locator('html:not([data-stale])').waitFor({ state: 'attached' });
    await context.close();
  });

  it('the page was frozen: stale when it runs again, until a new connection has caught up', async () => {
    const context = await wallVisitor(browser, server);
    const page = await openWall(context);
    await worst(page, 'well');
    // Every colour that was shown is kept in order, with whether the page called it stale then.
    await page.evaluate(() => {
      const log: string[] = [];
      Object.assign(window, { log });
      const look = () => {
        const { dataset } = document.querySelector<HTMLElement>('[data-site="K03"]')!;
        const now = `${document.documentElement.hasAttribute('data-stale') ? 'stale' : 'live'} ${dataset['worst']}`;
        if (log.at(-1) !== now) log.push(now);
      };
      new MutationObserver(look).observe(document, { attributes: true, subtree: true });
      look();
    });
    // Its scripts stand still, and what the server sends piles up, as in a tab that the browser has frozen.
    const session = await context.newCDPSession(page);
    await session.send('Debugger.enable');
    await session.send('Debugger.pause');
    await put('down');
    await new Promise((resolve) => setTimeout(resolve, FROZEN_MS));
    await session.send('Debugger.resume');
    await session.send('Debugger.disable');
    await worst(page, 'down');
    await fresh(page);
    const log = await page.evaluate(() => (window as unknown as { log: string[] }).log);
    // What was missed stands there before anything is called live again.
    expect(log.filter((one) => one !== 'stale down')).toEqual(['live well', 'stale well', 'live down']);
    await context.close();
  });

  it('a machine that slept says so at once, though the browser’s own clock stood still', async () => {
    const context = await wallVisitor(browser, server);
    await context.addInitScript(() => {
      const real = Date.now.bind(Date);
      Object.assign(window, { sleptMs: 0 });
      Date.now = () => real() + (window as unknown as { sleptMs: number }).sleptMs;
    });
    const page = await openWall(context);
    await context.setOffline(true);
    await page.evaluate(() => Object.assign(window, { sleptMs: 8 * 3_600_000 }));
    // Much earlier than 5 s after the last message: the machine's clock tells of the sleep.
    await stale(page, 2_500);
    await context.setOffline(false);
    await fresh(page);
    await context.close();
  });
});
