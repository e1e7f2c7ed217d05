import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PageServer, axeFinds, logIn, openBrowser, startPageServer, visitor } from './kit';
import { seatId, siteId, world } from './world';

let server: PageServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  await server.must(world({ sites: 5, seats: 4, now: Date.now(), days: 40 }));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** A page, and what is there when it has been drawn. */
const PAGES: [path: string, ready: string][] = [
  ['/', '.board .site'],
  ['/?row=fault-rate', '.shares a'],
  ['/sites', '.board .site'],
  [`/sites/${siteId(2)}`, 'tr[data-device]'],
  [`/devices/${seatId(1, 2)}`, '.entries tbody tr'],
  [`/devices/${seatId(1, 2)}?asOf=300&w=month`, '.band'],
  ['/no-such-page', '.missing'],
  ['/account/password', '#old'],
  ['/account/second-factor', '#password'],
];
const SIZES = [
  [1920, 1080],
  [1366, 768],
  [390, 844],
] as const;

describe.each(['zh-CN', 'en'] as const)('in %s', (locale) => {
  describe.each(['light', 'dark'] as const)('%s', (theme) => {
    it('axe finds nothing on any page, and nothing runs over its edge', { timeout: 120_000 }, async () => {
      const context = await visitor(browser, server.url, { locale, theme });
      const page = await context.newPage();
      await page.goto('/login');
      await page.locator('#username').waitFor();
      const found: string[] = [];
      const look = async (path: string) => {
        for (const one of await axeFinds(page)) found.push(`${path} ${one}`);
      };
      await look('/login');
      await logIn(page);
      for (const [path, ready] of PAGES) {
        await page.goto(path);
        await page.locator(ready).first().waitFor();
        for (const [width, height] of SIZES) {
          await page.setViewportSize({ width, height });
          const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          if (over > 0) found.push(`${path} at ${width} runs over by ${over}`);
        }
        // As high as it takes: what a fixed bar hides at one place of the scroll is not hidden at another.
        await page.setViewportSize(locale === 'en' ? { width: 390, height: 5000 } : { width: 1366, height: 2000 });
        await look(path);
      }
      expect(found).toEqual([]);
      await context.close();
    });
  });
});
