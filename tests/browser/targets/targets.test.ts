import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROWS } from '../../../shared/model/rows';
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
  const room = (roomId: string, siteId: string, seats: number) => [
    entry('room.registered', { roomId, siteId, name: roomId, origin: 'new', seats }, '2023-01-02'),
    entry('room.accepted', { roomId }, '2023-02-01'),
  ];
  // Two sites with 53 and 31 exam seats: 84 of a target of 100.
  await server.must([
    entry('site.registered', { siteId: 'S1', name: '第一中学', area: AREA }, '2023-01-01'),
    entry('site.registered', { siteId: 'S2', name: '第二中学', area: AREA }, '2023-01-01'),
    ...room('R1', 'S1', 53),
    ...room('R2', 'S2', 31),
    entry(
      'target.set',
      { scope: AREA, indicator: 'standard-seats', period: '2023', op: '>=', value: 100 },
      '2023-03-01',
    ),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function open(view = '', look: Look = {}, scope = AREA): Promise<Page> {
  const query = `scope=${scope}&period=2023${view ? `&view=${view}` : ''}`;
  const page = await enter(browser, server.url, ADMIN, `/targets?${query}`, look);
  await page.locator('main table, main .note').last().waitFor();
  return page;
}
const rowOf = (page: Page, id: string) => page.locator(`[data-row="${id}"]`);

describe('the targets of a scope', () => {
  it('say what is set, by whom, and what the figure was then; without its own a scope has none', async () => {
    const page = await open();
    const seats = rowOf(page, 'standard-seats');
    // Set in 2026 on what was known: 84 seats, of which the target is 100.
    await seats.getByText('84 考位').nth(1).waitFor();
    const text = await seats.innerText();
    expect(text).toContain('≥ 100 考位');
    expect(text).toContain('≥ 800 考位');
    expect(text).toMatch(/admin|管理员/i);
    expect(await rowOf(page, 'fault-rate').innerText()).toContain('无目标');
    await page.getByText('19 行没有目标').waitFor();
    await page.context().close();
    const site = await open('', {}, 'site:S1');
    await site.getByText('这个范围没有自己的目标').waitFor();
    expect(await rowOf(site, 'standard-seats').innerText()).toContain('无目标');
    await site.context().close();
  }, 60_000);

  it('are typed, shown with what they change, and saved in one batch by the keyboard', async () => {
    const page = await open();
    const rooms = page.getByLabel('新建考场数 的新目标（间）');
    await rooms.fill('2.5');
    await page.getByText('请填不小于 0 的整数。').waitFor();
    expect(await page.getByRole('button', { name: /保存/ }).isDisabled()).toBe(true);
    await rooms.fill('2');
    await page.getByLabel('系统上线运行稳定可靠率 的新目标（%）').fill('2');
    // Two rooms were accepted in 2023: the row is met.
    await page.locator('section.effect').getByText('达成').first().waitFor();
    await page.getByRole('button', { name: '保存 2 项目标' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('无目标 → ≥ 2 间').waitFor();
    await dialog.getByText('无目标 → 故障率 ≤ 2%').waitFor();
    await dialog.getByRole('button', { name: '保存 2 项目标' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(/已入账 2 条/).waitFor();
    await rowOf(page, 'rooms-built').getByText('≥ 2 间').waitFor();
    // It is changed once more: both changes are told.
    await rooms.fill('3');
    await page.getByRole('button', { name: '保存 1 项目标' }).click();
    await dialog.getByText('≥ 2 间 → ≥ 3 间').waitFor();
    await dialog.getByRole('button', { name: '保存 1 项目标' }).click();
    await page.getByRole('button', { name: '新建考场数：目标变更 2 次' }).click();
    await page.getByText('首次设为 ≥ 2 间').waitFor();
    await page
      .getByText(/当时数值 2 间/)
      .first()
      .waitFor();
    await page.context().close();
  }, 60_000);
});

describe('the decomposition', () => {
  it('proposes shares by seats whose sum is exact, takes them by hand, and saves them as targets', async () => {
    const page = await open('split');
    const first = page.getByLabel('第一中学：标准化考场');
    const second = page.getByLabel('第二中学：标准化考场');
    // 100 × 53 ÷ 84 = 63.09, 100 × 31 ÷ 84 = 36.90 → 63 + 37.
    await expect.poll(() => first.inputValue()).toBe('63');
    expect(await second.inputValue()).toBe('37');
    await first.fill('60');
    await page.getByText('标准化考场：合计 97，本级目标 100').waitFor();
    expect(await page.getByRole('button', { name: /条目标/ }).isDisabled()).toBe(true);
    await second.fill('40');
    await page.getByRole('button', { name: /设定 \d+ 条目标/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('第一中学：标准化考场').waitFor();
    await dialog.getByRole('button', { name: /条目标/ }).click();
    await page.getByText(/已入账 \d+ 条/).waitFor();
    await page.context().close();
    const site = await open('', {}, 'site:S1');
    await rowOf(site, 'standard-seats').getByText('≥ 60 考位').waitFor();
    await site.context().close();
  }, 60_000);

  it('by hand takes shares, and says where money gives none', async () => {
    const page = await open('split');
    await page.locator('main').getByText('资金', { exact: true }).click();
    await page.getByText('资金下达到县（市、区）').waitFor();
    await page.getByText('手工', { exact: true }).click();
    await page.getByLabel('第一中学 的份额').fill('3');
    // 3 : 1 of 100.
    await expect.poll(() => page.getByLabel('第二中学：标准化考场').inputValue()).toBe('25');
    await page.context().close();
  }, 60_000);
});

describe('the weights', () => {
  it('must add up to 90; what rows without target weigh is spread as a proposal', async () => {
    const page = await open('weights');
    await page.getByText('合计 90.00，正好。').waitFor();
    const seats = page.getByLabel('标准化考场 的权重');
    await seats.fill('5');
    await page.getByText('合计 91.00，多 1.00。').waitFor();
    await page.getByRole('button', { name: '把无目标行的权重分给其他行' }).click();
    // Targets: rows 2 (5), 5 (4) and 12 (6): 90 × 5 ÷ 15, × 4 ÷ 15, × 6 ÷ 15.
    expect(await seats.inputValue()).toBe('30');
    expect(await page.getByLabel('新建考场数 的权重').inputValue()).toBe('24');
    expect(await page.getByLabel('系统上线运行稳定可靠率 的权重').inputValue()).toBe('36');
    expect(await page.getByLabel('学生满意度 的权重').inputValue()).toBe('0');
    await page.getByRole('button', { name: '保存权重' }).click();
    await page.getByRole('dialog').getByText('4.00 → 30.00').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '保存权重' }).click();
    await page.getByText(/已入账 1 条/).waitFor();
    const answer = await page.request.get(`/api/indicators?scope=${AREA}&period=2023`);
    const { rows, score } = (await answer.json()) as {
      rows: { id: string; weight: number }[];
      score: { total: number } | null;
    };
    expect(rows.filter(({ weight }) => weight > 0).map(({ id, weight }) => [id, weight])).toEqual([
      ['standard-seats', 30],
      ['rooms-built', 24],
      ['fault-rate', 36],
    ]);
    expect(rows.length).toBe(ROWS.length);
    expect(score).not.toBeNull();
    await page.context().close();
  }, 60_000);
});

describe('the grouping', () => {
  it('shows which rows it moves, and is a setting', async () => {
    const page = await open('grouping');
    const moved = page.getByRole('region', { name: '两种分组不同的行' });
    expect(await moved.locator('tbody tr').count()).toBe(6);
    await page.getByText('按原表', { exact: true }).first().click();
    await page.getByRole('button', { name: '改用“按原表”' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '改用“按原表”' }).click();
    await page.getByText(/已入账 1 条/).waitFor();
    await page.locator('.choice b').getByText('按原表').waitFor();
    await page.context().close();
  }, 60_000);
});

describe('every view', () => {
  for (const view of ['', 'split', 'weights', 'grouping']) {
    it(`is sound in both languages and themes and on a phone: ${view || 'targets'}`, async () => {
      await isSound((look) => open(view, look));
    }, 120_000);
  }
});
