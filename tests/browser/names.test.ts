import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type PageServer, logIn, openBrowser, startPageServer, visitor } from './kit';
import { roomId, seatId, siteId, world } from './world';

/** Defect 15: names stand isolated on every page, and one without a space does not make a page scroll sideways. */
const LONG = 'W'.repeat(200);
const TURNED = 'مدرسة 12 الثانوية';
/** A name that an old ledger may hold, with a right-to-left override, cannot be recorded any more: `isolated` has its own test. */
const NAMES = [LONG, TURNED];
const WIDTHS = [390, 1366, 1920];

let server: PageServer;
let browser: Browser;
let context: BrowserContext | undefined;

const entry = (kind: string, body: Record<string, unknown>) => ({
  id: randomUUID(),
  kind,
  at: new Date().toISOString(),
  body,
});
const deviceId = (site: number) => seatId(site, 1);

beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  await server.must(world({ sites: 2, seats: 3, now: Date.now(), days: 30 }));
  for (const [index, name] of NAMES.entries()) {
    const site = index + 1;
    await server.must([
      entry('site.changed', { siteId: siteId(site), name }),
      entry('site.scheduleSet', { siteId: siteId(site), schedule: 'always' }),
      entry('room.changed', { roomId: roomId(site), name }),
      entry('category.set', { category: `C${site}${'c'.repeat(60)}` }),
      entry('device.changed', {
        deviceId: deviceId(site),
        label: name,
        model: name,
        vendor: name,
        seat: name.slice(0, 64),
        category: `C${site}${'c'.repeat(60)}`,
      }),
      entry('status.observed', { deviceId: deviceId(site), status: 'down' }),
      entry('exam.scheduled', {
        sittingId: `E${site}`,
        exam: name,
        siteId: siteId(site),
        rooms: [{ roomId: roomId(site), placed: 1 }],
        from: new Date(Date.now() + 86_400_000).toISOString(),
        to: new Date(Date.now() + 90_000_000).toISOString(),
      }),
    ]);
  }
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
afterEach(() => context?.close());

/** The pages on which these names stand, and what shows that each is drawn. */
const pagesOf = (site: number): [path: string, ready: string][] => [
  ['/', '.board li h3'],
  ['/?row=fault-rate', '#evidence-fault-rate .shares li'],
  ['/?row=room-compliance', '#evidence-room-compliance li'],
  ['/sites', '.board li h3'],
  [`/sites/${siteId(site)}`, 'tr[data-device]'],
  [`/sites/${siteId(site)}?room=${roomId(site)}`, 'tr[data-device]'],
  [`/devices/${deviceId(site)}`, 'tr[data-row-key]'],
];

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Texts with a name in them that no isolated element holds; what a list of choices shows is a block of its own. */
const bare = (page: Page, name: string) =>
  page.evaluate((wanted) => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || !node.textContent?.includes(wanted) || parent.closest('.el-select, .el-popper, svg')) continue;
      const isolating = parent.closest('bdi');
      if (!isolating || getComputedStyle(isolating).unicodeBidi !== 'isolate')
        found.push(parent.outerHTML.slice(0, 200));
    }
    return found;
  }, name);

describe.each(['zh-CN', 'en'] as const)('15: pages in %s', (locale) => {
  it.each([
    ['of 200 letters without a break', 1],
    ['that run from right to left', 2],
  ])('with names %s scroll down only, at every width, and isolate them', async (_, site) => {
    context = await visitor(browser, server.url, { locale });
    const page = await context.newPage();
    await logIn(page);
    const wrong: unknown[] = [];
    for (const [path, ready] of pagesOf(site)) {
      await page.setViewportSize({ width: WIDTHS[0]!, height: 800 });
      await page.goto(path);
      await page.locator(ready).first().waitFor();
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        const beyond = await overflow(page);
        if (beyond > 0) wrong.push({ path, width, beyond });
        for (const text of await bare(page, NAMES[site - 1]!)) wrong.push({ path, width, text });
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('15: a retired room', () => {
  it('is shown with its mark while a device in service stands in it', async () => {
    context = await visitor(browser, server.url);
    const page = await context.newPage();
    await logIn(page);
    await page.goto(`/sites/${siteId(2)}`);
    await page.locator('tr[data-device]').first().waitFor();
    await server.must([entry('room.retired', { roomId: roomId(2) })]);
    await page.getByRole('link', { name: /（考场已撤）/ }).waitFor();
  });
});
