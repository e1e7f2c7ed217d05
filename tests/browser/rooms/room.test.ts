import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type PageServer, openBrowser, startPageServer } from '../kit';
import { entriesOf, seatOf } from '../phone/kit';
import { DEGRADED, DOWN, openAs, seatWorld, sent, tile } from './kit';

let server: PageServer;
let browser: Browser;
const pages: Page[] = [];
beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  await server.must(seatWorld(Date.now()));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
afterEach(async () => {
  for (const page of pages.splice(0)) await page.context().close();
});

async function open(path = '/rooms/R1', look: Parameters<typeof openAs>[3] = {}): Promise<Page> {
  const page = await openAs(browser, server.url, 'admin', look);
  pages.push(page);
  await page.goto(path);
  await tile(page, seatOf(1)).waitFor();
  return page;
}
const focused = (page: Page) =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['device'] ?? '');

describe('the seat map', { timeout: 120_000 }, () => {
  it('is one tab stop; arrows walk it, Enter opens a device, Esc comes back to it', async () => {
    const page = await open();
    expect(await page.locator('[role=gridcell][tabindex="0"]').count()).toBe(1);
    expect(await page.locator('[role=gridcell]').count()).toBe(66);
    await tile(page, seatOf(1)).focus();
    const keys: [key: string, to: string][] = [
      ['ArrowRight', seatOf(2)],
      ['ArrowDown', seatOf(10)],
      ['End', seatOf(16)],
      ['ArrowDown', seatOf(24)],
      ['ArrowLeft', DOWN],
      ['Home', seatOf(17)],
      ['Control+End', 'R1-UPS1'],
      ['ArrowUp', 'R1-PCS3'],
      ['ArrowLeft', 'R1-PCS2'],
    ];
    for (const [key, to] of keys) {
      await page.keyboard.press(key);
      expect(await focused(page), key).toBe(to);
    }
    expect(await page.locator('[role=gridcell][tabindex="0"]').count()).toBe(1);
    await tile(page, DOWN).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 2, name: /23 号机 · 停用/ }).waitFor();
    expect(await tile(page, DOWN).getAttribute('aria-selected')).toBe('true');
    expect(new URL(page.url()).searchParams.get('device')).toBe(DOWN);
    await page.keyboard.press('Escape');
    await page.locator('aside').waitFor({ state: 'detached' });
    expect(await focused(page)).toBe(DOWN);
  });

  it('says what is wrong in words, and in the panel the fault with its running clock', async () => {
    const page = await open(`/rooms/R1?device=${DOWN}`);
    await page.getByRole('gridcell', { name: /^23 号机，停用，超期 1:0\d$/ }).waitFor();
    await page.getByRole('gridcell', { name: /^41 号机，降级，余 2[12]:\d\d$/ }).waitFor();
    const clock = page.locator('.fault .clock .clock');
    expect(await clock.innerText()).toMatch(/^01:0\d:\d\d$/);
    const before = await clock.innerText();
    await page.waitForFunction((text) => document.querySelector('.fault .clock .clock')?.textContent !== text, before);
    await page.locator('.week svg').waitFor();
    await page.getByText('#').first().waitFor();
    await page
      .locator('.head')
      .getByText(/不达标：.*F-DOWN 超期/)
      .waitFor();
    await page.locator('.head').getByText('未就绪').waitFor();
  });

  it('shows a change by itself', async () => {
    const page = await open();
    const other = seatOf(30);
    await server.must([sent('status.observed', Date.now(), { deviceId: other, status: 'down' })]);
    await page.locator(`[data-device="${other}"].tone-down`).waitFor({ timeout: 2000 });
    await server.must([sent('status.observed', Date.now(), { deviceId: other, status: 'up' })]);
    await page.locator(`[data-device="${other}"].tone-well`).waitFor({ timeout: 2000 });
  });

  it('is coloured four ways, each in the address, with a legend; a count lets the others stand back', async () => {
    const page = await open();
    const choose = (text: string) => page.locator('.tools .choice', { hasText: text }).click();
    await choose('30 日故障率');
    await page.locator('.legend').getByText('> 10%').waitFor();
    // Down for 25 of its 30 hours of service.
    expect(await tile(page, DOWN).getAttribute('class')).toContain('tone-5');
    expect(await tile(page, seatOf(2)).getAttribute('class')).toContain('tone-plain');
    await choose('信创');
    expect(await tile(page, seatOf(1)).getAttribute('class')).toContain('tone-yes');
    expect(await tile(page, seatOf(2)).getAttribute('class')).toContain('tone-plain');
    await choose('巡检时间');
    await page.reload();
    await page.locator(`[data-device="${seatOf(2)}"].tone-1`).waitFor();
    expect(await tile(page, seatOf(2)).innerText()).toMatch(/\d+ 小时前/);
    await choose('状态');
    await page.locator('.counts button', { hasText: '停用' }).click();
    await page.waitForURL(/status=down/);
    expect(await page.locator('.tile:not(.dim)').count()).toBe(1);
  });

  it('reads the 30 days and the inspections of all devices with two questions', async () => {
    const page = await openAs(browser, server.url, 'admin');
    pages.push(page);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto('/rooms/R1?colour=faultRate');
    await page.locator(`[data-device="${DOWN}"].tone-5`).waitFor();
    expect(asked.filter((path) => path === '/api/uptime' || path === '/api/inspections').sort()).toEqual([
      '/api/inspections',
      '/api/uptime',
    ]);
    expect(asked.filter((path) => path.includes('/timeline'))).toEqual([]);
  });
});

describe('an inspection from the desk', { timeout: 120_000 }, () => {
  it('is recorded once with its findings, though the first answer is lost', async () => {
    const page = await open();
    const before = (await entriesOf(server, 'room.inspected')).length;
    await page.getByRole('button', { name: '开始巡检' }).click();
    // What is known to be wrong is marked; two more are clicked, one of them twice (degraded).
    await tile(page, seatOf(9)).click();
    await tile(page, seatOf(10)).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: '备注: 09 号机' }).fill('黑屏');
    const submit = page.locator('.round footer button').first();
    expect(await submit.innerText()).toBe('记下巡检：62 正常，4 异常');
    let lost = false;
    await page.route('**/api/entries', async (route) => {
      if (lost || route.request().method() !== 'POST') return route.fallback();
      lost = true;
      await route.fetch();
      await route.abort();
    });
    await submit.click();
    await page.locator('.round .problems').waitFor();
    await page.getByRole('button', { name: '再发一次' }).click();
    await page
      .locator('.note')
      .getByText(/已记下：巡检/)
      .waitFor();
    await page.locator('.round').waitFor({ state: 'detached' });
    const inspections = await entriesOf(server, 'room.inspected');
    expect(inspections).toHaveLength(before + 1);
    const exceptions = inspections.at(-1)!.body['exceptions'] as { deviceId: string; status: string }[];
    expect(exceptions.map(({ deviceId, status }) => [deviceId, status]).sort()).toEqual([
      [seatOf(9), 'down'],
      [seatOf(10), 'degraded'],
      [DOWN, 'down'],
      [DEGRADED, 'degraded'],
    ]);
    // A fault is reported with it where none was open and the device is down.
    const reported = (await entriesOf(server, 'fault.reported')).filter(({ body }) => body['deviceId'] === seatOf(9));
    expect(reported).toHaveLength(1);
    await page.locator(`[data-device="${seatOf(9)}"].tone-down`).waitFor();
  });

  it('can be given up: nothing is recorded', async () => {
    const page = await open();
    const before = (await entriesOf(server, 'room.inspected')).length;
    await page.getByRole('button', { name: '开始巡检' }).click();
    await tile(page, seatOf(12)).click();
    await page.getByRole('button', { name: '放弃' }).click();
    await page.locator(`[data-device="${seatOf(12)}"].tone-well`).waitFor();
    expect((await entriesOf(server, 'room.inspected')).length).toBe(before);
  });
});

describe('the panel', { timeout: 120_000 }, () => {
  it('a repair that is recorded there closes the fault and colours the seat', async () => {
    const page = await open(`/rooms/R1?device=${DEGRADED}`);
    await page.locator('aside').getByRole('button', { name: '登记已修复' }).click();
    await page.locator('.form-dialog:visible button[type=submit]').click();
    await page
      .locator('aside .note')
      .getByText(/已记下/)
      .waitFor();
    await page.locator(`[data-device="${DEGRADED}"].tone-well`).waitFor();
    await page.locator('aside .fault').waitFor({ state: 'detached' });
  });

  it('a device that is moved leaves the map', async () => {
    const other = 'R1-PCS3';
    const page = await open(`/rooms/R1?device=${other}`);
    await page.locator('aside').getByRole('button', { name: '移动' }).click();
    const dialog = page.locator('.form-dialog:visible');
    // The same place is no move.
    await dialog.locator('button[type=submit]').click();
    await dialog.getByText('它已经在那里。').waitFor();
    await dialog.locator('.el-select').nth(1).click();
    await page.getByRole('option', { name: '不在考场（公共）' }).click();
    await dialog.getByLabel('考位').fill('');
    await dialog.locator('button[type=submit]').click();
    await tile(page, other).waitFor({ state: 'detached' });
    const [moved] = await entriesOf(server, 'device.moved');
    expect(moved!.body).toEqual({ deviceId: other, siteId: 'S1' });
  });
});
