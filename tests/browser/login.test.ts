import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, type PageServer, logIn, openBrowser, startPageServer, visitor } from './kit';
import { world } from './world';

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

describe('logging in', () => {
  it('says in a sentence what is missing or wrong, and keeps the place that was asked for', async () => {
    const context = await visitor(browser, server.url);
    const page = await context.newPage();
    await page.goto('/devices/K01-1-PC01?w=day');
    await page.locator('#username').waitFor();
    expect(new URL(page.url()).pathname).toBe('/login');

    await page.getByRole('button', { name: '登录' }).click();
    await page.getByText('请填写账号。').waitFor();

    await page.locator('#username').fill('admin');
    await page.locator('#password').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('账号或密码不对').waitFor();

    await page.locator('#password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /01 号机/ }).waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/devices/K01-1-PC01?w=day');
    await context.close();
  });

  it('an address from outside does not lead away', async () => {
    const context = await visitor(browser, server.url);
    const page = await context.newPage();
    await page.goto('/login?to=//example.org/');
    await page.locator('#username').fill('admin');
    await page.locator('#password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.locator('tr[data-row]').first().waitFor();
    expect(new URL(page.url()).origin).toBe(server.url);
    await context.close();
  });

  it('theme and language are chosen before it, and kept', async () => {
    const context = await browser.newContext({ baseURL: server.url });
    const page = await context.newPage();
    await page.goto('/login');
    await page.getByText('English').click();
    await page.getByRole('heading', { name: 'Log in to Kaodian' }).waitFor();
    await page.getByText('Dark').click();
    await page.reload();
    await page.getByRole('heading', { name: 'Log in to Kaodian' }).waitFor();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await context.close();
  });

  it('who logs out sees nothing any more', async () => {
    const context = await visitor(browser, server.url);
    const page = await context.newPage();
    await logIn(page);
    await page.getByRole('button', { name: /账号与显示/ }).click();
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.locator('#username').waitFor();
    await page.goto('/');
    await page.locator('#username').waitFor();
    await context.close();
  });
});

describe('a first start', () => {
  it('its link chooses the password once, and an empty ledger says what to do', async () => {
    const fresh = await startPageServer(null);
    const context = await visitor(browser, fresh.url);
    const page = await context.newPage();
    await page.goto(fresh.setUpLink!);
    await page.locator('#password').fill('short');
    await page.keyboard.press('Enter');
    await page.getByText('密码至少 10 个字符。').waitFor();
    await page.locator('#password').fill(PASSWORD);
    await page.locator('#again').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '开始使用' }).waitFor();
    await page.getByRole('link', { name: '先看空的总览' }).click();
    await page.getByText('这个范围里还没有考点。').waitFor();
    expect(await page.locator('tr[data-row="fault-rate"] .value').textContent()).toBe('—');

    const other = await visitor(browser, fresh.url);
    const second = await other.newPage();
    await second.goto(fresh.setUpLink!);
    await second.locator('#password').fill(PASSWORD);
    await second.locator('#again').fill(PASSWORD);
    await second.keyboard.press('Enter');
    await second.getByRole('alert').getByText('这个链接已经用过').waitFor();
    await Promise.all([context.close(), other.close()]);
    await fresh.stop();
  });
});

/** A port that nobody listens on: with PUBLIC_URL the server does not say which one it found. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('16: a server for https that is opened by http', () => {
  it('sets up and logs in, and the page says why the browser keeps nothing, and where to go', async () => {
    const port = await freePort();
    const fresh = await startPageServer(null, { PUBLIC_URL: 'https://kaodian.example', PORT: String(port) });
    // Browsers keep cookies for TLS from the machine itself; this name is one of another machine to them.
    const lan = await openBrowser('--host-resolver-rules=MAP kaodian.lan 127.0.0.1');
    const address = `http://kaodian.lan:${port}`;
    const context = await visitor(lan, address);
    const page = await context.newPage();
    await page.goto(`${address}/setup#${fresh.setUpLink!.split('#')[1]}`);
    await page.locator('#password').fill(PASSWORD);
    await page.locator('#again').fill(PASSWORD);
    await page.keyboard.press('Enter');
    const said = '请改用 https://kaodian.example 打开';
    await page.getByRole('alert').getByText(said).waitFor();
    await page.goto(`${address}/login`);
    await page.locator('#username').fill('ADMIN');
    await page.locator('#password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText(said).waitFor();
    expect(await page.locator('#password').count()).toBe(1);
    await lan.close();
    await fresh.stop();
  });
});
