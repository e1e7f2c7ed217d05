import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pick } from './admin/kit';
import { startDemoServer } from './faults/kit';
import { PASSWORD, type PageServer, openBrowser, visitor } from './kit';

/**
 * Five questions of somebody who has never seen it, in the demo's county: from the start page on, by what is written
 * there and nothing else. What is found is compared with what the interface answers.
 */
const DAY = 86_400_000;
let server: PageServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDemoServer(), openBrowser()]);
  const context = await visitor(browser, server.url, { width: 1440, height: 900 });
  page = await context.newPage();
  await page.goto('/');
  await page.getByRole('textbox', { name: '账号' }).fill('admin');
  await page.getByRole('textbox', { name: '密码' }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('heading', { level: 1, name: '总览' }).waitFor();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const rail = (name: string) => page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name });
/** A radio button is under its words. */
const choose = (group: string, word: string) =>
  page.getByRole('group', { name: group }).getByText(word, { exact: true }).click();
async function ask<T>(path: string): Promise<T> {
  const answer = await page.request.get(path);
  expect(answer.ok(), path).toBe(true);
  return (await answer.json()) as T;
}

interface Row {
  id: string;
  value: number;
  numerator: number;
}
/** The fault rate of the county in a year, as known now or then. */
async function faultRate(year: number, asOf = ''): Promise<Row> {
  const { rows } = await ask<{ rows: Row[] }>(`/api/indicators?scope=440781&period=${year}${asOf}`);
  return rows.find(({ id }) => id === 'fault-rate')!;
}
/** The year of the business zone (+08:00). */
const yearAt = (at: number) => new Date(at + 8 * 3_600_000).getUTCFullYear();

describe('without help, in the demo', { timeout: 120_000 }, () => {
  it('what is wrong now, and where', async () => {
    await rail('总览').click();
    // The board names each room with what is wrong in it; the room shows where, and since when it should be mended.
    const room = page.getByRole('region', { name: '考点' }).getByRole('link', { name: /考场，停用 \d/ });
    await room.first().click();
    const tile = page.getByRole('gridcell', { name: /，停用/ }).first();
    await tile.waitFor();
    const roomId = new URL(page.url()).pathname.split('/')[2];
    const path = `/api/devices?scope=room:${roomId}&status=down`;
    const { items } = await ask<{ items: { id: string }[] }>(path);
    expect(await page.getByRole('gridcell', { name: /，停用/ }).count()).toBe(items.length);
    await tile.click();
    await page.getByRole('link', { name: '打开时间线' }).click();
    await page.waitForURL(new RegExp(`/devices/${items[0]!.id}$`));
    await page.getByRole('heading', { level: 1, name: /停用/ }).waitFor();
  });

  it('why the fault rate is what it is', async () => {
    await rail('指标').click();
    await page
      .getByRole('row', { name: /故障率 ≤ 2%/ })
      .getByRole('button', { name: '系统上线运行稳定可靠率' })
      .click();
    // Its formula in words, the numbers put in, where the downtime comes from, and every record of it.
    await page.getByText(/^停用时长 ÷（服务时长 − 未知时长）/).waitFor();
    const sum = await page.getByRole('definition').filter({ hasText: '÷' }).first().innerText();
    const { numerator } = await faultRate(yearAt(Date.now()));
    const hours = Number(/^([\d\s]+):/.exec(sum)?.[1]?.replaceAll(/\s/g, ''));
    // Open faults go on meanwhile.
    expect(numerator / 3_600_000 - hours).toBeLessThan(2);
    expect(hours).toBeGreaterThan(1);
    await page.getByRole('heading', { name: '各考点停用时长' }).waitFor();
    const records = page.getByRole('grid', { name: '证据记录' });
    await records.getByRole('link').first().click();
    await page.waitForURL(/\/devices\/.*at=/);
    await page.getByRole('heading', { level: 1 }).waitFor();
  });

  it('which repair is due next, and why its deadline moved', async () => {
    await rail('故障').click();
    // In the order of the deadlines; what is over comes first.
    const next = page
      .getByRole('row')
      .filter({ has: page.getByRole('gridcell', { name: /^\d\d:\d\d:\d\d$/ }) })
      .first();
    await next.waitFor();
    expect(await next.innerText()).toContain('录像机');
    expect(await next.getByText('期限移动 1 次').count()).toBe(1);
    await next.getByRole('link').first().click();
    const moves = page.getByRole('region', { name: '期限怎样移动' });
    // Paused an hour after the report for an hour and a half.
    await moves.getByText(/暂停 .* 不计，后移 1:30/).waitFor();
    expect(await page.getByText('暂停计时：机房钥匙未到').count()).toBe(1);
  });

  it('what a figure was known to be on a past date', async () => {
    const then = Date.now() - 10 * DAY;
    const [year, shown] = [yearAt(then), `${new Date(then + 8 * 3_600_000).toISOString().slice(0, 10)} 12:00`];
    await rail('指标').click();
    await page.getByRole('heading', { level: 1, name: '绩效指标' }).waitFor();
    if (year !== yearAt(Date.now())) await pick(page.getByRole('main'), '期间', `${year} 年`);
    await choose('所知时点', '当时');
    await page.getByRole('textbox', { name: '时点或台账号' }).fill(shown);
    await page.getByRole('button', { name: '按此查看' }).click();
    await page.getByText(/当时所知显示：之后入账的记录不在其中/).waitFor();
    const instant = new Date(`${shown.replace(' ', 'T')}:00+08:00`).toISOString();
    const { value } = await faultRate(year, `&asOf=${instant}`);
    const row = page.getByRole('row', { name: /故障率 ≤ 2%/ });
    const cell = await row
      .getByRole('cell')
      .filter({ hasText: /^\d+\.\d\d%$/ })
      .first()
      .innerText();
    // Two digits, rounded against ourselves: never below the figure.
    const percent = Number(cell.replace('%', ''));
    expect(percent - value * 100).toBeGreaterThanOrEqual(0);
    expect(percent - value * 100).toBeLessThan(0.01);
  });

  it('which vendor’s devices fail most', async () => {
    await rail('故障').click();
    await choose('看法', '分析');
    await choose('按什么分', '厂商');
    const rows = page
      .getByRole('table', { name: '故障按厂商' })
      .getByRole('row')
      .filter({ has: page.getByRole('link') });
    await rows.nth(3).waitFor();
    const faults = await Promise.all(
      (await rows.all()).map(async (row) => Number(await row.getByRole('cell').nth(2).innerText())),
    );
    expect(faults[0]).toBeGreaterThan(0);
    expect(faults).toEqual(faults.toSorted((a, b) => b - a));
    await rows.first().getByRole('rowheader').getByRole('link').click();
    await page.waitForURL(/vendor=/);
    const count = page.getByRole('region', { name: '故障' }).getByText(/^\d+ \/ \d+/);
    await count.first().waitFor();
    // The list counts what was cancelled, and what is open from before, as well.
    expect(Number(/^\d+/.exec(await count.first().innerText())?.[0])).toBeGreaterThanOrEqual(faults[0] ?? 0);
  });
});
