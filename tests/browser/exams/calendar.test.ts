import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Page as ListPage, SittingItem } from '../../../shared/contract/http';
import { enter, isSound } from '../admin/kit';
import { type Look, PASSWORD, type PageServer, openBrowser, startPageServer } from '../kit';
import { AREA, examWorld } from './kit';

let server: PageServer;
let browser: Browser;
let context: BrowserContext | undefined;
const MARCH = `/exams?scope=${AREA}&month=2024-03`;
const ADMIN = { name: 'admin', password: PASSWORD };

beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  await server.must(examWorld(Date.now()));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
afterEach(async () => {
  await context?.close();
  context = undefined;
});

async function open(path = MARCH, look: Look = {}): Promise<Page> {
  const page = await enter(browser, server.url, ADMIN, path, look);
  context = page.context();
  await page.locator('[data-sitting="E1"]').waitFor();
  return page;
}
const cell = (page: Page, id: string) => page.locator(`td [data-sitting="${id}"]`);

/** What the API has of March. */
async function listed(page: Page): Promise<SittingItem[]> {
  const window = 'from=2024-02-29T16:00:00Z&to=2024-03-31T16:00:00Z';
  const answer = await page.request.get(`/api/exams?scope=${AREA}&cancelled=no&${window}`);
  return ((await answer.json()) as ListPage<SittingItem>).items;
}

describe('the calendar of sittings', () => {
  it('shows a month with what is attended, missing and above its number, as the API has it', async () => {
    const page = await open();
    expect(await cell(page, 'E1').getAttribute('aria-label')).toBe(
      '演示考点01，03-09 08:30，高考英语听说：实到 50，编排 52',
    );
    expect(await cell(page, 'E2').getAttribute('aria-label')).toContain('实到 53，超过编排 52');
    expect(await cell(page, 'E3').getAttribute('aria-label')).toContain('未报人数，编排 52');
    // 50 + 53 + 52 of 52 + 52 + 52 + 52 + 40; two are not reported.
    const items = await listed(page);
    const attended = items.reduce((sum, one) => sum + (one.attended ?? 0), 0);
    expect([items.length, attended]).toEqual([5, 155]);
    const totals = page.locator('.totals');
    expect(await totals.innerText()).toMatch(/场次\s+5\s+已考 5，将考 0\s+已考编排\s+248\s+人次\s+实到\s+155/);
    expect(await totals.innerText()).toMatch(/未报人数\s+2\s+场，编排 92 人次/);
    // A total carries ◇ while it is not complete.
    expect(await totals.getByRole('img', { name: '2 场未报' }).count()).toBe(1);
  });

  it('is filtered by exam and moved by month, in the address', async () => {
    const page = await open();
    await page.getByText('计算机等级考试 1', { exact: true }).click();
    await cell(page, 'E1').waitFor({ state: 'detached' });
    expect(new URL(page.url()).searchParams.get('exam')).toBe('计算机等级考试');
    await page.reload();
    await cell(page, 'E5').waitFor();
    expect(await page.locator('td [data-sitting]').count()).toBe(1);
    await page.getByRole('button', { name: '上个月' }).click();
    await page.getByText('本月没有场次。').waitFor();
    expect(new URL(page.url()).searchParams.get('month')).toBe('2024-02');
  });

  it('is walked by arrows; Enter opens a sitting, and Enter records it and goes to the next missing one', async () => {
    const page = await open();
    await cell(page, 'E1').focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-sitting'))).toBe('E3');
    await page.keyboard.press('Enter');
    const field = page.getByLabel('实到', { exact: true });
    await field.waitFor();
    await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.type('x');
    await page.keyboard.press('Enter');
    await page.getByText('请填人数，整数。').waitFor();
    await page.keyboard.press('Backspace');
    await page.keyboard.type('49');
    await page.getByText('/ 52 人，缺考 3').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(/^已记下 #/).waitFor();
    // E5 is the next that misses its number.
    await expect.poll(() => new URL(page.url()).searchParams.get('sitting')).toBe('E5');
    expect((await listed(page)).find(({ id }) => id === 'E3')?.attended).toBe(49);
    expect(await cell(page, 'E3').innerText()).toBe('49');
    await page.keyboard.press('Escape');
    await expect.poll(() => new URL(page.url()).searchParams.get('sitting')).toBeNull();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-sitting'))).toBe('E5');
  });

  it('keeps what was typed when the server does not answer, and sends it once', async () => {
    const page = await open(`${MARCH}&sitting=E5`);
    const field = page.getByLabel('实到', { exact: true });
    await field.fill('38');
    await page.route('**/api/entries', (route) => route.abort());
    await field.press('Enter');
    await page.getByText('没有收到服务器的回答').waitFor();
    expect(await field.inputValue()).toBe('38');
    await page.unroute('**/api/entries');
    await page.getByRole('button', { name: '再发一次' }).click();
    await page.getByText(/^已记下 #/).waitFor();
    expect((await listed(page)).find(({ id }) => id === 'E5')?.attended).toBe(38);
  });

  it('is a list by day on a phone, with what is missing first', async () => {
    await server.must([]);
    const page = await open(MARCH, { width: 390, height: 844 });
    expect(await page.locator('table').count()).toBe(0);
    const first = await page.locator('.list section').first().innerText();
    expect(first.startsWith('2024-03-09') || first.startsWith('未报人数')).toBe(true);
    await page.locator('[data-sitting="E2"]').click();
    await page.getByRole('heading', { name: '超编排' }).waitFor();
  });

  it('has nothing that axe finds, runs over nowhere, and can be hit by a thumb', { timeout: 120_000 }, async () => {
    await isSound((look) => open(`${MARCH}&sitting=E2`, look));
  });
});

describe('a sitting', () => {
  it('is scheduled over several rooms, then cancelled with a reason', async () => {
    const page = await open();
    await page.getByRole('button', { name: '排场次' }).click();
    const dialog = page.getByRole('dialog', { name: '排场次' });
    await dialog.getByLabel('考试名称').fill('学业水平考试');
    await dialog.getByLabel('开始').fill('2099-06-07 09:00');
    await dialog.getByLabel('开始').press('Tab');
    await dialog.getByLabel('结束').fill('2099-06-07 08:00');
    await dialog.getByLabel('结束').press('Tab');
    await dialog.getByLabel('考生人数').fill('45');
    await dialog.getByRole('button', { name: '编排' }).click();
    expect(await dialog.getByLabel('第 1 考场（30 个考位）').inputValue()).toBe('30');
    expect(await dialog.getByLabel('第 2 考场（30 个考位）').inputValue()).toBe('15');
    const submit = dialog.getByRole('button', { name: '排场次' });
    await submit.click();
    await dialog.getByText('结束要晚于开始。').waitFor();
    await dialog.getByLabel('结束').fill('2099-06-07 10:00');
    await dialog.getByLabel('结束').press('Tab');
    await submit.click();
    await page.getByText(/^已排 #/).waitFor();
    await page.goto(`/exams?scope=${AREA}&month=2099-06`);
    await page.getByRole('button', { name: /学业水平考试：将考，编排 45/ }).click();
    await page.getByRole('button', { name: '取消场次' }).click();
    const cancel = page.getByRole('dialog', { name: /^取消场次/ });
    await cancel.getByRole('button', { name: '取消场次' }).click();
    await cancel.getByText('请填写“原因”。').waitFor();
    await cancel.getByLabel('原因').fill('改期');
    await cancel.getByRole('button', { name: '取消场次' }).click();
    await page.getByText(/^已取消 #/).waitFor();
    await page.getByText('本月没有场次。').waitFor();
  });

  it('says what meets it: a sitting in the same room, too many examinees, maintenance', async () => {
    const page = await open();
    await page.getByRole('button', { name: '排场次' }).click();
    const dialog = page.getByRole('dialog', { name: '排场次' });
    await dialog.getByLabel('开始').fill('2024-03-09 09:00');
    await dialog.getByLabel('开始').press('Tab');
    await dialog.getByLabel('结束').fill('2024-03-09 10:00');
    await dialog.getByLabel('结束').press('Tab');
    await dialog.getByLabel('第 1 考场（30 个考位）').fill('31');
    await dialog.getByText('第 1 考场 编排 31 人，超过考位 30。').waitFor();
    await dialog.getByText(/第 1 考场 在 .*2024-03-09 08:30 – 2024-03-09 09:30 已有“高考英语听说”。/).waitFor();
  });
});
