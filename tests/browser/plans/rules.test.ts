import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enter, pick } from '../admin/kit';
import { PASSWORD, type PageServer, openBrowser, startPageServer } from '../kit';
import { AREA, planWorld, reader } from './world';

/** Several forms one after the other. */
const LONG = { timeout: 120_000 };
const ADMIN = { name: 'admin', password: PASSWORD };
let server: PageServer;
let browser: Browser;
let read: <T>(path: string) => Promise<T>;

beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  await server.must(planWorld(Date.now()));
  read = await reader(server, PASSWORD);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

interface Items<T> {
  items: T[];
}

describe('rules by pages', LONG, () => {
  it('limits, a category, a profile and a setting are set, with who and when', async () => {
    const page = await enter(browser, server.url, ADMIN, `/rules?scope=${AREA}`);
    const dialog = page.getByRole('dialog');

    await page.getByRole('button', { name: '为一个地区设置' }).click();
    await dialog.getByText('只对今后报修的故障有效').waitFor();
    await dialog.getByLabel('较大，平时（分钟）').fill('0');
    await dialog.getByRole('button', { name: '登记' }).click();
    await dialog.getByText('时限请填整分钟').waitFor();
    await dialog.getByLabel('较大，平时（分钟）').fill('480');
    await dialog.getByLabel('一般，考试中（分钟）').fill('60');
    // Deadlines that run are not touched: the figures stay.
    await dialog.getByRole('button', { name: '登记' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.locator(`[data-limits="${AREA}"]`).getByText('8 小时 / 30 分钟').waitFor();
    const limits = await read<Items<{ id: string }>>(`/api/limits?scope=${AREA}`);
    expect(limits.items.find(({ id }) => id === AREA)).toMatchObject({
      critical: { normalMin: 240, sittingMin: 15 },
      major: { normalMin: 480, sittingMin: 30 },
      minor: { normalMin: 4320, sittingMin: 60 },
    });

    await page.getByRole('button', { name: '更改，摄像头' }).click();
    await dialog.getByLabel('观测有效期（天）').fill('7');
    await dialog.getByRole('button', { name: '登记' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.locator('[data-category="camera"]').getByText('7 天').waitFor();

    await page.getByRole('button', { name: '新标准' }).click();
    await dialog.getByLabel('标准代号').fill('computer-room');
    await dialog.getByRole('button', { name: '加一类' }).click();
    await dialog.getByLabel(/^数量/).fill('2');
    await pick(dialog, '按考场或考位', '每位');
    await dialog.getByRole('button', { name: '登记' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.locator('[data-profile="computer-room"]').getByText('每位 2').waitFor();
    const profiles = await read<Items<{ requires: { count: number; per: string }[] }>>('/api/profiles');
    expect(profiles.items[0]!.requires).toMatchObject([{ count: 2, per: 'seat' }]);

    await page.getByRole('button', { name: '更改，考前巡检有效时间' }).click();
    await dialog.getByLabel('值').fill('0');
    await dialog.getByRole('button', { name: '登记' }).click();
    await dialog.getByText('这个设置不能取这个值。').waitFor();
    await dialog.getByLabel('值').fill('48');
    await dialog.getByLabel('值').press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await page.locator('[data-setting="readinessHours"]').getByText('48 小时').waitFor();

    // Newest first.
    const lines = page.getByRole('region', { name: '谁在何时设置' }).locator('tbody tr');
    await expect.poll(() => lines.count()).toBe(4);
    expect(await lines.nth(0).innerText()).toMatch(/系统设置 考前巡检有效时间\s+admin/);
    expect(await lines.nth(3).innerText()).toMatch(/修复时限 台山市\s+admin/);
    await page.context().close();
  });
});
