import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntryItem, Page as ListPage } from '../../../shared/contract/http';
import { type PageServer, openBrowser, startPageServer } from '../kit';
import { cookieOf } from '../phone/kit';
import { BRIEF, CORRECTED, openAs, seatWorld, sent } from './kit';

const HOUR = 3_600_000;
let server: PageServer;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  const now = Date.now();
  await server.must(seatWorld(now));
  const mistake = sent('status.observed', now - 5 * HOUR, { deviceId: CORRECTED, status: 'down' });
  await server.must([mistake]);
  await server.must([sent('entry.voided', Date.now(), { entryId: mistake.id, reason: '登错机号' })]);
  page = await openAs(browser, server.url, 'admin');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const downs = () => page.locator('.plot rect.down').count();
const span = () =>
  new URL(page.url()).searchParams
    .get('span')
    ?.split('/')
    .map((at) => Date.parse(at)) ?? [];
const length = () => span().reduce((from, to) => to - from);
/** The address follows when the wheel rests. */
async function zoomBy(act: () => Promise<void>): Promise<void> {
  const before = page.url();
  await act();
  await page.waitForFunction((url) => location.href !== url, before);
}

describe('zoom and pan', { timeout: 120_000 }, () => {
  it('an outage of a minute is seen in the year, and at every step down to a minute', async () => {
    await page.goto(`/devices/${BRIEF}?w=year`);
    await page.locator('.plot svg').waitFor();
    expect(await downs()).toBeGreaterThan(0);
    const plot = page.getByRole('slider');
    await plot.focus();
    // The crosshair on the outage: keys zoom around it.
    await page.keyboard.press('End');
    for (let n = 0; n < 9; n += 1) {
      if ((await plot.getAttribute('aria-valuetext'))?.includes('停用')) break;
      await page.keyboard.press('ArrowLeft');
    }
    expect(await plot.getAttribute('aria-valuetext')).toContain('停用');
    for (let n = 0; n < 25; n += 1) {
      if (n > 0 && length() === 60_000) break;
      await zoomBy(() => page.keyboard.press('+'));
      expect(await downs(), `${length()} ms`).toBeGreaterThan(0);
    }
    expect(length()).toBe(60_000);
    await page.reload();
    await page.locator('.plot rect.down').first().waitFor();
    expect(length()).toBe(60_000);
    // Its figures are those of the minute: down for as much of it as the outage covers.
    expect(await page.locator('.figures dd').first().innerText()).toBe('0:01');
  });

  it('the wheel zooms around the pointer, a drag pans, buttons and keys do the same', async () => {
    await page.goto(`/devices/${BRIEF}?w=day`);
    const plot = page.locator('.plot');
    await plot.locator('svg').waitFor();
    const box = (await plot.boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.6, box.y + 60);
    await page.keyboard.down('Control');
    await zoomBy(() => page.mouse.wheel(0, -120));
    await page.keyboard.up('Control');
    expect(length()).toBe(12 * HOUR);
    const [from] = span();
    await zoomBy(async () => {
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.6 + 120, box.y + 60, { steps: 4 });
      await page.mouse.up();
    });
    // To the right: an earlier time comes in; the length stays.
    expect(span()[0]).toBeLessThan(from!);
    expect(length()).toBe(12 * HOUR);
    await zoomBy(() => page.getByRole('button', { name: '缩小' }).click());
    expect(length()).toBe(24 * HOUR);
    await zoomBy(() => page.getByRole('button', { name: '前一个窗口' }).click());
    expect(length()).toBe(24 * HOUR);
    const [before] = span();
    await page.getByRole('slider').focus();
    await zoomBy(() => page.keyboard.press('Shift+ArrowLeft'));
    expect(span()[0]).toBe(before! - 6 * HOUR);
    await page.locator('.window .choice', { hasText: '周' }).click();
    await page.waitForURL((url) => !url.searchParams.has('span'));
  });
});

describe('what was corrected', { timeout: 120_000 }, () => {
  it('is marked on the timeline with who and when', async () => {
    await page.goto(`/devices/${CORRECTED}?w=week`);
    await page.locator('.plot .mark').waitFor();
    const plot = page.getByRole('slider');
    await plot.focus();
    await page.keyboard.press('End');
    for (let n = 0; n < 6; n += 1) {
      if ((await plot.getAttribute('aria-valuetext'))?.includes('更正')) break;
      await page.keyboard.press('ArrowLeft');
    }
    expect(await plot.getAttribute('aria-valuetext')).toMatch(
      /状态观测 #\d+ 由 admin 于 \d{4}-\d\d-\d\d \d\d:\d\d 更正/,
    );
    await page.locator('.plot .at .correction').waitFor();
  });

  it('then and now stand side by side: one stretch differs, and so do the figures', async () => {
    const headers = { cookie: await cookieOf(server.url, 'admin') };
    const answer = await fetch(`${server.url}/api/entries?kind=entry.voided`, { headers });
    const [voided] = ((await answer.json()) as ListPage<EntryItem>).items;
    // As known at the entry before the void.
    await page.goto(`/devices/${CORRECTED}?w=week`);
    await page.locator('.plot svg').waitFor();
    await page.locator('.asof .choice', { hasText: '对照' }).click();
    await page.getByRole('textbox', { name: '时点或台账号' }).fill(String(voided!.seq - 1));
    await page.keyboard.press('Enter');
    await page.locator('.asof').getByText('1 处不同').waitFor();
    expect(await page.locator('.plot .then rect.down').count()).toBe(1);
    expect(await page.locator('.figures .then').innerText()).toMatch(/^当时 \d+\.\d\d%$/);
    // Then it was known to be down for five hours; now it never was.
    const down = page.locator('.figures dl div', { hasText: '停用' }).locator('dd');
    expect(await down.allInnerTexts()).toEqual([expect.stringMatching(/^(4:59|5:00)$/), '0:00']);
    expect(new URL(page.url()).searchParams.get('compare')).toBe('1');
    await page.locator('.asof .choice', { hasText: '现在' }).click();
    await page.waitForURL((url) => !url.searchParams.has('asOf'));
    expect(await page.locator('.plot .then').count()).toBe(0);
  });
});
