import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PageServer, logIn, openBrowser, startPageServer, visitor } from './kit';
import { seatId, world } from './world';

let server: PageServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  await server.must(world({ sites: 1, seats: 3, now: Date.now(), days: 40 }));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe('never a green lie', () => {
  it('a silent server drains the page in 5 s, stops its figures, and is caught up with by itself', async () => {
    const context = await visitor(browser, server.url);
    const page = await context.newPage();
    await logIn(page);
    await page.locator('.lamp[data-freshness="live"]').waitFor();

    server.freeze();
    await page.locator('.lamp[data-freshness="late"]').waitFor({ timeout: 5000 });
    await page.locator('html[data-stale]').waitFor({ timeout: 8000 });
    const banner = page.getByRole('alert');
    await banner.getByText('数据中断').waitFor();
    await banner.getByText(/自 \d\d:\d\d:\d\d 起未收到服务器数据/).waitFor();
    await page.locator('tr[data-row="cities-covered"]').getByText('当时达成').waitFor();

    const down = page.locator('[data-window="year"] .down b');
    const still = await down.textContent();
    const age = await banner.locator('.count').textContent();
    await page.waitForFunction((before) => document.querySelector('.banner .count')?.textContent !== before, age, {
      timeout: 5000,
    });
    expect(await down.textContent()).toBe(still);

    server.thaw();
    await page.locator('html:not([data-stale])').waitFor({ state: 'attached', timeout: 10_000 });
    await page.locator('.lamp[data-freshness="live"]').waitFor();
    await context.close();
  });

  it('what was recorded while the line was cut is there after it, and counted', async () => {
    const context = await visitor(browser, server.url);
    const page = await context.newPage();
    await logIn(page);
    await page.locator('.lamp[data-freshness="live"]').waitFor();
    await context.setOffline(true);
    await page.locator('html[data-stale]').waitFor({ timeout: 10_000 });
    await server.must(
      [1, 2].map((seat) => ({
        id: randomUUID(),
        kind: 'status.observed',
        at: new Date().toISOString(),
        body: { deviceId: seatId(1, seat), status: 'degraded' },
      })),
    );
    await context.setOffline(false);
    await page.locator('.lamp').getByText('已补齐 2 条').first().waitFor({ timeout: 10_000 });
    await page.getByRole('list', { name: '图例与合计' }).getByText('降级 1').waitFor({ timeout: 10_000 });
    await context.close();
  });
});
