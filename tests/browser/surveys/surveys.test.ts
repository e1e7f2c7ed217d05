import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { enter, isSound, pick } from '../admin/kit';
import { type Look, PASSWORD, type PageServer, axeFinds, openBrowser, startPageServer } from '../kit';
import { AREA, entry } from '../year-end/world';

let server: PageServer;
let browser: Browser;
const contexts: BrowserContext[] = [];
const ADMIN = { name: 'admin', password: PASSWORD };

beforeAll(async () => {
  server = await startPageServer();
  const now = Date.now();
  await server.must([
    entry('site.registered', { siteId: 'S1', name: '演示考点07', area: AREA }, '2023-01-01T08:00:00'),
    entry(
      'survey.opened',
      {
        surveyId: 'Q1',
        siteId: 'S1',
        name: '英语听说模拟考试',
        groups: ['student', 'teacher'],
        from: new Date(now - 60_000).toISOString(),
        to: new Date(now + 86_400_000).toISOString(),
        slips: 30,
      },
      '2023-01-02T08:00:00',
    ),
  ]);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
afterEach(async () => {
  for (const one of contexts.splice(0)) await one.close();
});

async function open(path: string, look: Look = {}): Promise<Page> {
  const page = await enter(browser, server.url, ADMIN, path, look);
  contexts.push(page.context());
  return page;
}

/** The codes of the survey's slips, as they are printed. */
async function codes(): Promise<string[]> {
  const page = await open('/surveys/Q1/slips');
  await page.locator('.slip').nth(29).waitFor();
  return (await page.locator('.slip code').allInnerTexts()).map((text) => text.replaceAll('-', ''));
}

/** A student with a slip, without a script. */
async function student(
  look: { locale?: string; colorScheme?: 'light' | 'dark'; script?: boolean } = {},
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    javaScriptEnabled: look.script ?? false,
    locale: look.locale ?? 'zh-CN',
    colorScheme: look.colorScheme ?? 'light',
  });
  contexts.push(context);
  return context.newPage();
}

describe('a survey', { timeout: 180_000 }, () => {
  it('is answered on a phone without a script; the office sees it come in, and the slip is used up', async () => {
    const [slip] = await codes();
    const desk = await open(`/surveys?scope=${AREA}`);
    const students = desk.locator('[data-survey="Q1"] [data-group="student"]');
    await students.waitFor();
    expect(await students.innerText()).toContain('少于 35 份');
    const page = await student();
    await page.goto(`/s/Q1.${slip}`);
    expect(await page.locator('h1').innerText()).toBe('英语听说模拟考试');
    expect(await page.locator('input:checked').count()).toBe(0);
    for (const target of await page.locator('.boxes label, textarea, button').all()) {
      const box = await target.boundingBox();
      expect(box?.height).toBeGreaterThanOrEqual(48);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
    }
    await page.locator('label', { hasText: '学生' }).tap();
    await page.locator('#comment').fill('耳麦有杂音');
    await page.locator('button').tap();
    // One question has no answer: the text is kept, and the question is marked.
    await page.getByText('请选一项。').waitFor();
    expect(await page.locator('#comment').inputValue()).toBe('耳麦有杂音');
    await page.locator('label', { has: page.getByText('满意', { exact: true }) }).tap();
    await page.locator('button').tap();
    await page.locator('h1', { hasText: '收到了，谢谢' }).waitFor();
    expect(await page.context().cookies()).toEqual([]);
    await page.goto(`/s/Q1.${slip}`);
    expect(await page.locator('h1').innerText()).toBe('这个链接已经提交过');

    await students.getByText('1 ÷ 1 份').waitFor();
    // 1 of 1: z² = 3.8415, the low bound is 1 ÷ 4.8415 = 20.65 %, told down.
    expect(await students.innerText()).toMatch(/100%[\s\S]*20\.65 – 100%/);
    await desk.getByRole('button', { name: '看留言（1）' }).click();
    await desk.locator('.comments', { hasText: '耳麦有杂音' }).waitFor();
  });

  it('takes what came on paper, is opened and closed at the desk', async () => {
    const desk = await open(`/surveys?scope=${AREA}`);
    const card = desk.locator('[data-survey="Q1"]');
    await card.getByRole('button', { name: '登记纸质结果' }).click();
    const dialog = desk.getByRole('dialog').filter({ has: desk.locator('form') });
    await dialog.getByRole('radio', { name: '教师' }).check({ force: true });
    await dialog.getByRole('button', { name: '登记纸质结果' }).click();
    await dialog.getByText('份数是整数，至少有一份。').waitFor();
    await dialog.getByLabel('很满意（5 分）').fill('36');
    await dialog.getByLabel('一般（3 分）').fill('4');
    await dialog.getByRole('button', { name: '登记纸质结果' }).click();
    const teachers = card.locator('[data-group="teacher"]');
    await teachers.getByText('36 ÷ 40 份').waitFor();
    expect(await teachers.innerText()).toMatch(/90\.00%[\s\S]*其中纸质 40 份/);
    expect(await teachers.innerText()).not.toContain('少于');

    await desk.getByRole('button', { name: '发起调查' }).click();
    await dialog.getByLabel('标题').fill('年度满意度');
    await dialog.getByLabel('答卷条数').fill('5');
    await dialog.getByRole('button', { name: '发起调查' }).click();
    const made = desk.locator('.survey', { hasText: '年度满意度' });
    await made.waitFor();
    expect(await made.innerText()).toContain('5 张答卷条');
    await made.getByRole('button', { name: '结束调查' }).click();
    await dialog.getByRole('button', { name: '结束调查' }).click();
    await made.getByText('已结束').waitFor();
  });

  it('is sound in every look: the desk, the slips and the public page', async () => {
    await isSound(async (look) => {
      const page = await enter(browser, server.url, ADMIN, `/surveys?scope=${AREA}`, look);
      await page.locator('[data-survey="Q1"]').waitFor();
      return page;
    });
    await isSound(async (look) => {
      const page = await enter(browser, server.url, ADMIN, '/surveys/Q1/slips', look);
      await page.locator('.slip').nth(29).waitFor();
      return page;
    });
    const slip = (await codes())[29];
    for (const locale of ['zh-CN', 'en']) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await student({ locale, colorScheme, script: true });
        for (const path of [`/s/Q1.${slip}`, '/s/Q1', '/s/none']) {
          await page.goto(path);
          expect([path, locale, colorScheme, await axeFinds(page)]).toEqual([path, locale, colorScheme, []]);
          expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(390);
        }
      }
    }
  });

  it('an incident is reported and taken back beside the months', async () => {
    const desk = await open(`/year-end/attest?scope=${AREA}&period=2025&row=exam-security`);
    await desk.getByRole('button', { name: '登记安全事件' }).click();
    const dialog = desk.getByRole('dialog').filter({ has: desk.locator('form') });
    await pick(dialog, '考点', '演示考点07');
    await dialog.getByRole('radio', { name: /^Ⅱ 级/ }).check({ force: true });
    await dialog.getByLabel('发生时间').fill('2025-06-07 09:00');
    await dialog.getByLabel('经过').fill('试卷袋破损');
    await dialog.getByRole('button', { name: '登记安全事件' }).click();
    const line = desk.locator('.incidents li', { hasText: '试卷袋破损' });
    await line.waitFor();
    expect(await line.innerText()).toMatch(/Ⅱ 级 重大[\s\S]*演示考点07/);
    await desk.locator('.boxes li', { hasText: '6 月' }).getByText('Ⅰ、Ⅱ 级 1 起').waitFor();
    expect(await axeFinds(desk)).toEqual([]);
    await line.getByRole('button').click();
    await dialog.getByLabel('原因').fill('记错了学校');
    await dialog.getByRole('button', { name: '更正（作废）' }).click();
    await desk.getByText('这一年没有登记安全事件。').waitFor();
  });
});
