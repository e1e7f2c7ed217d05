import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PageServer, logIn, openBrowser, visitor } from '../kit';
import { startDemoServer } from './kit';

/** Two of the walks of somebody who has never seen it, in the demo's data: clicks only, from the start page on. */
let server: PageServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDemoServer(), openBrowser()]);
  context = await visitor(browser, server.url, { width: 1440, height: 900 });
  page = await context.newPage();
  await logIn(page);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const rail = (name: string) => page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name });

describe('which repair is due next, and why did its deadline move', () => {
  it('is the first of the list that is not over; its story says why', async () => {
    await rail('故障').click();
    await page.locator('tr[data-fault]').first().waitFor();
    const next = page.locator('tr[data-fault]:not(.over)').first();
    expect(await next.innerText()).toContain('录像机');
    expect(await next.getByText('期限移动 1 次').count()).toBe(1);
    await next.locator('a.row-link').click();
    await page.locator('[data-move="resumed"]').waitFor();
    // Paused an hour after the report for an hour and a half.
    expect(await page.locator('[data-move="resumed"]').innerText()).toMatch(/暂停 .* 不计，后移 1:30/);
    expect(await page.getByText('暂停计时：机房钥匙未到').count()).toBe(1);
  });
});

describe('which vendor’s devices fail most', () => {
  it('is the first bar of the analysis by vendor; its name leads to its faults', async () => {
    await rail('故障').click();
    await page.getByText('分析', { exact: true }).click();
    await page.getByText('厂商', { exact: true }).first().click();
    await page.waitForURL(/by=vendor/);
    const first = page.locator('tr[data-cut]').first();
    await first.waitFor();
    const counts = await page
      .locator('tr[data-cut] td:nth-child(4)')
      .evaluateAll((cells) => cells.map((cell) => Number(cell.textContent)));
    expect(counts.length).toBeGreaterThan(3);
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    const vendor = (await first.getAttribute('data-cut')) ?? '';
    await first.getByRole('link', { name: vendor }).first().click();
    await page.waitForURL(/vendor=/);
    await page.locator('tr[data-fault]').first().waitFor();
    // The list counts what was cancelled, and what is open from before, as well.
    const text = await page.locator('.count').first().innerText();
    expect(Number(/^(\d+) \//.exec(text)?.[1])).toBeGreaterThanOrEqual(counts[0] ?? 0);
  });
});
