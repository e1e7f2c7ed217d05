import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enter, isSound } from '../admin/kit';
import { type Look, PASSWORD, type PageServer, axeFinds, openBrowser, startPageServer } from '../kit';
import { AREA, entry } from '../year-end/world';

let server: PageServer;
let browser: Browser;
const ADMIN = { name: 'admin', password: PASSWORD };

beforeAll(async () => {
  server = await startPageServer();
  const device = (deviceId: string, vendor: string, at: string) => [
    entry('device.registered', { deviceId, siteId: 'S1', category: 'camera', vendor }, at),
    entry('device.commissioned', { deviceId }, at),
  ];
  const seen = Array.from({ length: 12 }, (_, month) =>
    ['CAM1', 'CAM2'].flatMap((deviceId) =>
      ['02', '16'].map((day) =>
        entry(
          'status.observed',
          { deviceId, status: 'up' },
          `2023-${String(month + 1).padStart(2, '0')}-${day}T08:00:00`,
        ),
      ),
    ),
  ).flat();
  await server.must([
    entry('site.registered', { siteId: 'S1', name: '演示考点07', area: AREA }, '2023-01-01T08:00:00'),
    ...device('CAM1', '演示厂商甲', '2023-01-01T08:00:00'),
    ...device('CAM2', '演示厂商乙', '2023-01-01T08:00:00'),
    entry(
      'target.set',
      { scope: AREA, indicator: 'fault-rate', period: '2023', op: '<=', value: 0.02 },
      '2023-01-02T08:00:00',
    ),
    entry(
      'grant.received',
      { grantId: 'G1', number: '台财教〔2023〕36号', area: AREA, amountFen: 44_000_000, purposes: ['设备'] },
      '2023-07-01T08:00:00',
    ),
    ...seen,
    entry(
      'fault.reported',
      { faultId: 'F1', deviceId: 'CAM1', impact: 'down', severity: 'critical' },
      '2023-03-05T08:00:00',
    ),
    entry('fault.repaired', { faultId: 'F1' }, '2023-03-06T08:00:00'),
  ]);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function open(path: string, look: Look = {}): Promise<Page> {
  return enter(browser, server.url, ADMIN, path, look);
}
const STORY = `/year-end/story?scope=${AREA}&period=2023`;

describe('the story of a year', { timeout: 180_000 }, () => {
  it('says the result first, bad news included, and is a draft until the year is closed', async () => {
    const page = await open(STORY);
    await page.locator('.sheet').waitFor();
    expect(await page.locator('.lead').innerText()).toContain('修复迟了 1 宗');
    expect(await page.locator('.draft').innerText()).toBe('草稿');
    expect(await page.locator('.foot').innerText()).toMatch(/截至 #\d+/);
    // The only down device is the first of the ten, with its 24 hours.
    expect(await page.locator('tbody tr:not([data-measure])').first().innerText()).toMatch(
      /CAM1\s+\S+\s+演示厂商甲\s+24/,
    );
    expect(await page.locator('svg[aria-label*="3 月按时 0、迟 1"]').count()).toBe(1);
    // Before the grant there is a fault, after it none; both parts say how much of them was seen.
    const measure = (id: string) => page.locator(`[data-measure="${id}"]`).innerText();
    expect(await measure('faultRate')).toMatch(/故障率\s+\d+\.\d+%[\s\S]*界 [\s\S]*0% /);
    expect(await measure('coverage')).toMatch(/观测覆盖率\s+[\d.]+%\s+[\d.]+%/);
    expect(await measure('timely')).toMatch(/0%\s+界 [\s\S]*1 宗\s+没有已判定的故障\s+有一段没有数据，不能断定/);
    expect(await measure('mttr')).toMatch(/24:00 小时\s+1 宗\s+没有已修复的故障/);
    const told = await page.locator('.lead').innerText();
    await page.getByRole('button', { name: '改第一句' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('第一句').fill('三月的一宗迟修已经整改。');
    await dialog.getByRole('button', { name: '登记' }).click();
    await page.locator('.lead', { hasText: '三月的一宗迟修已经整改。' }).waitFor();
    await page.context().close();
    // It is recorded: whoever opens the story reads it, and what the figures say beside it.
    const other = await open(STORY);
    await other.locator('.lead', { hasText: '三月的一宗迟修已经整改。' }).waitFor();
    expect(await other.locator('.screen-only').innerText()).toBe(`数字自动写的：${told}`);
    await other.emulateMedia({ media: 'print' });
    expect(await other.locator('.screen-only').isVisible()).toBe(false);
    await other.context().close();
  });

  it('saves each chart as SVG and PNG', async () => {
    const page = await open(STORY);
    await page.locator('.sheet').waitFor();
    expect(await page.locator('figure').count()).toBe(4);
    for (const [type, begin] of [
      ['SVG', '<svg'],
      ['PNG', '\u0089PNG'],
    ] as const) {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page
          .locator('figure')
          .first()
          .getByRole('button', { name: `存为 ${type}` })
          .click(),
      ]);
      expect(file.suggestedFilename()).toBe(`${AREA}-2023-fault-rate.${type.toLowerCase()}`);
      expect(
        readFileSync(await file.path())
          .toString('latin1')
          .startsWith(begin),
      ).toBe(true);
    }
    await page.context().close();
  });

  it('is sound in every look', async () => {
    await isSound(async (look) => {
      const page = await open(STORY, look);
      await page.locator('.sheet').waitFor();
      return page;
    });
  });
});

describe('a grant over the years', { timeout: 180_000 }, () => {
  it('has a column a year of its cycle, reached from the money; it is sound in every look', async () => {
    const page = await open(`/money?scope=${AREA}`);
    await page.getByRole('link', { name: '历年情况' }).click();
    await page.waitForURL(/grants\/G1\/history/);
    await page.locator('tbody').waitFor();
    expect(await page.locator('thead th').allInnerTexts()).toEqual(['金额单位：万元', '2023', '2024', '2025']);
    // 44 万元 of 2023, nothing paid: carried over, then a surplus.
    const left = page.locator('tr', { hasText: '年末未付' });
    expect(await left.innerText()).toMatch(/44\.00\s*结转[\s\S]*44\.00\s*结余/);
    expect(await axeFinds(page)).toEqual([]);
    await page.context().close();
    await isSound(async (look) => {
      const one = await open('/grants/G1/history', look);
      await one.locator('tbody').waitFor();
      return one;
    });
  });
});
