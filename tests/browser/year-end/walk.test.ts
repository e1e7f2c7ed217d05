import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Look, type PageServer, axeFinds, logIn, openBrowser, startPageServer, visitor } from '../kit';
import { AREA, almostDone, entry } from './world';

let server: PageServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  await server.must(almostDone());
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
afterEach(() => context.close());

async function open(path: string, look: Look = {}): Promise<void> {
  context = await visitor(browser, server.url, look);
  page = await context.newPage();
  await logIn(page);
  await page.goto(path);
  await page.locator('[data-row="pilot-zone"], article').first().waitFor();
}
const task = (key: string) => page.locator(`[data-task="${key}"]`);

describe('the year’s end', () => {
  for (const look of [
    { theme: 'light', locale: 'zh-CN' },
    { theme: 'dark', locale: 'en' },
  ] as const) {
    it(`has nothing that axe finds: ${look.theme}, ${look.locale}`, async () => {
      await open(`/year-end?scope=${AREA}&period=2023`, look);
      await task('reason domestic-computers').click();
      await page.locator('.list textarea').waitFor();
      expect(await axeFinds(page)).toEqual([]);
      await page.goto(`/year-end/attest?scope=${AREA}&period=2023&row=exam-security`);
      await page.locator('.boxes li').nth(11).waitFor();
      await page.locator('.open textarea').waitFor();
      expect(await axeFinds(page)).toEqual([]);
    });
  }

  it('leads from an item to its cell and back', async () => {
    await open(`/year-end?scope=${AREA}&period=2023`);
    await page.locator('[data-cell="reason domestic-computers"]').press('Enter');
    await page.waitForURL(/task=reason/);
    expect(await page.locator('.list textarea').evaluate((one) => one === document.activeElement)).toBe(true);
    await page.getByRole('button', { name: '看表内单元格' }).press('Enter');
    expect(await page.locator(':focus').getAttribute('data-cell')).toBe('reason domestic-computers');
    await page.locator('.list textarea').press('Escape');
    expect(await page.locator(':focus').getAttribute('data-task')).toBe('reason domestic-computers');
  });

  it('tells a contradiction before it is recorded: an incident of grade I, and “met”', async () => {
    await open(`/year-end/attest?scope=${AREA}&period=2024&row=exam-security`);
    await page.locator('.open textarea').waitFor();
    await page.getByText('与建议不一致。').waitFor();
    await page.getByRole('radio', { name: /^未达成/ }).check();
    expect(await page.getByText('与建议不一致。').count()).toBe(0);
    expect(await page.getByLabel('完成程度').first().inputValue()).toBe('59.99');
    // June has its incident; all twelve months have ended and none is signed.
    expect(await page.locator('.boxes li').nth(5).innerText()).toContain('Ⅰ、Ⅱ 级 1 起');
    expect(await page.locator('.box.unsigned').count()).toBe(12);
  });

  it('is walked by keyboard from what is missing to the closed year, and tells what came later beside it', async () => {
    await open(`/year-end?scope=${AREA}&period=2023`);
    expect(await page.getByRole('button', { name: '签署并关闭' }).isDisabled()).toBe(true);
    await task('reason domestic-computers').press('Enter');
    await page.locator('.list textarea').waitFor();
    await page.keyboard.type('预算下达晚，2024 年补齐。');
    await page.keyboard.press('Control+Enter');
    // The next one opens by itself.
    await page.getByRole('radio', { name: /^达成/ }).waitFor();
    for (let tabs = 0; tabs < 3; tabs += 1) await page.keyboard.press('Tab');
    await page.keyboard.type('接待全省现场观摩两次。');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: '签署 2023-12 零报告' }).waitFor();
    // The focus stands on its button once the item has opened.
    await page.getByRole('button', { name: '签署 2023-12 零报告' }).press('Enter');
    await task('month exam-security 2023-12').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '签署并关闭' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '签署并关闭' }).press('Enter');
    await page.getByRole('heading', { name: '已关闭' }).waitFor();
    expect(await page.locator('article').innerText()).toContain('第 1 版');
    expect(await page.locator('article').innerText()).toContain('预算下达晚，2024 年补齐。');

    // A computer of 2023 that is registered only now stands beside the form, not in it.
    await server.must([
      entry(
        'device.registered',
        { deviceId: 'D1', siteId: 'S1', category: 'computer', domestic: true },
        '2023-06-01T08:00:00',
      ),
      entry('device.commissioned', { deviceId: 'D1' }, '2023-06-01T09:00:00'),
    ]);
    await page.reload();
    const amendments = page.locator('.amendments');
    await amendments.waitFor();
    expect(await amendments.innerText()).toMatch(/№ 1 .* · 完成值\s+0\s+1/);
    await page.getByRole('button', { name: '退回重开' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('财政局退回');
    await page.getByRole('dialog').getByRole('button', { name: '退回重开' }).click();
    await page.getByRole('heading', { name: '已退回，待再次关闭' }).waitFor();
    await page.getByRole('button', { name: '签署并关闭' }).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: '签署并关闭' }).press('Enter');
    await page.getByRole('heading', { name: '已关闭' }).waitFor();

    // Both editions stand side by side in the history of the area's grant; the computer is in the second one only.
    const grant = {
      grantId: 'G1',
      number: '台财教〔2023〕36号',
      area: AREA,
      amountFen: 44_000_000,
      purposes: ['设备'],
    };
    await server.must([entry('grant.received', grant, '2023-07-01T08:00:00')]);
    await page.goto('/grants/G1/history');
    await page.locator('[data-edition="2023.2"]').waitFor();
    expect(await page.locator('[data-edition="2023.1"]').innerText()).toMatch(
      /第 1 版[\s\S]*admin 关闭[\s\S]*admin 退回：财政局退回/,
    );
    expect(await page.locator('[data-edition="2023.2"]').innerText()).toMatch(/第 2 版[\s\S]*现行版本/);
    const computers = page.locator('tr', { hasText: '信创' }).locator('td');
    expect(await computers.allInnerTexts()).toEqual(['0', '1', '0', '0']);
    expect(await axeFinds(page)).toEqual([]);
  });
});
