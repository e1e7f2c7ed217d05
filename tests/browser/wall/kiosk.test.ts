import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PageServer, axeFinds, logIn, openBrowser, startPageServer } from '../kit';
import { seatId, world } from '../world';
import { sent, wallVisitor } from './kit';

let server: PageServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  await server.must(world({ sites: 2, seats: 3, now: Date.now(), days: 40 }));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe('a screen of the wall', () => {
  it('is made by the office, opened once, read-only, and turned off at once', async () => {
    const desk = await wallVisitor(browser, server, { as: null, theme: 'light' });
    const office = await desk.newPage();
    await logIn(office);
    await office.getByRole('button', { name: /账号与显示/ }).click();
    await office.getByRole('link', { name: '大屏' }).click();
    await office.getByText('还没有屏幕').waitFor();
    await office.getByRole('button', { name: '新屏幕' }).click();
    await office.getByLabel('名称').fill('考务办大厅');
    await office.getByRole('button', { name: '生成链接' }).click();
    await office.locator('.address').waitFor();
    const link = (await office.locator('.address').textContent())!.trim();
    expect(link).toMatch(new RegExp(`^${server.url}/wall#kd_[\\w-]{43}$`));
    await office.getByRole('img', { name: '大屏链接的二维码' }).waitFor();
    await office.locator('tr[data-screen]').getByText('链接未打开').waitFor();
    expect(await axeFinds(office)).toEqual([]);

    const hall = await wallVisitor(browser, server, { as: null });
    const requests: string[] = [];
    const screen = await hall.newPage();
    screen.on('request', (request) => requests.push(request.url()));
    await screen.goto(link);
    await screen.locator('.lamp[data-freshness="live"]').waitFor();
    await screen.locator('[data-site="K01"]').waitFor();
    // The secret has left the address and its history, and was in no request's address.
    expect(screen.url()).toBe(`${server.url}/wall`);
    expect(requests.join(' ')).not.toContain('kd_');
    const cookie = (await hall.cookies()).find(({ name }) => name === 'kaodian')!;
    expect([cookie.httpOnly, cookie.sameSite, link.includes(cookie.value)]).toEqual([true, 'Strict', false]);

    // It shows what happens, and has nothing else: not the desk, and no way to write.
    await server.must([sent('status.observed', { deviceId: seatId(1, 2), status: 'down' })]);
    await screen.locator('[data-site="K01"][data-worst="down"]').waitFor();
    const written = await hall.request.post('/api/entries', { data: { entries: [] } });
    expect(written.status()).toBe(403);
    await screen.goto('/sites');
    await screen.waitForURL('**/wall');
    await screen.locator('.lamp[data-freshness="live"]').waitFor();

    // Opened a second time, elsewhere, it is worth nothing.
    const other = await wallVisitor(browser, server, { as: null });
    const second = await other.newPage();
    await second.goto(link);
    await second.getByText('这个链接不能用').waitFor();
    await other.close();

    await office.reload();
    const row = office.locator('tr[data-screen]');
    await row.getByText('使用中').waitFor();
    await row.getByRole('button', { name: '撤销 考务办大厅' }).click();
    await office.getByRole('dialog').getByRole('button', { name: '撤销', exact: true }).click();
    await office.getByText('已撤销 考务办大厅。').waitFor();
    await screen.getByText('这块屏幕已停用').waitFor({ timeout: 5_000 });
    expect(await screen.locator('[data-site]').count()).toBe(0);
    await hall.close();
    await desk.close();
  }, 60_000);

  it('is not used up by somebody who only looks at its link on a desk', async () => {
    const { path } = await server.ask<{ path: string }>('POST', '/api/kiosks', { name: '大屏', scope: '440781' });
    const desk = await wallVisitor(browser, server);
    const page = await desk.newPage();
    await page.goto(path);
    await page.getByText('这个浏览器已登录为 admin').waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await page.getByRole('button', { name: '保留登录，不用掉链接' }).click();
    await page.locator('.lamp[data-freshness="live"]').waitFor();
    expect((await (await desk.request.get('/api/session')).json()).user.role).toBe('admin');
    await desk.close();

    const hall = await wallVisitor(browser, server, { as: null });
    const screen = await hall.newPage();
    await screen.goto(path);
    await screen.locator('.lamp[data-freshness="live"]').waitFor();
    await hall.close();
  });
});
