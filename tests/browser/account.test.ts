import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserAnswer } from '../../shared/contract/http';
import { codeAt } from '../helpers/totp';
import { type Look, type PageServer, axeFinds, openBrowser, startPageServer, visitor } from './kit';
import { world } from './world';

const WORD = 'long enough, and no name';
const OWN = 'a password of one’s own';

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

const make = (name: string, password?: string) =>
  server.ask<UserAnswer>('POST', '/api/users', { name, role: 'office', scope: '440781', password });

async function visit(look: Look, path: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await visitor(browser, server.url, look);
  const page = await context.newPage();
  await page.goto(path);
  return { context, page };
}

async function logIn(page: Page, name: string, password: string): Promise<void> {
  await page.locator('#username').fill(name);
  await page.locator('#password').fill(password);
  await page.keyboard.press('Enter');
}

const overview = (page: Page) => page.locator('tr[data-row]').first().waitFor();
const pathOf = (page: Page) => new URL(page.url()).pathname;

/** Nothing runs over, axe finds nothing, and on a telephone a thumb hits everything. */
async function sound(page: Page): Promise<void> {
  expect(await axeFinds(page)).toEqual([]);
  const { over, small } = await page.evaluate(() => ({
    over: document.documentElement.scrollWidth - innerWidth,
    small: [...document.querySelectorAll('main button, main a, main summary')]
      .filter((one) => innerWidth < 600 && one.checkVisibility() && one.getBoundingClientRect().height < 44)
      .map((one) => one.textContent),
  }));
  expect([over, small]).toEqual([0, []]);
}

/** Sets up the second factor on its page, from the password to the recovery codes. */
async function setUp(page: Page, password: string) {
  // The page of the log-in has a field of this name, too.
  await page.locator('.app').waitFor();
  await page.locator('#password').fill(password);
  await page.keyboard.press('Enter');
  const secret = (await page.locator('.secret').innerText()).replace(/\s/g, '');
  await sound(page);
  await page.locator('#code').fill('000000');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await page.locator('#code').fill(codeAt(secret, Date.now()));
  await page.keyboard.press('Enter');
  await page.locator('.codes li').first().waitFor();
  await sound(page);
  return { secret, codes: await page.locator('.codes li').allInnerTexts() };
}

describe('a one-time password', () => {
  it('is changed before anything else, then leads where one wanted to go', async () => {
    const { password } = await make('新来的');
    const { context, page } = await visit({ width: 390, height: 844 }, '/sites');
    await logIn(page, '新来的', password!);
    await page.getByRole('heading', { name: '设定自己的密码' }).waitFor();
    await sound(page);
    await page.goto('/devices/K01-1-PC01');
    await page.getByRole('heading', { name: '设定自己的密码' }).waitFor();

    const fill = async (old: string, fresh: string, again = fresh) => {
      for (const [id, text] of Object.entries({ old, fresh, again })) await page.locator(`#${id}`).fill(text);
      await page.keyboard.press('Enter');
    };
    await fill(password!, 'short');
    await page.getByText('密码至少 10 个字符。').waitFor();
    await fill(password!, password!);
    await page.getByText('新密码和现在的一样').waitFor();
    await fill(password!, OWN, `${OWN}.`);
    await page.getByText('两次输入的密码不一样。').waitFor();
    await fill('wrong', OWN);
    await page.getByRole('alert').getByText('密码不对').waitFor();
    await sound(page);
    await fill(password!, OWN);
    await page.getByRole('heading', { level: 1, name: /01 号机/ }).waitFor();
    await page.goto('/sites');
    await page.locator('.board .site').first().waitFor();
    await context.close();
  });
});

describe('the sessions of an account', () => {
  it.each([
    ['zh-CN', '登录情况', '退出别处的登录', '别处的登录已退出。'],
    ['en', 'Sessions', 'Log out everywhere else', 'Logged out everywhere else.'],
  ] as const)('are listed, and ended elsewhere: %s', async (locale, title, end, ended) => {
    const name = `sessions ${locale}`;
    await make(name, WORD);
    const other = await visit({}, '/login');
    await logIn(other.page, name, WORD);
    await overview(other.page);
    const { context, page } = await visit({ locale, width: 390, height: 844 }, '/login');
    await logIn(page, name, WORD);
    await overview(page);
    await page.locator('[aria-controls="account-menu"]').click();
    await page.getByRole('link', { name: title }).click();
    await page.locator('.sessions li').nth(1).waitFor();
    expect(await page.locator('.sessions b').allInnerTexts()).toEqual(['Chrome · Linux', 'Chrome · Linux']);
    expect(await page.locator('.sessions .here').count()).toBe(1);
    await sound(page);
    await page.getByRole('button', { name: end }).click();
    await page.getByRole('status').getByText(ended).waitFor();
    expect(await page.locator('.sessions li').count()).toBe(1);
    // The live channel of the other one ends with its session.
    await other.page.locator('#username').waitFor();
    await Promise.all([context.close(), other.context.close()]);
  });
});

describe('a second factor', () => {
  it('is set up from the account’s menu, wanted at the next log-in, and taken off', async () => {
    await make('office', WORD);
    const { context, page } = await visit({}, '/login');
    await logIn(page, 'office', WORD);
    await overview(page);
    await page.getByRole('button', { name: /账号与显示/ }).click();
    await page.getByRole('link', { name: '两步验证' }).click();
    const { secret, codes } = await setUp(page, WORD);
    expect(codes.length).toBe(10);
    await page.getByRole('button', { name: '已经保存，继续' }).click();
    await overview(page);

    await page.getByRole('button', { name: /账号与显示/ }).click();
    await page.getByRole('link', { name: '更改密码' }).click();
    await page.locator('#old').waitFor();
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.locator('#username').waitFor();
    // Nobody is led back to what he did for his account.
    expect(new URL(page.url()).search).toBe('');
    await logIn(page, 'office', WORD);
    await page.getByRole('heading', { name: '两步验证' }).waitFor();
    const field = page.locator('#code');
    expect(await field.evaluate((one) => one === document.activeElement)).toBe(true);
    expect([await field.getAttribute('autocomplete'), await field.getAttribute('inputmode')]).toEqual([
      'one-time-code',
      'numeric',
    ]);
    await sound(page);
    await page.keyboard.press('Enter');
    await page.getByText('请填写验证码。').waitFor();
    await field.fill(codeAt(secret, Date.now(), 40));
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('验证码不对').waitFor();
    await field.fill(codeAt(secret, Date.now(), 1));
    await page.keyboard.press('Enter');
    await overview(page);

    await page.goto('/account/second-factor');
    await page.getByText('已启用，还有 10 个恢复码').waitFor();
    await page.locator('summary').click();
    await sound(page);
    await page.locator('#password').fill(WORD);
    await page.getByRole('button', { name: '改用恢复码' }).click();
    await page.locator('#code').fill(codes[0]!);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '开始设置' }).waitFor();
    await context.close();
  });

  it('lost, is replaced by a recovery code; another account begins anew', async () => {
    await make('second', WORD);
    const first = await visit(
      { locale: 'en', theme: 'dark', width: 390, height: 844 },
      '/login?to=/account/second-factor',
    );
    await logIn(first.page, 'second', WORD);
    const { codes } = await setUp(first.page, WORD);
    await first.context.close();

    const { context, page } = await visit({ locale: 'en', theme: 'dark', width: 390, height: 844 }, '/login');
    await logIn(page, 'second', WORD);
    await page.getByRole('button', { name: 'Back, to another account' }).click();
    expect(await page.locator('#password').inputValue()).toBe('');
    await logIn(page, 'second', WORD);
    await page.getByRole('button', { name: /Use a recovery code/ }).click();
    await sound(page);
    await page.locator('#code').fill(codes[9]!);
    await page.keyboard.press('Enter');
    await overview(page);
    await context.close();
  });

  it('required, is set up before anything else, also by who has a page open', async () => {
    await make('third', WORD);
    const { context, page } = await visit({ width: 390, height: 844 }, '/login');
    await logIn(page, 'third', WORD);
    await overview(page);
    const set = (value: string) =>
      server.must([
        {
          id: crypto.randomUUID(),
          kind: 'setting.set',
          at: new Date().toISOString(),
          body: { name: 'secondFactor', value },
        },
      ]);
    await set('required');
    await page.getByRole('link', { name: '考点' }).first().click();
    await page.getByText('这里要求考务办和管理员使用两步验证').waitFor();
    expect(pathOf(page)).toBe('/account/second-factor');
    await setUp(page, WORD);
    await page.getByRole('button', { name: '已经保存，继续' }).click();
    await page.locator('.board .site').first().waitFor();
    await context.close();
  });
});
