import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PageServer, logIn, openBrowser, startPageServer, visitor } from '../kit';
import { seatId, world } from '../world';

const now = Date.now();
const HOUR = 3_600_000;

let server: PageServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  await server.must(world({ sites: 1, seats: 9, now, days: 30 }));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
beforeEach(async () => {
  context = await visitor(browser, server.url);
  page = await context.newPage();
  await logIn(page);
});
afterEach(() => context.close());

let seat = 3;
/** A fault of a device of its own, so many hours ago. */
async function reported(severity: string, hours: number): Promise<string> {
  const faultId = `F-${randomUUID().slice(0, 6)}`;
  const at = new Date(now - hours * HOUR).toISOString();
  const body = { faultId, deviceId: seatId(1, seat++), impact: 'down', severity, note: '不能开机' };
  await server.must([{ id: randomUUID(), kind: 'fault.reported', at, body }]);
  return faultId;
}
const open = async (id: string) => {
  await page.goto(`/faults/${id}`);
  await page.locator('[data-move]').first().waitFor();
};
const button = (name: string) => page.getByRole('button', { name, exact: true });
const moves = () => page.locator('[data-move]').evaluateAll((all) => all.map((one) => one.getAttribute('data-move')));

describe('the story of a fault', () => {
  it('tells a regrade: the move with its arithmetic, and the low bound that does not forget the grade', async () => {
    // Major, 25 h ago: an hour late. Regraded to minor it is due 72 h after the report, 47 h from now.
    const id = await reported('major', 25);
    await open(id);
    expect(await page.getByText(/已超 01:0/).count()).toBe(1);
    await button('改级…').click();
    await page.getByText('下界仍按曾有的最高等级判定').waitFor();
    await page.getByRole('radio', { name: '一般' }).check({ force: true });
    await page.getByRole('dialog').getByRole('button', { name: '改级' }).click();
    await page.locator('[data-move="regraded"]').waitFor();
    expect(await moves()).toEqual(['reported', 'regraded']);
    const row = await page.locator('[data-move="regraded"]').innerText();
    expect(row).toContain('改级，较大改一般');
    expect(row).toContain('限 24 小时 改 72 小时，后移 48:00');
    expect(await page.getByText('一般，曾为较大').count()).toBe(1);
    const verdicts = await page.getByRole('region', { name: '判定' }).innerText();
    expect(verdicts).toContain('余 46:5');
    expect(verdicts).toContain('曾定较大，按它期限');
  });

  it('tells a pause that ended, and what was said of it, with both times of a late record', async () => {
    const id = await reported('critical', 3);
    await open(id);
    await button('暂停…').click();
    await page.getByRole('dialog').getByRole('textbox').fill('等主板');
    await page.getByRole('dialog').getByRole('button', { name: '暂停计时' }).click();
    await page.locator('[data-move="paused"]').waitFor();
    expect(await page.locator('[data-move="paused"]').innerText()).toContain('停表，没有期限');
    await button('恢复计时').click();
    await page.locator('[data-move="resumed"]').waitFor();
    expect(await moves()).toEqual(['reported', 'resumed']);
    expect(await page.getByText('暂停计时：等主板').count()).toBe(1);
    // The report was recorded three hours late: it stands twice.
    expect(await page.getByText('当时未入账').count()).toBe(1);
    expect(await page.getByText(/入账：.*迟 3 小时/).count()).toBe(1);
  });

  it('is gone through by keys, which marks the step beside', async () => {
    const id = await reported('major', 1);
    await open(id);
    await page.getByRole('group', { name: /期限移动图/ }).focus();
    await page.keyboard.press('ArrowRight');
    await page.locator('[aria-current="step"]').first().waitFor();
    expect(await page.locator('.move.marked').count()).toBe(1);
  });

  it('offers no step to whoever repaired it, and says so; nothing of a fault that is not there', async () => {
    const id = await reported('major', 1);
    await open(id);
    await button('登记已修复…').click();
    await page.getByRole('dialog').getByRole('button', { name: '登记已修复' }).click();
    await page.getByText('由您修复，须由别人复核。').waitFor();
    expect(await button('复核通过…').count()).toBe(0);
    await page.goto('/faults/F-NONE');
    await page.getByText('没有找到这宗故障').waitFor();
  });
});

describe('the work order of a fault', () => {
  it('is one A4 page', async () => {
    const id = await reported('major', 2);
    await page.goto(`/faults/${id}/print`);
    await page.locator('article.sheet').waitFor();
    expect(await page.locator('article.sheet').innerText()).toContain('不能开机');
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox\s*\[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/);
  });
});
