import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PageServer, axeFinds, openBrowser, startPageServer } from '../kit';
import { CORRECTED, DOWN, openAs, seatWorld, tile } from './kit';

let server: PageServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  await server.must(seatWorld(Date.now()));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** A page, and what is there when it has been drawn. */
const PAGES: [path: string, ready: string][] = [
  ['/rooms/R1', '[data-device]'],
  ['/rooms/R1?colour=faultRate', '.legend'],
  ['/rooms/R1?colour=inspected', '.legend'],
  ['/rooms/R1?colour=domestic&status=down', '.legend'],
  [`/rooms/R1?device=${DOWN}`, 'aside .week svg'],
  ['/rooms/R1/map', '.sheet .tile'],
  ['/sites/S1', '.duties .exams'],
  ['/sites/S1/readiness', '.sheet tbody'],
  [`/devices/${CORRECTED}?asOf=40&compare=1`, '.figures'],
  [`/devices/${DOWN}?span=2026-01-01T00:00:00.000Z/2026-01-01T00:10:00.000Z`, '.plot svg'],
];

describe.each(['zh-CN', 'en'] as const)('in %s', (locale) => {
  it.each(['light', 'dark'] as const)('%s: axe finds nothing', { timeout: 240_000 }, async (theme) => {
    const page = await openAs(browser, server.url, 'admin', { locale, theme, height: 1000 });
    const found: string[] = [];
    for (const [path, ready] of PAGES) {
      await page.goto(path);
      await page.locator(ready).first().waitFor();
      for (const one of await axeFinds(page)) found.push(`${path} ${one}`);
    }
    await page.goto('/rooms/R1');
    await page.locator('.buttons .el-button--primary').click();
    await page.locator('.round .finding').first().waitFor();
    for (const one of await axeFinds(page)) found.push(`inspection ${one}`);
    expect(found).toEqual([]);
    await page.context().close();
  });
});

describe('small and large', { timeout: 120_000 }, () => {
  it('nothing runs over the edge at 390 px, nor at 200 % zoom, nor on a desk', async () => {
    const page = await openAs(browser, server.url, 'admin');
    const found: string[] = [];
    // 683 × 384 is a screen of 1366 × 768 at 200 %.
    for (const [width, height] of [
      [1920, 1080],
      [1366, 768],
      [683, 384],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height });
      for (const [path, ready] of PAGES.filter(([one]) => !/map|readiness/.test(one))) {
        await page.goto(path);
        await page.locator(ready).first().waitFor();
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (over > 0) found.push(`${path} at ${width} runs over by ${over}`);
      }
    }
    expect(found).toEqual([]);
    await page.context().close();
  });

  it('at 390 px a device is opened, acted on and closed with targets of 44 px', async () => {
    const page = await openAs(browser, server.url, 'admin', { width: 390, height: 844 });
    await page.goto('/rooms/R1');
    await tile(page, DOWN).click();
    const aside = page.locator('aside');
    await aside.locator('.device-actions button').first().waitFor();
    for (const button of await aside.getByRole('button').all()) {
      expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(44);
    }
    await aside.getByRole('button', { name: '关闭' }).click();
    await aside.waitFor({ state: 'detached' });
    const box = (await tile(page, DOWN).boundingBox())!;
    expect(box.height).toBeGreaterThanOrEqual(44);
    await page.context().close();
  });

  it('at 200 % the inspection can be recorded: its button is reached by scrolling, and nothing covers it', async () => {
    const page = await openAs(browser, server.url, 'admin', { width: 683, height: 384 });
    await page.goto('/rooms/R1');
    await tile(page, DOWN).waitFor();
    await page.getByRole('button', { name: '开始巡检' }).click();
    await page.locator('.round footer button').first().click({ trial: true });
    await page.getByRole('button', { name: '放弃' }).click();
    await page.context().close();
  });
});
