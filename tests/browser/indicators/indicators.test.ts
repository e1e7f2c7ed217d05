import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PageServer, axeFinds, logIn, openBrowser, startPageServer, visitor } from '../kit';
import { type Sent, seatId, world } from '../world';

const HOUR = 3_600_000;
let server: PageServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** The head of the ledger before the attestation that a reader of the past must not see. */
let before = 0;

const sent = (kind: string, body: Record<string, unknown>, at = Date.now()): Sent => ({
  id: randomUUID(),
  kind,
  at: new Date(at).toISOString(),
  body,
});
const year = new Date(Date.now() + 8 * HOUR).getUTCFullYear();
const attested = (grade: string, percent: number) =>
  sent('attestation.made', {
    scope: '440781',
    indicator: 'pilot-zone',
    period: String(year),
    grade,
    percent,
    statement: '已通过验收',
  });

beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  const entries = world({ sites: 2, seats: 4, now: Date.now(), days: 40 });
  await server.must(entries);
  before = entries.length;
  await server.must([attested('met', 92)]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
const open = async (look: Parameters<typeof visitor>[2] = {}) => {
  context = await visitor(browser, server.url, look);
  page = await context.newPage();
  page.setDefaultTimeout(12_000);
  await logIn(page);
};
beforeEach(() => open());
afterEach(() => context.close());

const row = (id: string) => page.locator(`tr[data-row="${id}"]`);
const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

describe('why the fault rate is what it is', () => {
  it('leads from the figure to its records, and from a record to its device, by keyboard', async () => {
    await page.getByRole('link', { name: '指标', exact: true }).press('Enter');
    await row('fault-rate').getByRole('button').press('Enter');
    await page.waitForURL(/row=fault-rate/);
    // The formula in words with the numbers put in, and who says so.
    await page.getByText(/停用时长 ÷（服务时长 − 未知时长）/).waitFor();
    await page.getByText('代入').waitFor();
    await page.getByText(/由台账计算，不由人填写/).waitFor();
    // The longest stretch of down time is the first record.
    const records = page.locator('tr[data-record]');
    await records.first().waitFor();
    const first = await records.first().textContent();
    expect(first).toContain('停用');
    const device = (await records.first().getAttribute('data-record'))!.split('|')[0]!;
    await records.first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === `/devices/${device}`);
    // The day of the record is in view.
    expect(new URL(page.url()).searchParams.get('w')).toBe('day');
    await page.getByText(device).first().waitFor();
  });

  it('shows months, bounds and what the target still allows', async () => {
    await page.goto('/indicators?row=fault-rate');
    await page.getByRole('img', { name: /本期走势/ }).waitFor();
    await page.getByText('按月列出').click();
    const months = page.locator('details tbody tr');
    const keys = await months.locator('th').allTextContents();
    expect(keys.at(0)).toBe(`${year}-01`);
    expect(keys).toHaveLength(new Date(Date.now() + 8 * HOUR).getUTCMonth() + 1);
    await page.getByText(/期末预测 [\d.]+%：按近 30 日的用量推到期末/).waitFor();
    await page.getByText(/期内准许 .*，余/).waitFor();
  });

  it('saves every record as a file', async () => {
    await page.goto('/indicators?row=timely-repair');
    const button = page.getByRole('button', { name: /导出 CSV/ });
    await button.waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
    const text = readFileSync(await file.path(), 'utf8');
    const total = Number(/全部 (\d+) 条/.exec((await button.textContent()) ?? '')?.[1]);
    expect(total).toBeGreaterThan(0);
    expect(text.trim().split('\r\n')).toHaveLength(total + 1);
    expect(text).toContain('判定');
  });

  it('follows what happens: a repair changes the row and its last month', async () => {
    await page.goto('/indicators?row=timely-repair');
    const value = row('timely-repair').locator('.value');
    await value.waitFor();
    const was = await value.textContent();
    await server.must([
      sent('fault.reported', {
        faultId: 'F-9000',
        deviceId: seatId(2, 2),
        impact: 'degraded',
        severity: 'minor',
        note: '演示故障',
      }),
      sent('fault.repaired', { faultId: 'F-9000' }),
    ]);
    await page.waitForFunction(
      ([selector, text]) => document.querySelector(selector!)?.textContent !== text,
      ['tr[data-row="timely-repair"] .value', was],
    );
  });
});

describe('what is computed, and what a person says', () => {
  it('is told in words', async () => {
    await page.goto('/indicators?row=pilot-zone');
    await page.getByText(/admin 于 \d{4}-\d\d-\d\d 认定：达成，92%。/).waitFor();
    await page.getByText('台账对此没有提示。').waitFor();
    await page.getByText('这一项由人认定，没有台账记录。').waitFor();
    await page.goto('/indicators?row=construction-on-time');
    await page.getByText(/还没有人认定/).waitFor();
  });
});

describe('what a figure was known to be on a past date', () => {
  it('is shown with what it is now', async () => {
    await page.goto('/indicators');
    await row('pilot-zone').getByText('92').waitFor();
    await page.getByText('当时', { exact: true }).click();
    await page.getByRole('textbox', { name: '时点或台账号' }).fill(`#${before}`);
    await page.keyboard.press('Enter');
    await page.getByText(/当时所知显示/).waitFor();
    await row('pilot-zone').getByText('现在 92%').waitFor();
    await row('pilot-zone').getByText('待认定').waitFor();
    await row('pilot-zone').getByRole('button').click();
    await page.getByText('当时 —，现在 92%').waitFor();
    await page.getByText(/还没有人认定/).waitFor();
    // A link leads a colleague to the same past.
    await page.reload();
    await page.getByText('当时 —，现在 92%').waitFor();
    await page.getByRole('button', { name: '回到现在' }).click();
    await page.getByText(/认定：达成，92%。/).waitFor();
  });
});

describe('its look', () => {
  it.each([
    ['light', 'zh-CN'],
    ['dark', 'zh-CN'],
    ['light', 'en'],
    ['dark', 'en'],
  ] as const)('axe finds nothing in %s, %s', async (theme, locale) => {
    await context.close();
    await open({ theme, locale });
    await page.goto('/indicators?row=fault-rate');
    await page.locator('tr[data-record]').first().waitFor();
    await page.locator('.chart svg').first().waitFor();
    expect(await axeFinds(page)).toEqual([]);
    expect(await overflow()).toBeLessThanOrEqual(0);
  });

  it('fits a phone', async () => {
    await context.close();
    await open({ width: 390, height: 844 });
    await page.goto('/indicators?row=fault-rate');
    await page.locator('tr[data-record]').first().waitFor();
    expect(await overflow()).toBeLessThanOrEqual(0);
    // The whole page in view: a row half under the bottom bar is scrolled to, axe would call it too small.
    await page.setViewportSize({ width: 390, height: 5000 });
    expect(await axeFinds(page)).toEqual([]);
    // A name beside a long target keeps at least half of the line: it stood as a column of single characters.
    const name = await row('exam-reform').locator('.name').boundingBox();
    expect(name!.width).toBeGreaterThan(140);
  });
});
