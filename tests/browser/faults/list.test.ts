import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PageServer, axeFinds, logIn, openBrowser, startPageServer, visitor } from '../kit';
import { sharedId, world } from '../world';

const now = Date.now();
const HOUR = 3_600_000;

let server: PageServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  await server.must(world({ sites: 13, seats: 9, now, days: 60 }));
  // Three that nobody has acknowledged, of devices by one vendor.
  for (const n of [1, 2, 3]) await report(`F-N${n}`, sharedId(n, 'NVR1'), now - n * HOUR);
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

const send = (kind: string, body: Record<string, unknown>, at = Date.now()) =>
  server.must([{ id: randomUUID(), kind, at: new Date(at).toISOString(), body }]);
const report = (faultId: string, deviceId: string, at: number) =>
  send('fault.reported', { faultId, deviceId, impact: 'down', severity: 'major', note: '录像中断' }, at);
const rows = () => page.locator('tr[data-fault]');
const row = (id: string) => page.locator(`tr[data-fault="${id}"]`);
const open = async (query = '') => {
  await page.goto(`/faults${query}`);
  await rows().first().waitFor();
};
const ids = () => rows().evaluateAll((all) => all.map((one) => one.getAttribute('data-fault')));
const check = (id: string) => row(id).getByRole('checkbox').click();

describe('the list of faults', () => {
  it('opens with what is open: the overdue first, with its clock, under a head of its group', async () => {
    await open();
    // F-0321 was reported 25 h ago with a limit of 24 h.
    expect((await ids())[0]).toBe('F-0321');
    expect(await row('F-0321').innerText()).toMatch(/已超\s+01:0\d:\d\d/);
    expect(await page.locator('tr.group').first().innerText()).toContain('未结');
    expect(await row('F-0332').innerText()).toMatch(/00:[23]\d:\d\d/);
  });

  it('keeps tab, filters, search and sort in the address: a reload shows the same', async () => {
    await open();
    await page.getByRole('button', { name: /^全部/ }).click();
    await page.getByRole('checkbox', { name: '仅超期' }).click();
    await page.waitForURL(/overdue=1/);
    expect(await ids()).toEqual(['F-0321']);
    await page.getByRole('checkbox', { name: '仅超期' }).click();
    await page.getByRole('searchbox').fill('录像机');
    await page.waitForURL(/q=/);
    await page.getByRole('columnheader', { name: '故障' }).getByRole('button').click();
    await page.waitForURL(/sort=fault/);
    const before = await ids();
    expect(before).toEqual(['F-0332', 'F-N1', 'F-N2', 'F-N3']);
    await page.reload();
    await rows().first().waitFor();
    expect(await ids()).toEqual(before);
    expect(await page.getByRole('button', { name: /^全部/ }).getAttribute('aria-pressed')).toBe('true');
  });

  it('is acknowledged many at once: what was refused stays selected, with the reason on its row', async () => {
    // Another desk has cancelled one meanwhile, and this page has not heard of it.
    await context.routeWebSocket(/socket\.io/, (socket) => socket.close());
    await context.route('**/socket.io/**', (route) => route.abort());
    await open();
    for (const id of ['F-N1', 'F-N2', 'F-N3']) await check(id);
    await send('fault.cancelled', { faultId: 'F-N2', reason: '误报' });
    await page.getByRole('region', { name: '对选中项的操作' }).getByRole('button', { name: /^确认/ }).click();
    const bulk = page.getByRole('region', { name: '对选中项的操作' });
    await bulk.getByText('2 已记').waitFor();
    expect(await bulk.innerText()).toContain('1 被拒');
    expect(await bulk.innerText()).toContain('F-N2');
    expect(await bulk.innerText()).toContain('现在的状态不允许这一步');
    expect(await bulk.innerText()).toContain('已选 1 项');
  });

  it('moves by itself: a fault that is reported elsewhere comes, one that is repaired goes; the selection stays', async () => {
    await open();
    await check('F-0330');
    await report('F-LIVE', sharedId(5, 'NVR1'), Date.now());
    await row('F-LIVE').waitFor();
    await send('fault.repaired', { faultId: 'F-LIVE' });
    await row('F-LIVE').waitFor({ state: 'detached' });
    expect(await row('F-0330').getByRole('checkbox').isChecked()).toBe(true);
  });

  it('is walked by keys, and Enter opens the story', async () => {
    await open();
    await rows().first().focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    expect(await page.locator('tr.row.selected').count()).toBe(2);
    await page.keyboard.press('Escape');
    expect(await page.locator('tr.row.selected').count()).toBe(0);
    const id = (await ids())[1];
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/faults/${id}$`));
  });

  it('is a board too, a column for what a fault waits for', async () => {
    await page.goto('/faults?view=board');
    await page.getByRole('heading', { name: /^待确认/ }).waitFor();
    expect(await page.locator('section[aria-labelledby="lane-working"] li').count()).toBeGreaterThan(3);
  });

  it('saves what it shows as a CSV file', async () => {
    await open('?tab=all&q=F-033');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出 CSV' }).click(),
    ]);
    const text = readFileSync(await file.path(), 'utf8');
    expect(text.split('\r\n')[0]).toContain('剩余');
    expect(text).toContain('F-0332');
    expect(text).not.toContain('F-0321');
  });
});

describe('at 390 px', () => {
  it('a row has two lines, and the filters are in a sheet', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open();
    await page.getByRole('button', { name: '筛选', exact: true }).click();
    await page.getByRole('checkbox', { name: '仅超期' }).click();
    await page.getByRole('button', { name: '看 1 宗' }).click();
    expect(await ids()).toEqual(['F-0321']);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});

describe.each([
  ['zh-CN', 'light'],
  ['zh-CN', 'dark'],
  ['en', 'light'],
  ['en', 'dark'],
] as const)('axe, %s, %s', (locale, theme) => {
  it.each([
    ['the list', '/faults', 'tr[data-fault]'],
    ['the board', '/faults?view=board', '#lane-working'],
    ['the analysis', '/faults?view=analysis', 'tr[data-cut]'],
    ['a story', '/faults/F-0321', '[data-move]'],
    ['a work order', '/faults/F-0321/print', 'article.sheet'],
  ])('finds nothing on %s', async (_, path, sign) => {
    await context.close();
    context = await visitor(browser, server.url, { locale, theme });
    page = await context.newPage();
    await logIn(page);
    await page.goto(path);
    await page.locator(sign).first().waitFor();
    expect(await axeFinds(page)).toEqual([]);
  });
});
