import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PageServer, logIn, openBrowser, startPageServer, visitor } from './kit';
import { seatId, siteId, world } from './world';

const DEVICE = seatId(1, 2);
let server: PageServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  await server.must(world({ sites: 1, seats: 4, now: Date.now(), days: 40 }));
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

describe('from the overview down to a device', () => {
  it('site, filter in the address, device', async () => {
    await page.getByRole('link', { name: /^演示考点01/ }).click();
    await page.getByRole('heading', { level: 1, name: '演示考点01' }).waitFor();
    await page.getByRole('button', { name: /停用 1/ }).click();
    await page.waitForURL(/status=down/);
    expect(await page.locator('tr[data-device]').count()).toBe(1);
    await page.locator(`tr[data-device="${DEVICE}"] a`).click();
    await page.getByRole('heading', { level: 1, name: /02 号机 · 停用/ }).waitFor();
    await page.goBack();
    await page.waitForURL(/status=down/);
    await page.locator('tr[data-device]').first().waitFor();
    expect(await page.locator('tr[data-device]').count()).toBe(1);
  });

  it('a filter that leaves nothing says so and can be cleared', async () => {
    await page.goto(`/sites/${siteId(1)}?q=nothing-is-called-this`);
    await page.getByText('没有符合条件的设备。').waitFor();
    await page.getByRole('button', { name: '清除筛选' }).click();
    await page.locator('tr[data-device]').first().waitFor();
  });
});

describe('a device’s time', () => {
  it('shows its lanes, figures and ledger entries', async () => {
    await page.goto(`/devices/${DEVICE}`);
    await page.locator('.plot svg').waitFor();
    for (const status of ['up', 'degraded', 'down', 'unknown']) {
      expect(await page.locator(`.plot rect.${status}`).count(), status).toBeGreaterThan(0);
    }
    await page.locator('.plot').getByText('F-0321 较大').waitFor();
    const rate = await page.locator('.figures .rate').textContent();
    expect(rate).toMatch(/^\d+\.\d\d%$/);
    const seqs = (await page.locator('.entries tbody .seq').allTextContents()).map((text) =>
      Number(text.replace(/\D/g, '')),
    );
    expect(seqs.length).toBeGreaterThan(5);
    expect(seqs).toEqual([...seqs].sort((a, b) => b - a));
  });

  it('arrow keys go from change to change, and say what held', async () => {
    await page.goto(`/devices/${DEVICE}`);
    const plot = page.getByRole('slider');
    await plot.focus();
    await page.keyboard.press('End');
    await page.locator('.plot .at').getByText('停用').waitFor();
    expect(await plot.getAttribute('aria-valuetext')).toMatch(/停用，.*故障 F-0321/);
    await page.keyboard.press('Home');
    expect(await plot.getAttribute('aria-valuetext')).toMatch(/正常/);
    await page.keyboard.press('Escape');
    expect(await page.locator('.plot .at').count()).toBe(0);
  });

  it('windows step without a gap and follow now again', async () => {
    await page.goto(`/devices/${DEVICE}?w=day`);
    await page.locator('.plot svg').waitFor();
    const today = await page.locator('.window .title').textContent();
    await page.getByRole('button', { name: '前一个窗口' }).click();
    await page.waitForURL(/at=/);
    expect(await page.locator('.window .title').textContent()).not.toBe(today);
    await page.getByRole('button', { name: '到现在' }).click();
    await page.waitForURL((url) => !url.searchParams.has('at'));
    expect(await page.locator('.window .title').textContent()).toBe(today);
  });

  it('as known at a ledger number: the page says so, and later entries are not in it', async () => {
    await page.goto(`/devices/${DEVICE}`);
    const seqs = page.locator('.entries tbody .seq');
    await seqs.first().waitFor();
    const newest = await seqs.first().textContent();
    const third = (await seqs.nth(2).textContent())!;
    await page.getByText('当时', { exact: true }).click();
    await page.getByRole('textbox', { name: '时点或台账号' }).fill(third);
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText(`按台账 ${third} 当时所知显示`).waitFor();
    await page.waitForFunction((text) => document.querySelector('.entries tbody .seq')?.textContent === text, third);
    await page.getByRole('button', { name: '回到现在' }).click();
    await page.waitForFunction((text) => document.querySelector('.entries tbody .seq')?.textContent === text, newest);
  });

  it('what is recorded while it is open shows by itself', async () => {
    const other = seatId(1, 3);
    await page.goto(`/devices/${other}`);
    await page.getByRole('heading', { level: 1, name: /03 号机 · 正常/ }).waitFor();
    await page.locator('.plot svg').waitFor();
    await server.must([
      {
        id: randomUUID(),
        kind: 'status.observed',
        at: new Date().toISOString(),
        body: { deviceId: other, status: 'down' },
      },
    ]);
    await page.getByRole('heading', { level: 1, name: /03 号机 · 停用/ }).waitFor({ timeout: 2000 });
    await page.locator('.entries tbody tr').first().getByText('观测：停用').waitFor();
    await page.locator('.plot rect.down').first().waitFor();
  });

  it('what cannot be read is said where it happened; the rest stands, and a second try mends it', async () => {
    await page.route('**/timeline*', (route) => route.abort());
    await page.goto(`/devices/${DEVICE}`);
    const error = page.getByRole('alert');
    await error.getByText('时间线没有读到。').waitFor();
    await error.getByText('连不上服务器。').waitFor();
    await page.locator('.entries tbody tr').first().waitFor();
    await page.getByRole('heading', { level: 1, name: /02 号机/ }).waitFor();
    await page.unroute('**/timeline*');
    await error.getByRole('button', { name: '重试' }).click();
    await page.locator('.plot svg').waitFor();
    expect(await error.count()).toBe(0);
  });

  it('a device that there is not is an error in its place', async () => {
    await page.goto('/devices/NOBODY');
    await page.getByRole('alert').getByText('没有找到，或者不在您的范围里。').waitFor();
    // As known when it was not registered yet: the same, with the way back to now.
    await page.goto(`/devices/${DEVICE}?asOf=1`);
    await page.getByRole('alert').getByText('没有找到，或者不在您的范围里。').waitFor();
    await page.getByRole('button', { name: '回到现在' }).click();
    await page.getByRole('heading', { level: 1, name: /02 号机/ }).waitFor();
  });
});
