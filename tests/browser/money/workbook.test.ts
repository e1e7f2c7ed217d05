import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GrantItem, Page as ListPage } from '../../../shared/contract/http';
import { MONEY_HEADS, SHEETS, moneyBook } from '../../server/inventory/money-kit';
import { enter, isSound } from '../admin/kit';
import { entry } from '../year-end/world';
import { type Look, PASSWORD, type PageServer, openBrowser, startPageServer } from '../kit';

const ADMIN = { name: 'admin', password: PASSWORD };
/** Where pictures of the page are put, to be looked at; unset: none is taken. */
const PICTURES = process.env['PICTURES'];
let server: PageServer;
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  server = await startPageServer();
});
afterEach(() => server?.stop());

const open = (look: Look = {}, path = '/import/money') => enter(browser, server.url, ADMIN, path, look);
const choose = (page: Page, buffer: Buffer) =>
  page.locator('input[type=file]').setInputFiles({ name: '资金.xlsx', mimeType: 'application/octet-stream', buffer });
async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
}
/** A payment over its budget, one off purpose and one before the grant. */
function wrong() {
  const sheets = SHEETS();
  sheets['付款']!.push(
    ['0004', 'P1', 1000000, '设备购置', '记-0415', '2024-06-09'],
    ['0005', 'P1', 12, '接待', '记-0416', '2024-06-09'],
    ['0006', 'P1', '12.345', '设备购置', '记-0417', '2024-06-09'],
  );
  return moneyBook(sheets);
}
const grants = (page: Page) =>
  page.evaluate(async () => ((await (await fetch('/api/grants')).json()) as ListPage<GrantItem>).items);

describe('the payments workbook by page', () => {
  it(
    'from the page of the money: checked, mended by the keyboard, written, exported, taken back',
    { timeout: 180_000 },
    async () => {
      await server.must([
        entry('site.registered', { siteId: 'S1', name: '第一中学', area: '440781' }, '2024-01-01T08:00:00'),
      ]);
      const page = await open({}, '/money?scope=440781');
      await page.getByRole('button', { name: '导入' }).click();
      await page.getByRole('heading', { name: '导入资金' }).waitFor();
      await choose(page, wrong());
      await page.locator('#import-errors').waitFor();
      const row = (text: string) => page.locator('.findings tbody tr', { hasText: text }).innerText();
      expect(await row('付款!C5')).toMatch(/1000000.00[\s\S]*超出项目预算[\s\S]*最多 499.95 元，或先加预算/);
      expect(await row('付款!D6')).toMatch(/接待[\s\S]*不在资金的用途清单里[\s\S]*设备购置、系统集成 之一/);
      expect(await row('付款!C7')).toMatch(/12.345[\s\S]*比 1 分还小/);
      expect(await page.locator('section[aria-labelledby=import-after]').innerText()).toMatch(
        /净付（元）\s+0.00\s+→ 299.500.06/,
      );
      await picture(page, 'dry-run-1366-zh-light');
      const field = page.locator('.findings tbody tr', { hasText: '付款!C5' }).locator('input');
      await field.fill('499.95');
      await field.press('Enter');
      await page.locator('.solved', { hasText: '付款!C5' }).waitFor();
      await page.locator('.skip input').focus();
      await page.keyboard.press('Space');
      await page.locator('.go button').focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: '“资金.xlsx”已写入' }).waitFor();
      // 128 000.55 − 500.50 + 172 000.00 + 0.01 + 499.95.
      expect((await grants(page)).map(({ id, paidFen }) => [id, paidFen])).toEqual([['G1', 30_000_001]]);

      await page.goto('/money?scope=440781');
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: '导出', exact: true }).click();
      expect((await download).suggestedFilename()).toBe('资金-440781.xlsx');
      expect(await page.locator('[data-refused="记-0416"]').innerText()).toContain('专款专用');
      await picture(page, 'money-1366-zh-light');

      await page.goto('/import');
      await page.getByRole('link', { name: '资金', exact: true }).last().click();
      await page.getByRole('button', { name: '资金.xlsx' }).click();
      await page.getByRole('button', { name: '撤回这一批' }).click();
      await page.getByRole('button', { name: '撤回', exact: true }).click();
      await page.getByRole('heading', { name: '“资金.xlsx”已撤回' }).waitFor();
      expect(await grants(page)).toEqual([]);
      await page.context().close();
    },
  );

  it('each workbook keeps its file; a file of the other one is sent to its page', { timeout: 120_000 }, async () => {
    const page = await open();
    await choose(
      page,
      moneyBook({
        考点: [
          ['考点编号', '考点名称', '区划代码'],
          ['S1', '一中', '440781'],
        ],
      }),
    );
    await page.getByText('这是“台账”的工作簿：请到那一页导入。').waitFor();
    await choose(page, moneyBook({ 付款: [MONEY_HEADS.payments.map((head) => head.replace('（元）', ''))] }));
    await page.getByText('金额列“付款!C1”没有写单位').waitFor();
    await choose(page, moneyBook(SHEETS()));
    await page.locator('#import-errors').waitFor();
    const tabs = page.getByRole('navigation', { name: '工作簿' });
    await tabs.getByRole('link', { name: '台账' }).click();
    await page.getByRole('heading', { name: '导入台账' }).waitFor();
    expect(await page.locator('#import-errors').count()).toBe(0);
    await tabs.getByRole('link', { name: '资金' }).click();
    await page.locator('#import-errors').waitFor();
    await page.context().close();
  });

  it('is sound before and with a file, in every look', { timeout: 300_000 }, async () => {
    await isSound(async (look) => {
      const page = await open(look);
      await page.locator('#import-recent').waitFor();
      await choose(page, wrong());
      await page.locator('#import-errors').waitFor();
      await picture(page, `dry-run-${look.width ?? 1366}-${look.locale}-${look.theme}`);
      return page;
    });
    await isSound(async (look) => {
      const page = await open(look);
      await page.locator('#import-recent').waitFor();
      await picture(page, `start-${look.width ?? 1366}-${look.locale}-${look.theme}`);
      return page;
    });
  });
});
