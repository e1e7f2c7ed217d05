import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ReadinessThen } from '../../../shared/contract/http';
import { roomReadiness } from '../../helpers/readiness';
import { enter, isSound } from '../admin/kit';
import { type Look, PASSWORD, type PageServer, openBrowser, startPageServer } from '../kit';
import { DAY, HOUR, examWorld, sent } from './kit';

let server: PageServer;
let browser: Browser;
let context: BrowserContext | undefined;
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

async function open(path = '/exams/N1/readiness', look: Look = {}, shown: string | null = 'S2-1'): Promise<Page> {
  const page = await enter(browser, server.url, ADMIN, path, look);
  context = page.context();
  if (shown !== null) await room(page, shown).waitFor();
  return page;
}
const room = (page: Page, id: string) => page.locator(`[data-room="${id}"]`);

describe('the readiness of a session', () => {
  it('shows the rooms of all its sites with the four conditions and the verdict, what is overdue apart', async () => {
    const page = await open();
    expect(await page.locator('tbody tr').count()).toBe(3);
    const text = async (id: string) => (await room(page, id).innerText()).replaceAll(/\s+/g, ' ');
    expect(await text('S1-1')).toContain('演示考点01 第 1 考场 已验收 摄像头 不足 1 ≥ 1');
    expect(await text('S1-1')).toContain('差 1 项');
    expect(await text('S1-2')).toContain('1 / 1 1 ≥ 1 没有巡检 差 1 项');
    expect(await text('S2-1')).toMatch(/1 \/ 1 1 ≥ 1 .* 就绪 无/);
    await page.getByText('2 考点，3 考场，3 人').waitFor();
  });

  it('says what a room lacks and which spare could serve, its own site first', async () => {
    const page = await open();
    await room(page, 'S1-1').getByRole('button', { name: '演示考点01 第 1 考场' }).click();
    const panel = page.getByRole('complementary');
    await panel.locator('[data-spare]').first().waitFor();
    expect(await panel.locator('[data-spare]').allInnerTexts()).toEqual([
      expect.stringMatching(/S1-SPARE\s+本考点/),
      expect.stringMatching(/S2-SPARE\s+演示考点02，状态未知，要先查/),
    ]);
    expect(await panel.innerText()).toContain('S1-1-CAM');
    // Due 24 h after its report, 23.5 h from now; in a sitting that begins in 20 h a major fault has 30 minutes.
    const { items } = await (await page.request.get('/api/exams?scope=site:S1&limit=1000')).json();
    const begins = Date.parse(items.find(({ id }: { id: string }) => id === 'N1').from);
    const local = (at: number) => new Date(at + 8 * HOUR).toISOString().slice(11, 16);
    const moved = await panel.locator('[data-at-start="F-1"]').innerText();
    expect(moved).toContain(`${local(begins + 3.5 * HOUR)} → `);
    expect(moved).toMatch(new RegExp(`${local(begins + HOUR / 2)}$`));
    await page.keyboard.press('Escape');
    expect(new URL(page.url()).searchParams.get('room')).toBeNull();
  });

  it('has nothing that axe finds, runs over nowhere, and can be hit by a thumb', { timeout: 120_000 }, async () => {
    await isSound((look) => open('/exams/N1/readiness?room=S1-1', look));
  });

  it(
    'keeps what was known 7 days before, with its ledger number, and shows what changed since',
    { timeout: 120_000 },
    async () => {
      // The moment comes while the page is open: seven days before a sitting that begins in seven days and some seconds.
      const from = Date.now() + 7 * DAY + 8_000;
      const rooms = ['S1-2', 'S1-1'].map((roomId) => ({ roomId, placed: 1 }));
      const times = { from: new Date(from).toISOString(), to: new Date(from + HOUR).toISOString() };
      await server.must([
        sent('exam.scheduled', { sittingId: 'W1', exam: '周前考试', siteId: 'S1', rooms, ...times }, Date.now()),
      ]);
      const page = await open('/exams/W1/readiness', {}, 'S1-2');
      const step = (name: string) => page.locator(`[data-step="${name}"]`);
      await step('t7')
        .getByText(/台账 #/)
        .waitFor();
      expect((await step('t1').innerText()).replaceAll(/\s+/g, ' ')).toMatch(/^考前 1 天 .* 起$/);
      expect(await step('t1').getByRole('radio').isDisabled()).toBe(true);
      expect(await step('t7').innerText()).toContain('就绪 1 / 2');
      await server.must([sent('status.observed', { deviceId: 'S1-2-CAM', status: 'down' }, Date.now())]);
      await step('t7').getByText('1 间变差').waitFor();
      expect(await room(page, 'S1-2').innerText()).toContain('比考前 7 天差');

      // A choice by keyboard, as radio buttons are made.
      await step('now').getByRole('radio').focus();
      await page.keyboard.press('ArrowRight');
      await page.getByText(/前所知，此后不变/).waitFor();
      const text = async (id: string) => (await room(page, id).innerText()).replaceAll(/\s+/g, ' ');
      expect(await text('S1-2')).toMatch(/第 2 考场 就绪 — 差 1 项 ↓ 变差/);
      expect(await text('S1-1')).toMatch(/第 1 考场 差 1 项 .*摄像头.* 差 1 项 没变/);
      expect(new URL(page.url()).searchParams.get('at')).toBe('t7');
      await context?.close();
      await isSound((look) => open('/exams/W1/readiness?at=t7&room=S1-2', look, 'S1-2'));
    },
  );

  it('says that a sitting was not scheduled then, and what changed in a room since yesterday', async () => {
    // N1 begins in 20 hours and was recorded a moment ago: 7 days and 1 day before it nothing was known.
    const page = await open('/exams/N1/readiness?at=t1&room=S1-1', {}, null);
    await page.getByText('那时还没有这场考试。').first().waitFor();
    const panel = page.getByRole('complementary');
    await panel.getByText(/^自昨日 \d\d:00 的变化/).waitFor();
    expect(await panel.innerText()).toContain('那时还没有这场考试。');
  });

  it('tells what a room lacks and lacks no more since yesterday', async () => {
    const page = await open();
    // No ledger of this test is a day old: yesterday's answer is put in its place, too few seats and a camera that works.
    const isYesterday = (url: URL) => url.searchParams.get('asOf')?.endsWith(':00:00.000Z') === true;
    await page.route(isYesterday, async (route) => {
      const body = (await (await route.fetch()).json()) as ReadinessThen;
      const rooms = [roomReadiness('S1-1', 1, ['too-few-seats'])];
      await route.fulfill({ json: { ...body, sittings: [{ id: 'N1', rooms }] } satisfies ReadinessThen });
    });
    await room(page, 'S1-1').getByRole('button').first().click();
    const changes = page.locator('[data-changes] li');
    await changes.first().waitFor();
    const told = await changes.allInnerTexts();
    expect(told.map((text) => text.trim())).toEqual(['新出现：摄像头不能用', '已解除：可用考位不够']);
  });

  it('is signed by keyboard; a later change flags the signature and does not erase it', async () => {
    const page = await open();
    await page.getByRole('button', { name: '签署就绪：演示考点02 第 1 考场' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: '签署就绪' });
    await dialog.getByLabel('备注').fill('都看过');
    await page.keyboard.press('Enter');
    await page.getByText(/^已签 #/).waitFor();
    const signature = room(page, 'S2-1').locator('.signed');
    await signature.waitFor();
    expect(await signature.innerText()).toMatch(/admin \d\d:\d\d/);
    await server.must([sent('status.observed', { deviceId: 'S2-1-CAM', status: 'down' }, Date.now())]);
    await room(page, 'S2-1').locator('.changed').waitFor();
    expect(await room(page, 'S2-1').innerText()).toContain('差 1 项');
    await room(page, 'S2-1').getByRole('button').first().click();
    await page.getByText(/^签于 #\d+/).waitFor();
  });
});
