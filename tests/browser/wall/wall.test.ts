import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PageServer, axeFinds, openBrowser, startPageServer } from '../kit';
import { seatId, siteId, world } from '../world';
import { openWall, sent, wallVisitor } from './kit';

const HOUR = 3_600_000;
let server: PageServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  const now = Date.now();
  await server.must(world({ sites: 13, seats: 6, now, days: 40 }));
  const rooms = (site: number) => [{ roomId: `${siteId(site)}-1`, placed: 6 }];
  const times = { from: new Date(now + 20 * HOUR).toISOString(), to: new Date(now + 22 * HOUR).toISOString() };
  await server.must(
    [1, 2, 3].map((site) =>
      sent('exam.scheduled', {
        sittingId: `E-${site}`,
        exam: '英语听说模拟',
        siteId: siteId(site),
        rooms: rooms(site),
        ...times,
      }),
    ),
  );
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Everything is inside the screen, and nothing is cut off by its own box. */
async function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const out: string[] = [];
    if (document.documentElement.scrollHeight > innerHeight) out.push('the page scrolls');
    for (const element of document.querySelectorAll('main *')) {
      const { right, bottom, width } = element.getBoundingClientRect();
      if (width > 1 && (right > innerWidth + 1 || bottom > innerHeight + 1)) out.push(element.className.toString());
    }
    return out;
  });
}

describe('the wall of 13 sites', () => {
  it('shows rates, sites, faults, the next sitting and the last entries on one page, at 1080p and in 4K', async () => {
    const pictures: string[] = [];
    for (const [width, height] of [
      [1920, 1080],
      [3840, 2160],
    ] as const) {
      const context = await wallVisitor(browser, server, { width, height });
      const page = await openWall(context);
      await page.locator('.hours').nth(12).waitFor();
      await page.locator('.entry').nth(3).waitFor();
      expect(await page.locator('.rate').count()).toBe(4);
      expect(await page.locator('.site').count()).toBe(13);
      expect(await page.locator('.site').first().getAttribute('data-site')).toBe('K01');
      await page.getByText('英语听说模拟', { exact: true }).waitFor();
      expect(await page.locator('.sitting .clock').textContent()).toMatch(/19:\d\d:\d\d/);
      expect(await page.locator('.fault').count()).toBe(4);
      expect(await overflowing(page)).toEqual([]);
      // What decides is at least 22 px of 1080: 2 % of the height.
      const sizes = await page.evaluate(() =>
        ['.value', '.fault .clock', '.fault .place', '.sitting .clock'].map((one) =>
          parseFloat(getComputedStyle(document.querySelector(one)!).fontSize),
        ),
      );
      for (const size of sizes) expect(size).toBeGreaterThanOrEqual((22 * height) / 1080);
      pictures.push(JSON.stringify(sizes.map((size) => Math.round((size / height) * 10_000))));
      await context.close();
    }
    expect(pictures[1]).toBe(pictures[0]);
  });

  it('colours and shapes a site by the worst thing in it, the moment that it is recorded', async () => {
    const context = await wallVisitor(browser, server);
    const page = await openWall(context);
    const site = page.locator('[data-site="K03"]');
    // At night, too, the strip has service time to show.
    await server.must([sent('site.scheduleSet', { siteId: 'K03', schedule: 'always' })]);
    await page.locator('[data-site="K03"][data-worst="well"]').waitFor();
    await site.locator('.hours').waitFor();
    await server.must([sent('status.observed', { deviceId: seatId(3, 1), status: 'down' })]);
    await page.locator('[data-site="K03"][data-worst="down"]').waitFor({ timeout: 2_000 });
    await site.locator('.room.is-down').getByText('停用').first().waitFor();
    // The strip is asked for again, and says what the ledger says.
    await site.locator('.hours .down').waitFor({ timeout: 20_000 });
    await page.locator('.entry').first().getByText('观测：停用').waitFor({ timeout: 10_000 });
    await server.must([sent('status.observed', { deviceId: seatId(3, 1), status: 'up' })]);
    await page.locator('[data-site="K03"][data-worst="well"]').waitFor({ timeout: 2_000 });
    await context.close();
  });

  it.each([
    ['light', 'zh-CN'],
    ['light', 'en'],
    ['dark', 'zh-CN'],
    ['dark', 'en'],
  ] as const)('stands %s in %s, and axe finds nothing', async (theme, locale) => {
    const context = await wallVisitor(browser, server, { theme, locale });
    const page = await openWall(context);
    await page.locator('.hours').first().waitFor();
    await page
      .locator(locale === 'en' ? 'text=Open faults' : 'text=未结故障')
      .first()
      .waitFor();
    expect(await axeFinds(page)).toEqual([]);
    expect(await overflowing(page)).toEqual([]);
    await context.close();
  });

  it('leads to the log-in page and back', async () => {
    const context = await wallVisitor(browser, server, { as: null });
    const page = await context.newPage();
    await page.goto('/wall?scope=440781');
    await page.locator('#username').fill('admin');
    await page.locator('#password').fill('a password of the tests');
    await page.locator('form button').click();
    await page.locator('.lamp[data-freshness="live"]').waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/wall?scope=440781');
    await context.close();
  });

  it('keeps as much after 5,000 changes as after the first hundred', async () => {
    const context = await wallVisitor(browser, server);
    const page = await openWall(context);
    const change = (from: number, count: number) =>
      server.must(
        Array.from({ length: count }, (_, n) =>
          sent('status.observed', {
            deviceId: seatId(((from + n) % 13) + 1, 6),
            status: (from + n) % 2 ? 'up' : 'degraded',
          }),
        ),
      );
    const nodes = async () => {
      const head = await page.evaluate(() => document.querySelector('.seq')?.textContent ?? '');
      await page.waitForFunction((before) => document.querySelector('.seq')?.textContent !== before || true, head);
      return page.evaluate(() => document.querySelectorAll('*').length);
    };
    const shown = async (seq: number) => {
      const text = `#${String(seq).replace(/\B(?=(\d{3})+$)/g, '\u202f')}`;
      await page.locator('.entry').first().getByText(text).waitFor({ timeout: 20_000 });
    };
    const head = async () => Number((await page.locator('.lamp .seq').textContent())!.replace(/\D/g, ''));
    await change(0, 100);
    await page.waitForFunction(() => document.querySelectorAll('.entry').length === 4);
    const before = { nodes: await nodes(), head: await head() };
    for (let n = 0; n < 5; n += 1) await change(100 + n * 1000, 1000);
    await shown(before.head + 5_000);
    const after = await nodes();
    expect(await page.locator('.entry').count()).toBe(4);
    expect(after).toBeLessThanOrEqual(before.nodes + 20);
    await context.close();
  }, 90_000);
});
