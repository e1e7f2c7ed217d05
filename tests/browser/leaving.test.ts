import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PageServer, logIn, openBrowser, startPageServer, visitor } from './kit';
import { seatId, world } from './world';

let server: PageServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  await server.must(world({ sites: 1, seats: 2, now: Date.now(), days: 30 }));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

it('a page whose rows have menus is left by the navigation', { timeout: 60_000 }, async () => {
  const context = await visitor(browser, server.url);
  const page = await context.newPage();
  await logIn(page);
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(`/devices/${seatId(1, 1)}`);
  await page.locator('.entries tbody tr').nth(1).waitFor();
  for (const [name, title] of [
    ['指标', '绩效指标'],
    ['总览', '总览'],
  ] as const) {
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  }
  expect(errors).toEqual([]);
  await context.close();
});
