import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Page as ListPage, DeviceItem } from '../../../shared/contract/http';
import { type Cell, HEADS, bookOf } from '../../server/inventory/zip-kit';
import { PASSWORD, type PageServer, axeFinds, openBrowser, startPageServer, visitor } from '../kit';

let server: PageServer;
let browser: Browser;
let context: BrowserContext;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  server = await startPageServer();
});
afterEach(async () => {
  await context?.close();
  await server?.stop();
});

const book = (sheets: Record<string, Cell[][]>) =>
  bookOf({ sheets: Object.entries(sheets).map(([name, rows]) => ({ name, rows })) });
const SITES: Cell[][] = [HEADS.sites, ['S1', '第一中学', '440781']];
/** 1,100 devices; `wrong`: four with a word that is no category, one with a number as its id. */
function county(wrong = false): Buffer {
  const rows: Cell[][] = [HEADS.devices];
  for (let n = 1; n <= 1100; n += 1) {
    const isOdd = wrong && n >= 386 && n <= 389;
    rows.push([
      wrong && n === 213 ? 301_017 : `K1-${String(n).padStart(4, '0')}`,
      'S1',
      null,
      isOdd ? '电脑' : '考生机',
      `SN${n}`,
    ]);
  }
  return book({ 考点: SITES, 设备: rows });
}
const named = (buffer: Buffer, name = '台账.xlsx') => ({ name, mimeType: 'application/octet-stream', buffer });

async function open(look: Parameters<typeof visitor>[2] = {}): Promise<Page> {
  context = await visitor(browser, server.url, look);
  const page = await context.newPage();
  await page.goto('/login');
  await page.locator('#username').fill('admin');
  await page.locator('#password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/login'));
  await page.goto('/import');
  await page.locator('#import-recent').waitFor();
  return page;
}
const choose = async (page: Page, file: Buffer, name?: string) =>
  page.locator('input[type=file]').setInputFiles(named(file, name));
const devices = (page: Page) =>
  page.evaluate(async () => {
    const answer = await fetch('/api/devices?limit=1&count=true');
    return ((await answer.json()) as ListPage<DeviceItem> & { total: number }).total;
  });

it('an empty product: checked, mended by the keyboard, written and taken back', { timeout: 180_000 }, async () => {
  const page = await open();
  expect(await axeFinds(page)).toEqual([]);
  await choose(page, county(true));
  await page.locator('#import-errors').waitFor();
  expect(await axeFinds(page)).toEqual([]);
  // Four cells with the same word are one row; the number as an id is another, and is mended in the file only.
  expect(await page.locator('.findings tbody tr').count()).toBe(2);
  const odd = page.locator('.findings tbody tr', { hasText: '电脑' });
  expect(await odd.innerText()).toMatch(/设备!D387\s+4 处：D387–D390[\s\S]*没有这个类别/);
  expect(await page.locator('.findings tbody tr', { hasText: '301017' }).innerText()).toMatch(
    /设备!A214[\s\S]*请在工作簿里改/,
  );
  const button = page.locator('.go button');
  expect(await button.isDisabled()).toBe(true);
  expect(await page.locator('.go .why').innerText()).toMatch(/还有 5 处有误/);

  // By the keyboard: the suggestion is in the list already, Enter on the button takes it.
  await odd.locator('select').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('.solved').first().waitFor();
  expect(await page.locator('.findings tbody tr:not(.solved)').count()).toBe(1);
  await page.locator('.skip input').focus();
  await page.keyboard.press('Space');
  expect(await button.innerText()).toMatch(/写入 1.100 行/);
  await button.focus();
  await page.keyboard.press('Enter');
  await page.locator('#import-progress').waitFor();
  await page.getByRole('heading', { name: '“台账.xlsx”已写入' }).waitFor();
  expect(await devices(page)).toBe(1099);
  expect(await axeFinds(page)).toEqual([]);

  await page.getByRole('button', { name: '撤回这一批' }).click();
  await page.getByRole('button', { name: '撤回', exact: true }).click();
  await page.getByRole('heading', { name: '“台账.xlsx”已撤回' }).waitFor();
  expect(await devices(page)).toBe(0);
  expect(await page.locator('section[aria-labelledby=import-recent]').innerText()).toContain('已撤回');
});

it('the file and what was mended outlive a silent server, and are sent once', { timeout: 180_000 }, async () => {
  const page = await open();
  await choose(page, book({ 考点: SITES, 设备: [HEADS.devices, ['D 1', 'S1', null, '时钟']] }));
  const field = page.locator('.findings input');
  await field.waitFor();
  expect(await field.inputValue()).toBe('D1');
  await context.setOffline(true);
  await field.press('Enter');
  await page.locator('.error').waitFor();
  expect(await page.locator('.error').innerText()).toContain('什么也没有写入');
  expect(await field.inputValue()).toBe('D1');
  await context.setOffline(false);
  await page.locator('.error button').click();
  await page.locator('.solved').waitFor();
  // Away and back: the page still knows the file.
  await page.locator('nav a', { hasText: '考点' }).click();
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '台账' }).click();
  await page.locator('.solved').waitFor();

  // The answer to writing is lost; the same is asked again, and it is one import.
  let lost = true;
  await page.route('**/api/imports', async (route) => {
    if (route.request().method() !== 'POST' || !lost) return route.continue();
    lost = false;
    await route.fetch();
    return route.abort();
  });
  await page.locator('.go button').click();
  await page.locator('.error button').click();
  await page.getByRole('heading', { name: '“台账.xlsx”已写入' }).waitFor();
  expect(await devices(page)).toBe(1);
  const rows = page.locator('section[aria-labelledby=import-recent] tbody tr');
  await rows.first().waitFor();
  expect(await rows.count()).toBe(1);
});

it('at 390 px, in English and in the dark: nothing is wider than the screen', { timeout: 180_000 }, async () => {
  const page = await open({ width: 390, height: 844, locale: 'en', theme: 'dark' });
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
  expect(await fits()).toBe(true);
  await choose(page, book({ 设备1: [HEADS.devices] }));
  expect(await page.locator('.refused').innerText()).toContain('The sheet “设备” is missing');
  await choose(page, county(true));
  await page.locator('#import-errors').waitFor();
  expect(await fits()).toBe(true);
  expect(await axeFinds(page)).toEqual([]);
  expect(await page.locator('.findings').innerText()).toContain('there is no such category');
});
