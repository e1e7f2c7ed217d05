import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PageServer, axeFinds, logIn, openBrowser, startPageServer, visitor } from './kit';
import { seatId, siteId, world } from './world';

/** 1,500 seat computers, 8 devices in their room, 5 for the site and one system. */
const SEATS = 1500;
const DEVICES = 1514;
/** 768 px hold 27 rows of 28 px; 12 more are drawn beyond each edge, besides the focused one. */
const MOST_ROWS = 70;

let server: PageServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  await server.must(world({ sites: 1, seats: SEATS, now: Date.now(), days: 12 }));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
beforeEach(async () => {
  context = await visitor(browser, server.url);
  page = await context.newPage();
  await logIn(page);
  await page.goto(`/sites/${siteId(1)}`);
  await page.locator('tr[data-device]').first().waitFor();
});
afterEach(() => context.close());

const rows = () => page.locator('tr[data-device]');
const row = (id: string) => page.locator(`tr[data-device="${id}"]`);
const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-device'));
const search = () => page.getByRole('searchbox', { name: '按编号、名称或型号查找' });

describe('19: a list of 1,514 devices', () => {
  it('has a bounded number of rows in the document, wherever it is scrolled', async () => {
    await page.getByText('1514 / 1514 台').waitFor();
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe(String(DEVICES + 1));
    expect(await rows().count()).toBeLessThanOrEqual(MOST_ROWS);
    // Seats come before what stands in no room, which is last.
    await row(seatId(1, 2)).waitFor();
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    await row('SYS-1').waitFor();
    expect(await rows().count()).toBeLessThanOrEqual(MOST_ROWS);
    expect(await row(seatId(1, 20)).count()).toBe(0);
  });

  it('shows its first page while the rest is on its way, and says so', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(/\/api\/devices\?.*after=/, async (route) => {
      await held;
      await route.continue();
    });
    await page.reload();
    await page.getByText('先列出 1000 台，其余正在读取').waitFor();
    expect(await rows().count()).toBeGreaterThan(0);
    expect(await rows().count()).toBeLessThanOrEqual(MOST_ROWS);
    release();
    await page.getByText('1514 / 1514 台').waitFor();
  });

  it('is filtered as one types: the field keeps the focus, and the address follows', async () => {
    await search().focus();
    await page.keyboard.type('PC1499');
    await page.getByText('1 / 1514 台').waitFor();
    expect(await rows().count()).toBe(1);
    expect(await search().evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await search().inputValue()).toBe('PC1499');
    await page.waitForURL(/q=PC1499/);
    await page.keyboard.press('Escape');
    await page.getByText('1514 / 1514 台').waitFor();
    expect(await search().evaluate((field) => field === document.activeElement)).toBe(true);
    await page.waitForURL((url) => !url.searchParams.has('q'));
  });

  it('is sorted by a click on a head, by keyboard too, and the address opens it again', async () => {
    const head = page.getByRole('columnheader', { name: '编号' });
    expect(await head.getAttribute('aria-sort')).toBe('none');
    await head.getByRole('button').click();
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    await page.waitForURL(/sort=id/);
    await head.getByRole('button').press('Enter');
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    await page.waitForURL(/sort=-id/);
    expect(await rows().first().getAttribute('data-device')).toBe('SYS-1');
    await page.reload();
    // The first page stands there while the rest is read.
    await page.getByText('1514 / 1514 台').waitFor();
    expect(await rows().first().getAttribute('data-device')).toBe('SYS-1');
  });

  it('is walked by keys: one tab stop, far rows are drawn when they are reached, Enter opens', async () => {
    expect(await page.locator('tr[tabindex="0"]').count()).toBe(1);
    await rows().first().focus();
    const first = await focused();
    await page.keyboard.press('ArrowDown');
    expect(await focused()).not.toBe(first);
    await page.keyboard.press('End');
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-device') === 'SYS-1');
    expect(await rows().count()).toBeLessThanOrEqual(MOST_ROWS);
    await page.keyboard.press('Home');
    await page.waitForFunction((id) => document.activeElement?.getAttribute('data-device') === id, first);
    await page.keyboard.press('/');
    expect(await search().evaluate((field) => field === document.activeElement)).toBe(true);
    await row(seatId(1, 2)).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/devices/${seatId(1, 2)}$`));
  });

  it('shows the chosen columns, and saves what is shown as a CSV file', async () => {
    await page.getByRole('button', { name: '列', exact: true }).click();
    await page.getByRole('checkbox', { name: '型号' }).click();
    await page.waitForURL(/columns=/);
    expect(await page.getByRole('columnheader', { name: '型号' }).count()).toBe(0);
    await search().fill('SYS-1');
    await page.getByText('1 / 1514 台').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出 CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^设备-演示考点01-\d{4}-\d\d-\d\d\.csv$/);
    const stream = await download.createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(Buffer.from(chunk));
    expect(Buffer.concat(chunks).toString()).toBe(
      '\ufeff编号,状态,名称,类别,位置,未结故障\r\nSYS-1,正常,考务综合业务系统,信息系统,公共,\r\n',
    );
  });

  it('a row is two lines on a phone; axe finds nothing with the columns open', async () => {
    await page.getByRole('button', { name: '列', exact: true }).click();
    await page.getByRole('checkbox', { name: '型号' }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.locator('tr[data-device] .lines').first().waitFor();
    expect(await page.getByRole('columnheader').count()).toBe(0);
    expect(await rows().count()).toBeLessThanOrEqual(MOST_ROWS);
    // As high as it takes: at one place of the scroll the fixed bar hides a part of a control.
    await page.setViewportSize({ width: 390, height: 2600 });
    expect(await axeFinds(page)).toEqual([]);
  });
});
