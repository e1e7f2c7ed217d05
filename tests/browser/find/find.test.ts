import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PageServer, axeFinds, logIn, openBrowser, startPageServer, visitor } from '../kit';
import { world } from '../world';

let server: PageServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  await server.must(world({ sites: 2, seats: 4, now: Date.now(), days: 40 }));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
const open = async (look: Parameters<typeof visitor>[2] = {}) => {
  context = await visitor(browser, server.url, look);
  page = await context.newPage();
  await logIn(page);
};
beforeEach(() => open());
afterEach(() => context.close());

const dialog = () => page.getByRole('dialog', { name: '查找' });
const field = () => dialog().getByRole('combobox');
const option = (key: string) => dialog().locator(`[data-found="${key}"]`);

describe('find anything', () => {
  it('opens by Ctrl K, finds a site by its pinyin initials, and leads there by Enter', async () => {
    await page.keyboard.press('Control+k');
    await field().waitFor();
    await page.keyboard.type('yskd02');
    await option('site:K02').waitFor();
    expect(await option('site:K02').getAttribute('aria-selected')).toBe('true');
    expect(await field().getAttribute('aria-activedescendant')).toBe(await option('site:K02').getAttribute('id'));
    await page.keyboard.press('Enter');
    await page.waitForURL('**/sites/K02');
    await dialog().waitFor({ state: 'detached' });
    // It is the first to be offered the next time, by its name.
    await page.keyboard.press('Control+k');
    await dialog().getByRole('group', { name: '最近打开' }).getByText('演示考点02').waitFor();
  });

  it('moves by arrows through all groups, and closes by Esc to where it was opened', async () => {
    const button = page.getByRole('button', { name: /查找/ });
    await button.focus();
    await page.keyboard.press('Enter');
    await field().waitFor();
    await page.keyboard.type('k01-1-cam');
    await option('device:K01-1-CAM2').waitFor();
    const selected = () => dialog().locator('[aria-selected="true"]').getAttribute('data-found');
    expect(await selected()).toBe('device:K01-1-CAM1');
    await page.keyboard.press('ArrowDown');
    expect(await selected()).toBe('device:K01-1-CAM2');
    await page.keyboard.press('ArrowDown');
    expect(await selected()).toBe('device:K01-1-CAM1');
    await page.keyboard.press('ArrowUp');
    expect(await selected()).toBe('device:K01-1-CAM2');
    // What was typed is marked.
    expect(await option('device:K01-1-CAM2').locator('mark').first().textContent()).toBe('K01-1-CAM');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('finds pages and faults, and says when there is nothing', async () => {
    await page.keyboard.press('Control+k');
    await field().fill('指标');
    await option('page:indicators').waitFor();
    await field().fill('f-0321');
    await option('fault:F-0321').getByText('未修复').waitFor();
    await field().fill('没有这样的东西');
    await dialog().getByText('没有找到“没有这样的东西”。').waitFor();
    await field().fill('f-0321');
    await option('fault:F-0321').click();
    await page.waitForURL(/\/(faults\/F-0321|devices\/)/);
  });

  it.each([
    ['light', 'zh-CN'],
    ['dark', 'zh-CN'],
    ['light', 'en'],
    ['dark', 'en'],
  ] as const)('axe finds nothing in %s, %s', async (theme, locale) => {
    await context.close();
    await open({ theme, locale });
    await page.keyboard.press('Control+k');
    await page.locator('dialog input').fill('k01');
    await page.locator('[data-found="site:K01"]').waitFor();
    expect(await axeFinds(page)).toEqual([]);
  });

  it('fits a phone', async () => {
    await context.close();
    await open({ width: 390, height: 844 });
    await page.getByRole('button', { name: /查找/ }).click();
    await field().fill('k01-1');
    await option('device:K01-1-CAM1').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
});

describe('the language of a browser without a choice', () => {
  it.each([
    ['en-US', 'en', 'Log in'],
    ['zh-CN', 'zh-CN', '登录'],
    ['de-DE', 'en', 'Log in'],
  ])('%s: %s', async (locale, lang, word) => {
    const other = await browser.newContext({ baseURL: server.url, locale });
    const first = await other.newPage();
    await first.goto('/login');
    await first.getByRole('button', { name: word }).waitFor();
    expect(await first.locator('html').getAttribute('lang')).toBe(lang);
    await first.goto('/m/login');
    await first.getByRole('button', { name: word }).waitFor();
    expect(await first.locator('html').getAttribute('lang')).toBe(lang);
    await other.close();
  });
});
