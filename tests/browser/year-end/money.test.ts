import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Look, type PageServer, axeFinds, logIn, openBrowser, startPageServer, visitor } from '../kit';

const AREA = '440781';
let server: PageServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const entry = (kind: string, body: Record<string, unknown>, at: string) => ({
  id: randomUUID(),
  kind,
  at: `${at}T09:00:00+08:00`,
  body,
});

beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  // 44.00 万元 received, 14.20 for a project, 13.49 of it paid: 7 100.00 元 are left.
  await server.must([
    entry('site.registered', { siteId: 'S1', name: '演示考点01', area: AREA }, '2023-01-01'),
    entry(
      'grant.received',
      {
        grantId: 'G1',
        number: '台财教〔2023〕36号',
        area: AREA,
        amountFen: 44_000_000,
        purposes: ['设备购置', '安装调试'],
      },
      '2023-11-17',
    ),
    entry(
      'project.budgeted',
      { projectId: 'P1', grantId: 'G1', name: '视频监控补点', budgetFen: 14_200_000 },
      '2023-11-18',
    ),
    entry(
      'payment.made',
      { paymentId: 'Y1', projectId: 'P1', amountFen: 13_490_000, purpose: '设备购置', voucher: '记-12-041' },
      '2023-12-13',
    ),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
afterEach(() => context.close());

async function open(look: Look = {}): Promise<void> {
  context = await visitor(browser, server.url, look);
  page = await context.newPage();
  await logIn(page);
  await page.goto(`/money?scope=${AREA}`);
  await page.locator('[data-payment="记-12-041"]').waitFor();
  await page.locator('.years').waitFor();
}

describe('the money', () => {
  for (const look of [
    { theme: 'light', locale: 'zh-CN' },
    { theme: 'dark', locale: 'en' },
  ] as const) {
    it(`has nothing that axe finds: ${look.theme}, ${look.locale}`, async () => {
      await open(look);
      expect(await axeFinds(page)).toEqual([]);
    });
  }

  it('shows projects in 万元 or 元, payments in 元 with 分, and the years of the grant', async () => {
    await open();
    const project = page.getByRole('row', { name: /^视频监控补点/ });
    // 13.49 ÷ 14.20 = 95.00 %.
    expect((await project.innerText()).split(/\s+/)).toEqual(['视频监控补点', '14.20', '13.49', '95.00%', '0.71']);
    await page.getByText('元', { exact: true }).click();
    expect((await project.innerText()).replaceAll('\u202f', ' ')).toContain('142 000.00');
    await page.getByText('万元', { exact: true }).click();
    // 13.49 ÷ 44.00 = 30.659 %, cut to its worse side; 30.51 carried over.
    expect(await page.getByRole('row', { name: /^2023 / }).innerText()).toMatch(
      /44\.00 \+ 0\.00\s+13\.49\s+30\.65%\s+30\.51/,
    );
    expect(await page.getByRole('row', { name: /^2024 / }).innerText()).toMatch(/0\.00 \+ 30\.51\s+0\.00\s+0\.00%/);
  });

  it('says over the form what would be refused, and records what is right', async () => {
    await open();
    await page.getByRole('button', { name: '登记付款' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('金额（元）').fill('12000');
    await dialog
      .getByText('项目还剩 7 100.00 元，超 4 900.00 元。先调整预算。'.replaceAll(/(\d) (\d)/g, '$1\u202f$2'))
      .waitFor();
    await dialog.getByLabel('凭证号').fill('记-12-044');
    await dialog.getByRole('button', { name: '登记付款' }).click();
    expect(await page.locator('[data-payment="记-12-044"]').count()).toBe(0);
    await dialog.getByLabel('金额（元）').fill('7100');
    await dialog.getByRole('button', { name: '登记付款' }).click();
    await page.locator('[data-payment="记-12-044"]').waitFor();
    await page.getByRole('button', { name: '凭证 记-12-044：登记退款' }).click();
    await page.getByRole('dialog').getByLabel('金额（元）').fill('7100.01');
    await page.getByRole('dialog').getByRole('button', { name: '登记退款' }).click();
    await page.getByText(/这笔最多还能退/).waitFor();
  });
});
