import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PageServer, axeFinds, openBrowser, startPageServer } from '../kit';
import { openWall, sent, wallVisitor } from './kit';

/** 130 sites in seven counties of one city, a camera each; some of them in trouble. */
const COUNTIES = ['440703', '440704', '440705', '440781', '440783', '440784', '440785'];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = Date.now();
const id = (n: number) => String(n).padStart(3, '0');

let server: PageServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  const sites = Array.from({ length: 130 }, (_, n) => n + 1);
  await server.must(
    sites.flatMap((n) => [
      sent('site.registered', { siteId: `K${id(n)}`, name: `演示考点${id(n)}`, area: COUNTIES[n % 7]! }, now - 3 * DAY),
      sent(
        'device.registered',
        { deviceId: `D${id(n)}`, siteId: `K${id(n)}`, category: 'camera', label: `摄像头 ${n}` },
        now - 3 * DAY,
      ),
      sent('device.commissioned', { deviceId: `D${id(n)}` }, now - 2 * DAY),
    ]),
  );
  const report = (n: number, severity: string, ago: number) =>
    sent('fault.reported', { faultId: `F${n}`, deviceId: `D${id(n)}`, impact: 'down', severity }, now - ago);
  await server.must([
    // Over its deadline by an hour: a critical one has four hours.
    report(71, 'critical', 5 * HOUR),
    report(9, 'critical', 3 * HOUR),
    ...[20, 30, 40, 50, 60, 70, 80, 90].map((n) => report(n, 'minor', HOUR)),
    sent('status.observed', { deviceId: 'D061', status: 'unknown' }, now - HOUR),
    sent('status.observed', { deviceId: 'D018', status: 'degraded' }, now - HOUR),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe('the wall of 130 sites', () => {
  it('has the troubled first, the overdue one large, and every site in its place', async () => {
    const context = await wallVisitor(browser, server);
    const page = await openWall(context, '/wall?scope=440700');
    await page.locator('.tile').nth(8).waitFor();
    expect(await page.locator('.tile.hero').getAttribute('data-site')).toBe('K071');
    expect(await page.locator('.tile').nth(1).getAttribute('data-site')).toBe('K009');
    expect(await page.locator('.field .site').count()).toBe(130);
    await page.getByText('另 3 个在下一页').waitFor();
    const place = () => page.locator('.field [data-site="K071"]').boundingBox();
    const before = await place();
    const box = await page.evaluate(() => [document.documentElement.scrollHeight, innerHeight]);
    expect(box[0]).toBeLessThanOrEqual(box[1]!);
    expect(await axeFinds(page)).toEqual([]);

    // Arrows step, the space bar holds; the field stays where it is.
    await page.keyboard.press(' ');
    await page.getByRole('img', { name: /第 1 页，共 \d 页，已暂停/ }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.locator('.tile').nth(2).waitFor();
    await page.waitForFunction(() => document.querySelectorAll('.tile').length === 3);
    expect(await place()).toEqual(before);

    // A fault that is over its deadline from now on brings the first page back.
    await server.must([
      sent(
        'fault.reported',
        { faultId: 'F100', deviceId: 'D100', impact: 'down', severity: 'critical' },
        now - 20 * HOUR,
      ),
    ]);
    await page.locator('.tile.hero[data-site="K100"]').waitFor({ timeout: 5_000 });
    expect(await place()).toEqual(before);
    await context.close();
  });

  it('goes to the next page by itself after 20 s', async () => {
    const context = await wallVisitor(browser, server);
    const page = await openWall(context, '/wall?scope=440700');
    await page.locator('.tile.hero').waitFor();
    await page.locator('.tile.hero').waitFor({ state: 'detached', timeout: 25_000 });
    await context.close();
  }, 40_000);
});
