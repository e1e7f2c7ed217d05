import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserAnswer } from '../../../shared/contract/http';
import { PASSWORD, type PageServer, openBrowser, startPageServer, visitor } from '../kit';
import { world } from '../world';
import { WORD, enter, isSound, pick } from './kit';

/** Several people on several pages, while the machine may be busy. */
const LONG = { timeout: 120_000 };

let server: PageServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  await server.must(world({ sites: 2, seats: 2, now: Date.now(), days: 30 }));
  for (const [name, role, scope] of [
    ['office', 'office', '440781'],
    ['tech', 'technician', 'site:K01'],
    ['other', 'technician', 'site:K02'],
  ]) {
    await server.ask<UserAnswer>('POST', '/api/users', { name, role, scope, password: WORD });
  }
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const admin = { name: 'admin', password: PASSWORD };
const row = (page: Page, name: string) => page.locator(`tr[data-account="${name}"]`);
const dialog = (page: Page) => page.locator('.form-dialog:visible');
const open = async (look = {}) => {
  const page = await enter(browser, server.url, admin, '/accounts', look);
  await row(page, 'admin').waitFor();
  return page;
};

/** Logs in with a name on a page of its own. */
async function logsIn(name: string, password: string): Promise<Page> {
  const context = await visitor(browser, server.url);
  const page = await context.newPage();
  await page.goto('/login');
  await page.locator('#username').fill(name);
  await page.locator('#password').fill(password);
  await page.keyboard.press('Enter');
  return page;
}

describe('the page of accounts', LONG, () => {
  it('makes an account whose one-time password, shown once, leads to a password of its own', async () => {
    const page = await open();
    await page.getByRole('button', { name: '新建账号' }).click();
    // Nothing is sent before it is complete; each sentence stands at its field.
    await dialog(page).getByRole('button', { name: '建立' }).click();
    await dialog(page).getByText('请填写“账号”。').waitFor();
    await dialog(page).getByText('请至少选一个范围。').waitFor();
    await dialog(page).getByLabel('账号').fill('tech');
    await pick(dialog(page), '哪些考点', '演示考点01');
    await page.keyboard.press('Escape');
    await dialog(page).getByRole('button', { name: '建立' }).click();
    await dialog(page).getByText('已有同名的账号，请换一个名字。').waitFor();
    await dialog(page).getByLabel('账号').fill('技术员丁');
    await dialog(page).getByRole('button', { name: '建立' }).click();
    const secret = page.getByTestId('secret');
    await secret.waitFor();
    const groups = await secret.locator('.four').allTextContents();
    expect(groups.map((group) => group.length)).toEqual([4, 4, 4]);
    expect(await row(page, '技术员丁').textContent()).toContain('待首次登录');

    const theirs = await logsIn('技术员丁', groups.join(''));
    await theirs.waitForURL('**/account/password*');
    await page.reload();
    await row(page, '技术员丁').waitFor();
    expect(await page.getByTestId('secret').count()).toBe(0);
    await theirs.context().close();
    await page.context().close();
  });

  it('ends the sessions of an account: it has to log in again', async () => {
    const theirs = await logsIn('other', WORD);
    await theirs.waitForURL((url) => url.pathname !== '/login');
    const page = await open();
    await row(page, 'other').click();
    await page.locator('.sessions').waitFor();
    await page.locator('[data-action="end"]').click();
    await dialog(page).getByRole('button', { name: '结束登录' }).click();
    await page.getByText('现在没有登录。').waitFor();
    const status = await theirs.request.get(`${server.url}/api/session`);
    expect(status.status()).toBe(401);
    // The chosen account is part of the address.
    await page.reload();
    await page.getByText('现在没有登录。').waitFor();
    await theirs.context().close();
    await page.context().close();
  });

  it('hands the open faults of a technician over, and disables with a successor', async () => {
    const users = (await (await fetchAs('/api/users')).json()) as { items: { id: string; name: string }[] };
    const id = (name: string) => users.items.find((one) => one.name === name)!.id;
    const { items } = (await (await fetchAs('/api/faults?state=open')).json()) as { items: { id: string }[] };
    const [fault] = items;
    const assign = { kind: 'fault.assigned', body: { faultId: fault!.id, to: id('tech') } };
    await server.must([{ ...assign, id: crypto.randomUUID(), at: new Date().toISOString() }]);
    const assignee = async () =>
      ((await (await fetchAs(`/api/faults/${fault!.id}`)).json()) as { assignedTo: string }).assignedTo;

    const page = await open();
    await row(page, 'tech').click();
    await page.locator('[data-action="handOver"]').click();
    await pick(dialog(page), '交给', 'other');
    await dialog(page).getByRole('button', { name: '移交 1 宗' }).click();
    await page.getByText('已移交 1 宗故障给 other').waitFor();
    expect(await assignee()).toBe(id('other'));

    await row(page, 'other').click();
    await page.locator('[data-action="disable"]').click();
    await dialog(page).getByText('它还有 1 宗未结故障').waitFor();
    await pick(dialog(page), '交给', 'tech');
    await dialog(page).getByRole('button', { name: '停用' }).click();
    await row(page, 'other').getByText('已停用').waitFor();
    expect(await assignee()).toBe(id('tech'));
    await page.locator('[data-action="enable"]').click();
    await dialog(page).getByRole('button', { name: '恢复使用' }).click();
    await row(page, 'other').getByText('已停用').waitFor({ state: 'detached' });

    // The only administrator: the reason stands beside the locked button.
    await row(page, 'admin').click();
    await page.getByText('最后一位管理员不能停用').waitFor();
    expect(await page.locator('[data-action="disable"]').isDisabled()).toBe(true);
    await page.context().close();
  });

  it('makes a token and a push address, each shown once; the address counts as a heartbeat; both are revoked', async () => {
    const page = await open();
    await page.getByRole('button', { name: '发令牌' }).click();
    await dialog(page).getByLabel('用途').fill('机房探针');
    await pick(dialog(page), '哪些考点', '演示考点01');
    await page.keyboard.press('Escape');
    await dialog(page).getByRole('button', { name: '发令牌' }).click();
    const token = (await page.getByTestId('secret').locator('code').textContent())!;
    expect(token).toMatch(/^kd_/);
    const asked = await fetch(`${server.url}/api/devices`, { headers: { authorization: `Bearer ${token}` } });
    expect(asked.status).toBe(200);

    await page.getByRole('button', { name: '发推送地址' }).click();
    await pick(dialog(page), '设备', 'K01-1-PC01');
    await dialog(page).getByRole('button', { name: '发地址' }).click();
    await page.getByText('K01-1-PC01 的推送地址').waitFor();
    const address = (await page.getByTestId('secret').locator('code').textContent())!;
    expect(address).toMatch(/\/api\/push\/kp_\S+\?status=up$/);
    expect(await (await fetch(address)).json()).toEqual({ ok: true });
    await page.reload();
    await page.locator('[data-key="K01-1-PC01"]').getByText('报到').waitFor();

    for (const [key, why] of [
      ['机房探针', '收回令牌'],
      ['K01-1-PC01', '的推送地址'],
    ]) {
      await page.locator(`[data-key="${key}"]`).getByRole('button', { name: '收回' }).click();
      await dialog(page).getByText(why!).first().waitFor();
      await dialog(page).getByRole('button', { name: '收回' }).click();
      await page.locator(`[data-key="${key}"]`).waitFor({ state: 'detached' });
    }
    expect((await fetch(address)).status).toBe(404);
    await page.context().close();
  });

  it('keeps what was typed when the server fails, and says what is not known', async () => {
    const page = await open();
    await page.getByRole('button', { name: '新建账号' }).click();
    await dialog(page).getByLabel('账号').fill('王工');
    await dialog(page).getByText('管理员', { exact: true }).click();
    await page.route('**/api/users', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await dialog(page).getByRole('button', { name: '建立' }).click();
    await dialog(page).getByText('不知道有没有改成').waitFor();
    expect(await dialog(page).getByLabel('账号').inputValue()).toBe('王工');
    await page.unroute('**/api/users');
    await dialog(page).getByRole('button', { name: '建立' }).click();
    await page.getByTestId('secret').waitFor();
    await page.context().close();
  });

  it('is absent for a role that has no part in it; the office has its push addresses and its own rights', async () => {
    for (const path of ['/accounts', '/audit', '/health']) {
      const page = await enter(browser, server.url, { name: 'tech', password: WORD }, path);
      await page.getByRole('heading', { name: '没有这一页' }).waitFor();
      expect(new URL(page.url()).pathname).toBe(path);
      expect(await page.locator('nav .last').count()).toBe(0);
      await page.context().close();
    }
    const page = await enter(browser, server.url, { name: 'office', password: WORD }, '/accounts');
    await page.getByText('改考点、考场与设备').waitFor();
    expect(await page.getByRole('button', { name: '新建账号' }).count()).toBe(0);
    await page.getByRole('button', { name: '发推送地址' }).waitFor();
    await page.goto('/health');
    await page.getByRole('heading', { name: '没有这一页' }).waitFor();
    await page.context().close();
  });

  it('is sound in both languages and themes, and on a phone', async () => {
    await isSound(async (look) => {
      const page = await open(look);
      await row(page, 'tech').click();
      await page.locator('.rights').first().waitFor();
      return page;
    });
  });
});

const cookie = async () => {
  const answer = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: PASSWORD }),
  });
  return answer.headers.get('set-cookie')!.split(';')[0]!;
};
const fetchAs = async (path: string) => fetch(server.url + path, { headers: { cookie: await cookie() } });
