import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD, type PageServer, startPageServer } from '../kit';
import {
  SEATS,
  entriesOf,
  killPhone,
  logInOn,
  queueOf,
  roomWorld,
  seatOf,
  startPhone,
  until,
  untilInstalled,
  untilSent,
} from './kit';
import { type LossyProxy, lossyProxy } from './lossy-proxy';

let server: PageServer;
let proxy: LossyProxy;
let folder: string;
let phone: BrowserContext;
const phones: BrowserContext[] = [];
const folders: string[] = [];

beforeEach(async () => {
  server = await startPageServer();
  await server.must(roomWorld(Date.now()));
  await server.ask('POST', '/api/users', { name: 'tech', role: 'technician', scope: 'site:S1', password: PASSWORD });
  await server.ask('POST', '/api/users', { name: 'other', role: 'technician', scope: 'site:S1', password: PASSWORD });
  proxy = await lossyProxy(server.url);
});
afterEach(async () => {
  for (const one of phones.splice(0)) await one.close().catch(() => undefined);
  for (const one of folders.splice(0)) rmSync(one, { recursive: true, force: true });
  await proxy.close();
  await server.stop();
});

async function open(path = '/m', more: object = {}): Promise<Page> {
  folder = mkdtempSync(join(tmpdir(), 'kaodian-phone-'));
  folders.push(folder);
  phone = await startPhone({ folder, url: proxy.url, ...more });
  phones.push(phone);
  const page = phone.pages()[0] ?? (await phone.newPage());
  await page.goto(path);
  return page;
}

async function openRoom(page: Page): Promise<void> {
  await page.locator('nav a', { hasText: '巡检' }).tap();
  await page.locator('.row').first().tap();
  await page.locator('.grid .cell').first().waitFor();
}
const seat = (page: Page, n: number) => page.locator('.grid .cell').nth(n - 1);

describe('the phone without a network', { timeout: 180_000 }, () => {
  it('56 entries offline, killed, reopened offline: all listed; with the network each once, in order', async () => {
    const page = await open();
    await logInOn(page, 'tech');
    await untilInstalled(page);
    await openRoom(page);
    proxy.offline = true;
    // One inspection and 55 reports.
    for (let n = 1; n <= SEATS; n += 1) await seat(page, n).tap();
    await page.locator('.grid .cell').nth(SEATS).tap();
    await page
      .locator('.grid .cell')
      .nth(SEATS + 1)
      .tap();
    await page.locator('.foot .btn').tap();
    await page.locator('.undo').waitFor();
    expect(await queueOf(page)).toHaveLength(56);
    killPhone(folder);

    phone = await startPhone({ folder, url: proxy.url });
    phones.push(phone);
    const again = await phone.newPage();
    await again.goto('/m/queue');
    await again.locator('section article').first().waitFor();
    expect(await again.locator('section article').count()).toBe(56);
    proxy.offline = false;
    await again.reload();
    // A kill soon after the log-in can lose the cookie: the author logs in again, and everything is still there.
    const login = again.locator('.notice .link');
    await until(again, () => document.querySelector('.notice') !== null || document.querySelector('.fold') !== null);
    if (await login.isVisible()) {
      await login.tap();
      await logInOn(again, 'tech');
    }
    const rows = await untilSent(again);
    expect(rows.map(({ state }) => state)).toEqual(Array(56).fill('taken'));
    const reported = await entriesOf(server, 'fault.reported');
    expect(reported.map(({ body }) => body['deviceId'])).toEqual([
      ...Array.from({ length: SEATS }, (_, n) => seatOf(n + 1)),
      'R1-PCS1',
      'R1-PCS2',
    ]);
    expect(await entriesOf(server, 'room.inspected')).toHaveLength(1);
  });
});
