import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PageServer, logIn, openBrowser, startPageServer, visitor } from './kit';
import { type Sent, seatId, world } from './world';

let server: PageServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  await server.must(world({ sites: 2, seats: 4, now: Date.now(), days: 40 }));
  // Whatever the hour is in which the tests run, it is service time.
  await server.must([
    {
      id: randomUUID(),
      kind: 'site.scheduleSet',
      at: new Date().toISOString(),
      body: { siteId: 'K01', schedule: 'always' },
    },
  ]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
beforeEach(async () => {
  context = await visitor(browser, server.url);
  page = await context.newPage();
  await logIn(page);
});
afterEach(() => context.close());

const seen = (deviceId: string, status: string): Sent => ({
  id: randomUUID(),
  kind: 'status.observed',
  at: new Date().toISOString(),
  body: { deviceId, status },
});
const siteTile = (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });

describe('the overview', () => {
  it('shows the twenty rows in the notice’s order, and every site with its rooms', async () => {
    const numbers = await page.locator('tr[data-row] .no').allTextContents();
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => String(index + 1)));
    await siteTile('演示考点01')
      .getByRole('link', { name: /第 1 考场，停用 1/ })
      .waitFor();
    await siteTile('演示考点02')
      .getByRole('link', { name: /公共，正常/ })
      .waitFor();
    expect(await page.locator('tr[data-row="pilot-zone"]').textContent()).toContain('待认定');
  });

  it('a device set to down turns its tile within a second, and well again', async () => {
    const room = siteTile('演示考点02').getByRole('link', { name: /第 1 考场/ });
    await room.and(page.getByRole('link', { name: /正常/ })).waitFor();
    await server.must([seen(seatId(2, 1), 'down')]);
    await room.and(page.getByRole('link', { name: /停用 1/ })).waitFor({ timeout: 1000 });
    await page.getByRole('list', { name: '图例与合计' }).getByText('停用 2').waitFor({ timeout: 1000 });
    await server.must([seen(seatId(2, 1), 'up')]);
    await room.and(page.getByRole('link', { name: /正常/ })).waitFor({ timeout: 1000 });
  });

  it('down time ticks between deltas', async () => {
    const down = page.locator('[data-window="year"] .down b');
    const first = await down.textContent();
    await page.waitForFunction(
      ([selector, before]) => document.querySelector(selector!)?.textContent !== before,
      ['[data-window="year"] .down b', first],
      { timeout: 5000 },
    );
    expect(await down.textContent()).toMatch(/^\d[\d\u202f]*:\d\d:\d\d$/);
  });

  it('scope, period, grouping and the open row stand in the address', async () => {
    await page.getByText('按原表').click();
    await page.getByRole('button', { name: '系统上线运行稳定可靠率' }).click();
    await page.locator('#evidence-fault-rate').getByText('各考点停用时长').waitFor();
    await page.locator('#evidence-fault-rate').getByRole('link', { name: '演示考点01' }).waitFor();
    await page.locator('.period').click();
    await page.getByRole('option', { name: '2025 年' }).click();
    await page.waitForURL(/period=2025/);
    await page.reload();
    await page.locator('#evidence-fault-rate').waitFor();
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
      group: 'printed',
      row: 'fault-rate',
      period: '2025',
    });
    // Nothing was in service in that year: no figure, which is not 0.
    expect(await page.locator('tr[data-row="fault-rate"] .value').textContent()).toBe('—');
  });

  it('a scope that there is not says so where it happened, with the way back', async () => {
    await page.goto('/?scope=no-such-scope');
    await page.getByRole('alert').getByText('服务器不接受这个条件。').waitFor();
    await page.getByRole('button', { name: '重试' }).waitFor();
  });
});
