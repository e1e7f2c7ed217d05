import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enter, isSound } from '../admin/kit';
import { type Look, PASSWORD, type PageServer, openBrowser, startPageServer } from '../kit';

const AREA = '440781';
const ADMIN = { name: 'admin', password: PASSWORD };
let server: PageServer;
let browser: Browser;
const entry = (kind: string, body: Record<string, unknown>, at: string) => ({
  id: randomUUID(),
  kind,
  at: `${at}T09:00:00+08:00`,
  body,
});

beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  await server.must([entry('site.registered', { siteId: 'S1', name: '演示考点01', area: AREA }, '2023-01-01')]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function open(look: Look = {}): Promise<Page> {
  const page = await enter(browser, server.url, ADMIN, `/money?scope=${AREA}`, look);
  await page.locator('main .card').first().waitFor();
  return page;
}
const thin = (text: string) => text.replaceAll(/(\d) (\d)/g, '$1\u202f$2');
const dialogOf = (page: Page) => page.getByRole('dialog');
const submit = (page: Page, name: string) => dialogOf(page).getByRole('button', { name }).click();

describe('money by pages', () => {
  it('records a grant as its notice has it, budgets a project, and adjusts the grant', async () => {
    const page = await open();
    await page.getByText('这个范围还没有下达的资金。').waitFor();
    await page.getByRole('button', { name: '登记下达' }).click();
    const dialog = dialogOf(page);
    await dialog.getByLabel('文号').fill('台财教〔2023〕36号');
    await dialog.getByLabel('本次下达金额').fill('44');
    // 44 万元 are 440 000.00 元: a slip of four digits is seen before it is sent.
    await dialog.getByText(thin('合 440 000.00 元')).waitFor();
    await dialog.getByLabel('用途清单').fill('设备购置\n安装调试\n');
    await dialog.getByLabel('下达').last().fill('2023-11-17 16:00');
    await dialog.getByText('安排表的其他栏').click();
    await dialog.getByLabel('项目名称').fill('标准化考点信息化建设补助资金');
    await dialog.getByLabel('项目预算级次').fill('省级');
    await submit(page, '登记下达');
    const annex = page.getByRole('region', { name: /资金安排表/ });
    await annex.getByText('标准化考点信息化建设补助资金').waitFor();
    expect(await annex.locator('dt').count()).toBe(10);
    expect((await annex.innerText()).replaceAll('\u202f', ' ')).toContain('440 000.00');

    await page.getByRole('button', { name: '安排预算' }).click();
    await dialog.getByLabel('项目名称').fill('视频监控补点');
    await dialog.getByLabel('金额', { exact: true }).fill('44.000001');
    await submit(page, '安排预算');
    await dialog.getByText(thin('资金还剩 440 000.00 元未安排。')).waitFor();
    await dialog.getByLabel('金额', { exact: true }).fill('14.2');
    await submit(page, '安排预算');
    await page.getByRole('row', { name: /^视频监控补点/ }).waitFor();

    await page.getByRole('button', { name: '调整资金' }).click();
    await dialog.getByLabel('金额', { exact: true }).fill('14.1');
    await dialog.getByLabel('原因').fill('追减');
    await submit(page, '调整资金');
    await dialog.getByText(/已安排预算 142.000\.00 元，不能低于它/).waitFor();
    await dialog.getByLabel('金额', { exact: true }).fill('50');
    await submit(page, '调整资金');
    await annex.getByText(thin('调整为 500 000.00 元')).waitFor();
    await page.context().close();
  }, 60_000);

  it('plans a milestone and marks it as done, and takes a payment with a picture of its voucher', async () => {
    const page = await open();
    await page.getByRole('button', { name: '计划里程碑' }).click();
    const dialog = dialogOf(page);
    await dialog.getByLabel('里程碑').fill('到货验收');
    await dialog.getByLabel('到期日').fill('2023-13-01');
    await submit(page, '计划里程碑');
    await dialog.getByText('请填日期').waitFor();
    await dialog.getByLabel('到期日').fill('2023-12-31');
    await submit(page, '计划里程碑');
    const line = page.locator('[data-milestone="到货验收"]');
    await line.getByText('已过期').waitFor();
    await line.getByRole('button', { name: '到货验收：登记完成' }).click();
    await submit(page, '登记完成');
    await line.getByText('逾期完成').waitFor();

    await page.getByRole('button', { name: '登记付款' }).click();
    await dialog.getByLabel('金额（元）').fill('7100.50');
    await dialog.getByLabel('凭证号').fill('记-12-041');
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    await dialog.getByLabel('凭证图片').setInputFiles({ name: '凭证.png', mimeType: 'image/png', buffer: png });
    await dialog.getByText('已上传').waitFor();
    await submit(page, '登记付款');
    const payment = page.locator('[data-payment="记-12-041"]');
    await payment.locator('img').waitFor();
    expect((await payment.innerText()).replaceAll('\u202f', ' ')).toContain('7 100.50');
    await page.context().close();
  }, 60_000);

  it('lists what was refused apart from what was paid, with the rule and what would be right', async () => {
    const projects = await (await fetchAsAdmin(`/api/projects?scope=${AREA}`)).json();
    const [{ id: projectId }] = (projects as { items: [{ id: string }] }).items;
    const pay = (voucher: string, more: Record<string, unknown>, at = new Date().toISOString()) => ({
      id: randomUUID(),
      kind: 'payment.made',
      at,
      body: { paymentId: voucher, projectId, purpose: '设备购置', amountFen: 100, voucher, ...more },
    });
    const { results } = await server.ask<{ results: { outcome: string }[] }>('POST', '/api/entries', {
      entries: [
        pay('V1', { amountFen: 20_000_000 }),
        pay('V2', { purpose: '办公家具' }),
        pay('V3', {}, '2023-10-20T09:00:00+08:00'),
      ],
    });
    expect(results.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused']);
    const page = await open();
    await page.getByRole('heading', { name: '被拒 3 笔' }).waitFor();
    // 142 000.00 of budget less 7 100.50 paid: 134 899.50 left, 65 100.50 too much.
    await page.locator('[data-refused="V1"]').getByText(thin('当时剩 134 899.50 元，超 65 100.50 元')).waitFor();
    await page.locator('[data-refused="V2"]').getByText('“办公家具”不在用途清单').waitFor();
    await page.locator('[data-refused="V3"]').getByText('付于 2023-10-20，早于 2023-11-17 下达').waitFor();
    expect(await page.locator('[data-payment="V1"]').count()).toBe(0);
    await page.context().close();
  }, 60_000);

  it('is sound in both languages and themes and on a phone', async () => {
    await isSound(open);
  }, 120_000);
});

async function fetchAsAdmin(path: string): Promise<Response> {
  const session = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: PASSWORD }),
  });
  return fetch(server.url + path, { headers: { cookie: session.headers.get('set-cookie')?.split(';')[0] ?? '' } });
}
