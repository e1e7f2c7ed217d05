import { execFileSync } from 'node:child_process';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PageServer, openBrowser, startPageServer } from '../kit';
import { openAs, seatWorld, sent } from './kit';

const HOUR = 3_600_000;
const ROOMS = 40;
let server: PageServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  const now = Date.now();
  await server.must(seatWorld(now));
  // A site of forty rooms, all of which a sitting of the day after tomorrow uses.
  const rooms = Array.from({ length: ROOMS }, (_, n) => `BIG-${n + 1}`);
  const from = now + 48 * HOUR;
  await server.must([
    sent('site.registered', now - 30 * HOUR, { siteId: 'BIG', name: '大考点', area: '440781' }),
    ...rooms.flatMap((roomId, n) => [
      sent('room.registered', now - 30 * HOUR, {
        roomId,
        siteId: 'BIG',
        name: `第 ${n + 1} 考场`,
        origin: 'new',
        seats: 30,
      }),
      sent('room.accepted', now - 29 * HOUR, { roomId }),
    ]),
    sent('exam.scheduled', now - HOUR, {
      sittingId: 'E-BIG',
      exam: '学业水平考试',
      siteId: 'BIG',
      rooms: rooms.map((roomId) => ({ roomId, placed: 30 })),
      from: new Date(from).toISOString(),
      to: new Date(from + 2 * HOUR).toISOString(),
    }),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** The text of each page of what the browser prints, and the size of the paper in points. */
async function printed(page: Page): Promise<{ pages: string[]; size: [number, number] }> {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf }).toString();
  const box = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(pdf.toString('latin1'))!;
  // A form feed ends each page.
  return { pages: text.split('\f').slice(0, -1), size: [Math.round(Number(box[1])), Math.round(Number(box[2]))] };
}

describe('sheets for the printer', { timeout: 120_000 }, () => {
  it('a room’s seat map is one A4 page, landscape, in either theme', async () => {
    for (const theme of ['light', 'dark'] as const) {
      const page = await openAs(browser, server.url, 'admin', { theme });
      await page.goto('/rooms/R1/map');
      await page.locator('.sheet .tile').first().waitFor();
      const { pages, size } = await printed(page);
      expect(pages).toHaveLength(1);
      expect(size).toEqual([842, 595]);
      const [text] = pages;
      for (const words of ['演示考点', '第 1 考场', '53', '备3', '讲台', '停用', '台账']) expect(text).toContain(words);
      expect(text).not.toContain('打印');
      const ground = await page.locator('.sheet').evaluate((sheet) => getComputedStyle(sheet).backgroundColor);
      expect(ground).toBe('rgb(255, 255, 255)');
      await page.context().close();
    }
  });

  it('a site’s readiness for a day is one A4 page, with what is missing, the ledger number and boxes to sign', async () => {
    const page = await openAs(browser, server.url, 'admin');
    await page.goto('/sites/S1/readiness');
    await page.locator('.sheet tbody tr').nth(3).waitFor();
    const { pages, size } = await printed(page);
    expect(pages).toHaveLength(1);
    expect(size).toEqual([595, 842]);
    const [text] = pages;
    for (const words of ['考前就绪单', '英语听说模拟', '考场签字', '考点签字', '超期', 'F-DOWN']) {
      expect(text).toContain(words);
    }
    // The profile wants a UPS, and none stands there; 55 seats of 56 work, which is enough for 53.
    expect(text).toMatch(/没有能用的\s*不间断电源|不间断电源不能用/);
    // Narrow columns of a PDF have no blanks.
    expect(text).toMatch(/差\s*1\s*项/);
    expect(text).toMatch(/台账 #\d+ · \d{4}-\d\d-\d\d \d\d:\d\d:\d\d 所知/);
    await page.context().close();
  });

  it('of a big site it runs over, with the head on each page', async () => {
    const page = await openAs(browser, server.url, 'admin');
    await page.goto('/sites/BIG/readiness');
    await page.locator('.sheet tbody tr').nth(ROOMS).waitFor();
    const { pages } = await printed(page);
    expect(pages.length).toBeGreaterThan(1);
    const withRooms = pages.filter((text) => text.includes('第 '));
    expect(withRooms.length).toBeGreaterThan(1);
    for (const text of withRooms) expect(text).toContain('考场签字');
    expect(pages.join().match(/没有配置标准/g)).toHaveLength(ROOMS);
    await page.context().close();
  });

  it('a site without sittings says so, and there is nothing to print', async () => {
    const page = await openAs(browser, server.url, 'admin');
    await page.goto('/sites/S2/readiness');
    await page.getByText('30 日内没有场次，就绪单是空的。').waitFor();
    expect(await page.getByRole('button', { name: '打印' }).isDisabled()).toBe(true);
    await page.context().close();
  });
});
