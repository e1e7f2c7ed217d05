import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, type PageServer, axeFinds, startPageServer } from '../kit';
import { logInOn, queueOf, recordedBy, roomWorld, seatOf, startPhone, untilInstalled, untilSent } from './kit';

let server: PageServer;
const phones: BrowserContext[] = [];
const folders: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  server = await startPageServer();
  await server.must(roomWorld(Date.now()));
  const make = (name: string, scope: string) =>
    server.ask('POST', '/api/users', { name, role: 'technician', scope, password: PASSWORD });
  await Promise.all([make('tech', 'site:S1'), make('elsewhere', 'site:S2')]);
});
afterAll(() => server?.stop());
afterEach(async () => {
  for (const one of phones.splice(0)) await one.close().catch(() => undefined);
  for (const one of folders.splice(0)) rmSync(one, { recursive: true, force: true });
  expect(complaints.splice(0)).toEqual([]);
});

async function open(name: string, look: object = {}): Promise<Page> {
  const folder = mkdtempSync(join(tmpdir(), 'kaodian-phone-'));
  folders.push(folder);
  const phone = await startPhone({ folder, url: server.url, ...look });
  phones.push(phone);
  const page = phone.pages()[0] ?? (await phone.newPage());
  page.on('console', (message) => {
    if (/Content Security Policy|Uncaught/i.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto('/m');
  await logInOn(page, name);
  return page;
}

describe('a round', { timeout: 120_000 }, () => {
  it('of 53 seats with three faults takes ten taps at most, can be undone, and is one inspection and two reports', async () => {
    const page = await open('tech');
    let taps = 0;
    const tap = async (selector: string, nth = 0) => {
      taps += 1;
      await page.locator(selector).nth(nth).tap();
    };
    await tap('nav a', 1);
    await tap('.row');
    await page.locator('.grid .cell').nth(55).waitFor();
    await tap('.grid .cell', 8);
    await tap('.grid .cell', 22);
    await tap('.grid .cell', 40);
    await tap('.grid .cell', 40);
    expect(await page.locator('.foot .btn').innerText()).toBe('记下巡检：63 正常，3 异常');
    await tap('.foot .btn');
    await page.locator('.undo').waitFor();
    expect(taps).toBeLessThanOrEqual(10);
    expect((await queueOf(page)).map(({ kind }) => kind)).toEqual([
      'room.inspected',
      'fault.reported',
      'fault.reported',
    ]);

    await page.locator('.undo button').tap();
    await page.locator('.toast', { hasText: '已撤销' }).waitFor();
    expect(await queueOf(page)).toEqual([]);
    expect(await recordedBy(server, 'tech', 'room.inspected')).toEqual([]);

    await page.locator('.row').first().tap();
    await page.locator('.grid .cell').nth(8).tap();
    await page.locator('.foot .btn').tap();
    await untilSent(page);
    const [inspection] = await recordedBy(server, 'tech', 'room.inspected');
    expect(inspection?.body['exceptions']).toEqual([{ deviceId: seatOf(9), status: 'down' }]);
    expect((await recordedBy(server, 'tech', 'fault.reported')).map(({ body }) => body['deviceId'])).toEqual([
      seatOf(9),
    ]);

    // The fault is in the list; repaired with a note it is sent, too.
    await page.locator('nav a').first().tap();
    await page.locator('.steps .btn', { hasText: '已修复' }).first().tap();
    await page.locator('#step-text').fill('换电源');
    await page.locator('dialog[open] button[type=submit]').tap();
    await untilSent(page);
    expect(await recordedBy(server, 'tech', 'fault.repaired')).toHaveLength(1);
  });

  it('a technician sees and reaches nothing of a site that is not theirs, also after a change of account', async () => {
    const page = await open('tech');
    await untilInstalled(page);
    await page.goto('/m/devices/R2-PC01');
    await page.locator('.empty', { hasText: '您的考点里没有这台设备' }).waitFor();
    await page.goto('/m/rounds/R2');
    await page.locator('.empty', { hasText: '不在您的考点' }).waitFor();
    await page.goto('/m/me');
    await page.locator('button', { hasText: '退出登录' }).tap();
    await logInOn(page, 'elsewhere');
    await page.goto('/m/rounds');
    await page.locator('.row').first().waitFor();
    expect(await page.locator('body').innerText()).not.toContain('第 1 考场');
    await page.context().setOffline(true);
    await page.goto(`/m/devices/${seatOf(9)}`);
    await page.locator('.empty', { hasText: '您的考点里没有这台设备' }).waitFor();
  });

  for (const [locale, theme] of [
    ['zh-CN', 'light'],
    ['en', 'dark'],
  ] as const) {
    it(`axe finds nothing on the pages in ${locale}, ${theme}; no page scrolls sideways`, async () => {
      const page = await open('tech', { locale, theme });
      for (const path of [
        '/m',
        '/m/rounds',
        '/m/rounds/R1',
        '/m/scan',
        `/m/devices/${seatOf(9)}`,
        '/m/queue',
        '/m/me',
      ]) {
        await page.goto(path);
        await page.locator('h1').waitFor();
        expect([path, await axeFinds(page)]).toEqual([path, []]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      }
    });
  }

  it('can be installed, and opens without a network at the second visit', async () => {
    const page = await open('tech');
    await untilInstalled(page);
    const session = await page.context().newCDPSession(page);
    const { installabilityErrors } = (await session.send('Page.getInstallabilityErrors')) as {
      installabilityErrors: { errorId: string }[];
    };
    // A browser window of a test is private: nothing else may keep it from being installed.
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
    // The sites have been read.
    await page.goto('/m/rounds');
    await page.locator('.row').first().waitFor();
    await page.context().setOffline(true);
    for (const path of ['/m', '/m/rounds/R1', '/m/scan', '/m/queue']) {
      await page.goto(path);
      await page.locator('h1').waitFor();
    }
    await page.goto('/m/rounds/R1');
    await page.locator('.grid .cell').nth(55).waitFor();
    expect(await page.locator('.grid .cell').count()).toBe(56);
  });
});
