import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enter, isSound, pick } from '../admin/kit';
import { type Look, PASSWORD, type PageServer, openBrowser, startPageServer } from '../kit';
import { AREA, daysAfter, laterYear, nextSaturday, planWorld, reader, yearOf } from './world';

const HOUR = 3_600_000;
/** Several forms one after the other. */
const LONG = { timeout: 120_000 };
const ADMIN = { name: 'admin', password: PASSWORD };
const now = Date.now();
const saturday = nextSaturday(now);
const year = yearOf(now);
const later = laterYear(now);
let server: PageServer;
let browser: Browser;
let read: <T>(path: string) => Promise<T>;
const plain = (text: string) => text.replaceAll('\u202f', ' ').replaceAll(/\s+/g, ' ').trim();

beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  await server.must(planWorld(now));
  read = await reader(server, PASSWORD);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const open = (path: string, look: Look = {}) => enter(browser, server.url, ADMIN, path, look);

interface Indicators {
  rows: { id: string; budget?: { plannedMs: number; allowedMs: number } }[];
}
async function budgetOf(scope: string, of: number) {
  const { rows } = await read<Indicators>(`/api/indicators?scope=${scope}&period=${of}`);
  return rows.find(({ id }) => id === 'fault-rate')!.budget!;
}

describe('service hours by pages', LONG, () => {
  it('a first schedule with school holidays, by keyboard and typed times, as the API has it', async () => {
    const page = await open('/sites/S1/hours');
    await page.getByText('第一份服务时间，从考点开始时生效').waitFor();
    await page.getByRole('checkbox', { name: '全天服务' }).press('Space');
    const next = page.getByRole('button', { name: '下一年' });
    for (let at = year; at < later; at += 1) await next.press('Enter');
    await page.getByText(`${later} 还没有例外`).waitFor();

    // Monday: half an hour later as a whole, then its end half an hour earlier: 08:00–22:00.
    await page.getByRole('button', { name: '周一 07:30 到 22:00' }).press('ArrowDown');
    await page.getByRole('button', { name: '周一 08:00 到 22:30' }).press('Shift+ArrowUp');
    await page.getByRole('button', { name: '周一 08:00 到 22:00' }).waitFor();
    for (const day of ['周六', '周日']) {
      const field = page.getByRole('textbox', { name: day });
      await field.fill('8:00-18:00');
      await field.press('Enter');
    }
    // What no window is, is said and not taken.
    const sunday = page.getByRole('textbox', { name: '周日' });
    await sunday.fill('22:00-02:00');
    await sunday.press('Enter');
    await page.getByText('请写成 07:30-12:00').waitFor();
    await sunday.fill('8-18');
    await sunday.press('Enter');

    // Holidays are offered; only what is ticked is taken.
    await page.getByRole('button', { name: `${later} 年放假与寒暑假…` }).click();
    const offer = page.getByRole('dialog');
    await offer.getByText(/^\s*暑假/).click();
    await offer.getByRole('button', { name: '加入 1 条' }).click();
    await page.locator(`[data-exception="${later}-07-13"]`).waitFor();
    expect(await page.locator('[data-exception]').count()).toBe(1);

    // An exception over another: both rows say so, and nothing is saved.
    await page.getByRole('button', { name: '例外', exact: true }).click();
    const added = page.locator(`[data-exception="${later}-12-31"]`);
    await added.getByLabel(/第一天/).fill(`${later}-08-01`);
    await added.getByLabel(/第一天/).press('Enter');
    await expect.poll(() => page.getByText('与另一条例外重叠。').count()).toBe(2);
    await page.locator(`[data-exception="${later}-08-01"]`).getByRole('button', { name: /去掉/ }).click();

    await page.keyboard.press('Control+s');
    await page.getByText(/^已保存/).waitFor();
    const { items } = await read<{ items: { schedule: unknown }[] }>('/api/schedules?scope=site:S1');
    expect(items[0]!.schedule).toEqual({
      weekly: [
        { days: [1], from: '08:00', to: '22:00' },
        { days: [2, 3, 4, 5], from: '07:30', to: '22:00' },
        { days: [6, 7], from: '08:00', to: '18:00' },
      ],
      except: [{ from: `${later}-07-13`, to: `${later}-09-01`, windows: [] }],
    });

    // The page's figures of the next year are the server's: three devices.
    const budget = await budgetOf('site:S1', later);
    const text = async (of: string) => plain(await page.locator(of).innerText()).replaceAll(/(\d) (\d)/g, '$1$2');
    await expect.poll(async () => Number(await text('[data-hours]')) * 3 * HOUR).toBe(budget.plannedMs);
    const allowed = Math.floor((budget.allowedMs / HOUR) * 100) / 100;
    expect(await text('[data-allowed]')).toBe(`${allowed} 设备时`);
    await page.getByText(/admin 设置/).waitFor();
    await page.context().close();
  });

  it('shows what another site would change before it takes the draft over', async () => {
    const page = await open('/sites/S1/hours');
    const field = page.getByRole('textbox', { name: '周日' });
    await field.fill('');
    await field.press('Enter');
    await page.getByText(/同样用于其他 1 个考点/).click();
    await page.getByText(/周一、周二.*不同.*加 1 条/).waitFor();
    await page.locator('.sites label').filter({ hasText: '演示考点02' }).click();
    await page.getByRole('button', { name: '保存到 2 个考点' }).click();
    await page.getByText(/^已保存 #.*，#/).waitFor();
    const { items } = await read<{ items: { id: string; schedule: unknown }[] }>(`/api/schedules?scope=${AREA}`);
    expect(items).toHaveLength(2);
    const [one, two] = items.map(({ schedule }) => JSON.stringify(schedule));
    expect(one).toBe(two);
    await page.context().close();
  });
});

async function fillRule(page: Page): Promise<void> {
  const panel = page.getByRole('region', { name: '新维护窗口' });
  await panel.getByText('每周', { exact: true }).click();
  await pick(panel, '考场', '第 1 考场');
  await panel.getByText('在用设备 2 台').waitFor();
  await pick(panel, '星期', '周六');
  await panel.getByLabel('从', { exact: true }).fill(saturday);
  await panel.getByLabel('到', { exact: true }).fill(daysAfter(saturday, 21));
  await panel.getByLabel('开始时刻').fill('08:00');
  await panel.getByLabel('结束时刻').fill('12:00');
}

describe('maintenance by pages', LONG, () => {
  it('a weekly rule becomes single windows; the one over an exam is refused, the others are recorded', async () => {
    const before = [await budgetOf(AREA, year), await budgetOf(AREA, year + 1)];
    const page = await open(`/plans?scope=${AREA}`);
    await page.getByRole('button', { name: '新窗口' }).click();
    await fillRule(page);
    const panel = page.getByRole('region', { name: '新维护窗口' });
    await panel.getByText('成为 4 个单独窗口，各自可取消').waitFor();
    const first = panel.locator(`[data-window="${saturday}"]`);
    await first.getByText('不能排：这时有考试').waitFor();
    await first.getByText(/英语听说模拟 .* 09:00 – 11:30/).waitFor();
    // The exam takes 09:00–11:30: four hours begin at 05:00 or at 11:30, and 05:00 is nearer to 08:00.
    await first.getByText(/最近的空档 .* 05:00 – 09:00/).waitFor();
    // Two computers, 08:00–12:00 within Saturday's 08:00–18:00.
    expect(await panel.getByText('减 8 设备时').count()).toBe(3);

    // Without a reason nothing is sent.
    await panel.getByRole('button', { name: '登记 3 个窗口' }).click();
    await panel.getByText('请填写事由。').waitFor();
    await panel.getByLabel('事由').fill('系统补丁、除尘');
    await panel.getByLabel('事由').press('Enter');
    await page
      .getByText(/^已登记 #.*#.*#/)
      .first()
      .waitFor();
    const { items } = await read<{ items: { scope: string; from: string }[] }>(
      `/api/maintenances?scope=${AREA}&sort=from`,
    );
    expect(items.map(({ scope, from }) => [scope, Date.parse(from)])).toEqual(
      [7, 14, 21].map((days) => ['room:R1', Date.parse(`${daysAfter(saturday, days)}T08:00:00+08:00`)]),
    );
    // What the page said goes out of the service time that the server plans.
    const after = [await budgetOf(AREA, year), await budgetOf(AREA, year + 1)];
    const planned = (of: { plannedMs: number }[]) => of.reduce((sum, { plannedMs }) => sum + plannedMs, 0);
    expect(planned(before) - planned(after)).toBe(3 * 8 * HOUR);
    await page.context().close();
  });

  it('is cancelled from its list, and says who planned it, when and why', async () => {
    const page = await open(`/plans?scope=${AREA}&view=list`);
    await page.locator('[data-maintenance]').first().getByRole('button').click();
    const window = page.getByRole('region', { name: '维护窗口' });
    await window.getByText('系统补丁、除尘').waitFor();
    await window.getByText('admin 登记').waitFor();
    await window.getByRole('button', { name: '取消窗口' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '取消窗口' }).click();
    await window.getByText('admin 取消').waitFor();
    await expect.poll(() => page.locator('[data-maintenance]').first().innerText()).toContain('已取消');
    await page.context().close();
  });

  it('is drawn on an opened day, moved off an exam with one click, and the lanes go by arrow keys', async () => {
    const page = await open(`/plans?scope=${AREA}&from=${saturday}`);
    await page.getByRole('button', { name: new RegExp(`^展开 ${saturday}`) }).click();
    const lane = page.locator('[data-scope="site:S1"]');
    await lane.locator('.name').focus();
    await page.keyboard.press('Enter');
    await page.locator('[data-scope="room:R1"]').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^维护 第 1 考场/);

    const day = page.locator('[data-scope="room:R1"] .cell.opened');
    const box = (await day.boundingBox())!;
    // 10:00 to 12:00 of the day.
    const x = (hour: number) => box.x + (box.width * hour) / 24 + 1;
    await page.mouse.move(x(10), box.y + box.height - 3);
    await page.mouse.down();
    await page.mouse.move(x(11), box.y + box.height - 3);
    await page.mouse.move(x(11.8), box.y + box.height - 3);
    await page.mouse.up();
    const panel = page.getByRole('region', { name: '新维护窗口' });
    expect(await panel.getByLabel('开始时刻').inputValue()).toBe('10:00');
    expect(await panel.getByLabel('结束时刻').inputValue()).toBe('12:00');
    // Two hours: 11:30 begins 1.5 h later, 07:00 three hours earlier.
    await panel.getByRole('button', { name: /^改到 .* 11:30 – 13:30$/ }).click();
    await panel.getByText('减 4 设备时').waitFor();
    await panel.getByLabel('事由').press('Escape');
    await panel.waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('keeps what was typed when the server does not answer, and records once', async () => {
    const page = await open(`/plans?scope=${AREA}`);
    await page.getByRole('button', { name: '新窗口' }).click();
    const panel = page.getByRole('region', { name: '新维护窗口' });
    await pick(panel, '考点', '演示考点02');
    await panel.getByLabel('事由').fill('换电源');
    let lost = 0;
    await page.route('**/api/entries', async (route) => {
      // The entry is recorded, and its answer is lost.
      await route.fetch();
      lost += 1;
      await route.abort();
    });
    await panel.getByRole('button', { name: '登记窗口' }).click();
    await panel.getByText('在知道结果以前，内容不能再改。').waitFor();
    expect(await panel.getByLabel('事由').inputValue()).toBe('换电源');
    await page.unroute('**/api/entries');
    await panel.getByRole('button', { name: '再发一次' }).click();
    await panel.waitFor({ state: 'detached' });
    expect(lost).toBe(1);
    const { items } = await read<{ items: unknown[] }>('/api/maintenances?scope=site:S2');
    expect(items).toHaveLength(1);
    await page.context().close();
  });

  it('goes over an exam with a reason that is signed and stays visible; the exam stays service time', async () => {
    const planned = async () => (await budgetOf(AREA, yearOf(Date.parse(saturday)))).plannedMs;
    const before = await planned();
    const page = await open(`/plans?scope=${AREA}`);
    await page.getByRole('button', { name: '新窗口' }).click();
    const panel = page.getByRole('region', { name: '新维护窗口' });
    await pick(panel, '考场', '第 1 考场');
    await panel.getByLabel('开始日期').fill(saturday);
    await panel.getByLabel('结束日期').fill(saturday);
    await panel.getByLabel('开始时刻').fill('08:00');
    await panel.getByLabel('结束时刻').fill('12:00');
    await panel.getByLabel('事由').fill('换交换机');
    await panel.getByText('不能排：这时有考试').waitFor();
    expect(await panel.locator('.submit').isDisabled()).toBe(true);
    await panel.getByLabel('仍要维护的理由').fill('交换机已坏，考前必须更换');
    await panel.getByText(/^签字越过场次 英语/).waitFor();
    // Two computers, 08:00–12:00 without the exam's 09:00–11:30.
    await panel.getByText('减 3 设备时').waitFor();
    await panel.getByRole('button', { name: '登记窗口' }).click();
    await panel.waitFor({ state: 'detached' });
    expect(before - (await planned())).toBe(3 * HOUR);
    const { items } = await read<{ items: { id: string; override?: string }[] }>(`/api/maintenances?scope=room:R1`);
    const [signed] = items.filter(({ override }) => override !== undefined);
    // A paper, as every reason is.
    expect(signed!.override).toMatch(/^sha256:/);
    await page.goto(`/plans?scope=${AREA}&view=list`);
    await page.locator(`[data-maintenance="${signed!.id}"]`).getByRole('button').click();
    await page.locator('[data-override]').getByText('交换机已坏，考前必须更换').waitFor();
    await page.context().close();
  });
});

/** Scrolls until neither the bar above nor the rail below leaves a sliver of a button in sight: axe takes it for small. */
const withoutSlivers = (page: Page) =>
  page.evaluate(() => {
    const rail = document.querySelector('.rail')!.getBoundingClientRect().top;
    const isSliver = (one: Element) => {
      const { top, bottom } = one.getBoundingClientRect();
      const below = top < rail && bottom > rail && rail - top < 24;
      return below || (top < 48 && bottom > 48 && bottom - 48 < 24);
    };
    const controls = [...document.querySelectorAll('main button, main a, main input')];
    for (let y = 0; y < 200 && innerWidth < 600 && controls.some(isSliver); y += 4) scrollTo(0, y);
  });

describe('the three pages', LONG, () => {
  for (const path of [
    `/plans?scope=${AREA}`,
    `/plans?scope=${AREA}&view=list`,
    '/sites/S1/hours',
    `/rules?scope=${AREA}`,
  ]) {
    it(`are sound: ${path}`, () =>
      isSound(async (look) => {
        const page = await open(path, look);
        await page.locator('.lane, [data-maintenance], .typed, [data-limits]').first().waitFor();
        await withoutSlivers(page);
        return page;
      }));
  }

  it('the form is sound too', () =>
    isSound(async (look) => {
      const page = await open(`/plans?scope=${AREA}`, look);
      await page.locator('.new').click();
      await page.locator('.panel .covered').waitFor();
      return page;
    }));
});
