import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, type PageServer, openBrowser, visitor } from './kit';
import { startDemoServer } from './faults/kit';

/**
 * Five questions of somebody who has never seen it, in the demo's county: from the start page on, by what is written
 * there, without help. What is found is compared with what the interface answers.
 */
let server: PageServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDemoServer(), openBrowser()]);
  const context = await visitor(browser, server.url, { width: 1440, height: 900 });
  page = await context.newPage();
  await page.goto('/');
  await page.getByRole('textbox', { name: '账户' }).fill('admin');
  await page.getByRole('textbox', { name: '密码' }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('heading', { level: 1, name: '总览' }).waitFor();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const rail = (name: string) => page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name });
async function ask<T>(path: string): Promise<T> {
  return (await (await page.request.get(path)).json()) as T;
}

describe('without help, in the demo', { timeout: 120_000 }, () => {
  it('what is wrong now, and where', async () => {
    await rail('总览').click();
    // The board names every room with what is wrong in it.
    const room = page.getByRole('region', { name: '考点' }).getByRole('link', { name: /停用/ });
    await room.last().click();
    const tile = page.getByRole('gridcell', { name: /停用/ }).first();
    await tile.click();
    await page.waitForURL(/\/rooms\/.*device=/);
    const id = new URL(page.url()).searchParams.get('device');
    const device = await ask<{ status: string }>(`/api/devices/${id}`);
    expect(device.status).toBe('down');
  });

  it('why the fault rate is what it is', async () => {
    await rail('指标').click();
    await page.getByRole('button', { name: /故障率/ }).click();
    const year = new Date().getFullYear();
    const answer = await ask<{ rows: { id: string; numerator: number; denominator: number }[] }>(
      `/api/indicators?scope=440781&period=${year}`,
    );
    const row = answer.rows.find((one) => one.id === 'fault-rate');
    expect(row?.numerator).toBeGreaterThan(0);
    // Its formula with the numbers put in, and the records that the downtime is made of.
    await page
      .getByText(/停用时长|停用时间/)
      .first()
      .waitFor();
    const records = page.getByRole('table', { name: /证据|记录/ });
    await records.getByRole('row').nth(1).waitFor();
    await records.getByRole('link').first().click();
    await page.waitForURL(/\/(devices|faults)\//);
  });

  it('which repair is due next, and why its deadline moved', async () => {
    await rail('故障').click();
    const rows = page.getByRole('row').filter({ has: page.getByRole('link') });
    await rows.first().waitFor();
    // Those that are over come first; the next one is the first that has time left.
    const next = rows.filter({ hasText: /剩余/ }).first();
    expect(await next.innerText()).toContain('录像机');
    expect(await next.getByText('期限移动 1 次').count()).toBe(1);
    await next.getByRole('link').first().click();
    const moves = page.getByRole('region', { name: '期限怎样移动' });
    // Paused an hour after the report for an hour and a half.
    await moves.getByText(/暂停 .* 不计，后移 1:30/).waitFor();
    expect(await page.getByText('暂停计时：机房钥匙未到').count()).toBe(1);
  });

  it('what a figure was known to be on a past date', async () => {
    await rail('指标').click();
    await page.getByRole('group', { name: '数据时点' }).getByText('当时').click();
    const year = new Date().getFullYear();
    await page.getByRole('textbox', { name: '时点或台账号' }).fill(`${year - 1}-07-01 12:00`);
    await page.getByRole('button', { name: '查看' }).click();
    await page.waitForURL(/asOf=/);
  });

  it('which vendor’s devices fail most', async () => {
    await rail('故障').click();
    await page
      .getByRole('link', { name: '分析' })
      .or(page.getByText('分析', { exact: true }))
      .first()
      .click();
    await page.getByText('厂商', { exact: true }).first().click();
    await page.waitForURL(/by=vendor/);
    const table = page.getByRole('table', { name: /厂商/ });
    const rows = table.getByRole('row');
    await rows.nth(1).waitFor();
    const counts = (await rows.all())
      .slice(1, -1)
      .map(async (row) => Number(await row.getByRole('cell').nth(2).innerText()));
    const faults = await Promise.all(counts);
    expect(faults.length).toBeGreaterThan(3);
    expect(faults).toEqual(faults.toSorted((a, b) => b - a));
    const link = rows.nth(1).getByRole('rowheader').getByRole('link');
    await link.click();
    await page.waitForURL(/vendor=/);
    // The list counts what was cancelled, and what is open from before, as well.
    const [, shown] =
      /(\d+) \//.exec(
        await page
          .getByText(/^\d+ \/ \d+/)
          .first()
          .innerText(),
      ) ?? [];
    expect(Number(shown)).toBeGreaterThanOrEqual(faults[0] ?? 0);
  });
});
