import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD, type PageServer, axeFinds, openBrowser, startPageServer, visitor } from '../kit';
import {
  cookieOf,
  entriesOf,
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

beforeEach(async () => {
  server = await startPageServer();
  await server.must(roomWorld(Date.now()));
  const account = (name: string, role: string, scope: string) =>
    server.ask('POST', '/api/users', { name, role, scope, password: PASSWORD });
  await account('tech', 'technician', 'site:S1');
  await account('far', 'technician', 'site:S2');
  await account('office', 'office', '440781');
  proxy = await lossyProxy(server.url);
  folder = mkdtempSync(join(tmpdir(), 'kaodian-phone-'));
  phone = await startPhone({ folder, url: proxy.url });
});
afterEach(async () => {
  await phone.close().catch(() => undefined);
  rmSync(folder, { recursive: true, force: true });
  await proxy.close();
  await server.stop();
});

/** A picture of 2400 × 1800 as a camera's file, some hundred kB also after it was made smaller. */
async function cameraFile(page: Page): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [2400, 1800];
    const drawing = canvas.getContext('2d')!;
    let state = 1;
    const draw = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
    for (let n = 0; n < 60_000; n += 1) {
      drawing.fillStyle = `hsl(${draw(360)} 80% ${20 + draw(60)}%)`;
      drawing.fillRect(draw(2400), draw(1800), 9, 9);
    }
    return canvas.toDataURL('image/jpeg', 0.95).split(',')[1]!;
  });
  return { name: 'IMG_0001.JPG', mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') };
}

/** Marks the first seat as down, with a photo, and records the round. */
async function roundWithPhoto(page: Page, picture?: Awaited<ReturnType<typeof cameraFile>>): Promise<void> {
  await page.locator('.grid .cell').first().tap();
  await page.locator('li .tool').first().tap();
  await page.locator('dialog[open] input[type=file]').setInputFiles(picture ?? (await cameraFile(page)));
  await page.locator('dialog[open] .photos img').waitFor();
  await page.locator('dialog[open] button[type=submit]').tap();
  await page.locator('.foot .btn').tap();
  const said = page.locator('.undo, .foot .error-text').first();
  await said.waitFor();
  expect(await said.textContent()).toContain('已记：');
}

async function openRoom(page: Page): Promise<void> {
  await page.goto('/m');
  await logInOn(page, 'tech');
  await untilInstalled(page);
  await page.locator('nav a', { hasText: '巡检' }).tap();
  await page.locator('.row').first().tap();
  await page.locator('.grid .cell').first().waitFor();
}

const photosOf = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('kaodian.phone');
        opening.addEventListener('success', () => {
          const counting = opening.result.transaction('photos').objectStore('photos').count();
          counting.addEventListener('success', () => {
            resolve(counting.result);
            opening.result.close();
          });
        });
      }),
  );

/** What the browser counts for the origin, bytes. */
async function storageOf(page: Page): Promise<{ usage: number; quota: number }> {
  const session = await page.context().newCDPSession(page);
  return session.send('Storage.getUsageAndQuota', { origin: new URL(page.url()).origin });
}

/** Keeps a photo of another account that leaves so many bytes of the storage. */
async function fillUp(page: Page, left: number): Promise<void> {
  const { usage, quota } = await storageOf(page);
  const size = quota - usage - left;
  expect(size).toBeGreaterThan(0);
  const kept = await page.evaluate(
    (length) =>
      new Promise<string>((resolve) => {
        const opening = indexedDB.open('kaodian.phone');
        opening.addEventListener('success', () => {
          const tx = opening.result.transaction('photos', 'readwrite', { durability: 'strict' });
          const bytes = new Uint8Array(length);
          for (let from = 0; from < length; from += 65_536) {
            crypto.getRandomValues(bytes.subarray(from, Math.min(length, from + 65_536)));
          }
          tx.objectStore('photos').put({
            ref: 'sha256:other',
            salt: new Uint8Array(16),
            bytes,
            author: 'somebody else',
          });
          tx.addEventListener('complete', () => resolve('kept'));
          tx.addEventListener('abort', () => resolve(String(tx.error)));
        });
      }),
    size,
  );
  expect(kept).toBe('kept');
}

/** The office erases the photo of a device's entry, on the desk's page of the device. */
async function eraseAtDesk(deviceId: string): Promise<void> {
  const browser = await openBrowser();
  try {
    for (const [account, may] of [
      ['tech', false],
      ['office', true],
    ] as const) {
      const context = await visitor(browser, server.url);
      const desk = await context.newPage();
      await desk.goto('/login');
      await desk.locator('#username').fill(account);
      await desk.locator('#password').fill(PASSWORD);
      await desk.keyboard.press('Enter');
      await desk.waitForURL((url) => url.pathname !== '/login');
      await desk.goto(`/devices/${deviceId}`);
      await desk.locator('.thumb').first().click();
      const large = desk.locator('dialog.large[open]');
      await large.waitFor();
      expect(await large.locator('.erase').count()).toBe(may ? 1 : 0);
      if (!may) continue;
      expect(await axeFinds(desk)).toEqual([]);
      await large.locator('.erase').click();
      const dialog = desk.getByRole('dialog').filter({ has: desk.locator('form') });
      await dialog.getByRole('button', { name: '删除照片' }).click();
      // Never without a reason.
      await dialog.locator('[aria-invalid=true]').waitFor();
      await dialog.getByLabel('为什么删除').fill('拍到了考生');
      await dialog.getByRole('button', { name: '删除照片' }).click();
      await desk.locator('.papers .trouble', { hasText: '已删除：拍到了考生（office，' }).waitFor();
      expect(await desk.locator('.thumb').count()).toBe(0);
    }
  } finally {
    await browser.close();
  }
}

const readAs = async (name: string, hash: string) => {
  const headers = { cookie: await cookieOf(server.url, name) };
  return fetch(`${server.url}/api/papers/${hash}`, { headers });
};

describe('photos of the phone', { timeout: 240_000 }, () => {
  it('a round with a photo offline, then a network that loses chunks: the office reads it, another site does not', async () => {
    const page = phone.pages()[0] ?? (await phone.newPage());
    await openRoom(page);
    proxy.offline = true;
    await roundWithPhoto(page);
    expect(await photosOf(page)).toBe(1);
    await page.goto('/m/queue');
    await page.locator('article', { hasText: '照片 1 张' }).waitFor();
    proxy.chunkFates = ['request', 'answer', 'request', 'answer'];
    proxy.offline = false;
    await page.reload();
    const rows = await untilSent(page);
    expect(rows.map(({ state }) => state)).toEqual(['taken', 'taken']);
    const end = Date.now() + 120_000;
    while ((await photosOf(page)) > 0) {
      if (Date.now() > end) throw new Error('the photo still waits');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(proxy.chunkFates).toEqual([]);

    const [reported] = await entriesOf(server, 'fault.reported');
    const { papers, faultId } = reported!.body as { papers: string[]; faultId: string };
    const hash = papers[0]!.slice('sha256:'.length);
    const read = await readAs('office', hash);
    expect([read.status, read.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect((await readAs('far', hash)).status).toBe(404);

    await page.goto(`/m/faults/${faultId}`);
    await until(page, () => (document.querySelector<HTMLImageElement>('.thumb img')?.naturalWidth ?? 0) === 1600);
    await eraseAtDesk(String(reported!.body['deviceId']));
    expect((await readAs('tech', hash)).status).toBe(410);
    await page.reload();
    await page.locator('.papers .trouble', { hasText: '已删除：拍到了考生（另一位，' }).waitFor();
  });

  for (const tells of [true, false]) {
    it(`a full storage, of which the browser ${tells ? 'tells' : 'does not tell'}: the photo is refused aloud, the entries are kept and sent`, async () => {
      const first = phone.pages()[0] ?? (await phone.newPage());
      await openRoom(first);
      const { usage } = await storageOf(first);
      await phone.close();
      // The browser reserves what a database may still take when it is opened: the limit has to stand before. It allows for
      // the compiled scripts that the browser keeps from the second visit on.
      phone = await startPhone({ folder, url: proxy.url });
      const page = phone.pages()[0] ?? (await phone.newPage());
      if (!tells)
        await page.addInitScript(() => Object.defineProperty(navigator.storage, 'estimate', { value: undefined }));
      const session = await phone.newCDPSession(page);
      await session.send('Storage.overrideQuotaForOrigin', {
        origin: proxy.url,
        quotaSize: usage + (tells ? 900_000 : 1_600_000),
      });
      await page.goto('/m/rounds/R1');
      await page.locator('.grid .cell').first().waitFor();
      proxy.offline = true;
      const picture = await cameraFile(page);
      // Only a storage that says nothing is really filled: what is left takes entries and no photo.
      if (!tells) await fillUp(page, 250_000);
      await roundWithPhoto(page, picture);
      await page.locator('.toast[role=alert]', { hasText: '记录已记下，照片没有' }).waitFor();
      expect((await queueOf(page)).map(({ kind, state }) => [kind, state])).toEqual([
        ['room.inspected', 'waiting'],
        ['fault.reported', 'waiting'],
      ]);
      expect(await photosOf(page)).toBe(tells ? 0 : 1);
      proxy.offline = false;
      await page.goto('/m/queue');
      await untilSent(page);
      const [reported] = await entriesOf(server, 'fault.reported');
      expect([reported!.body['deviceId'], reported!.body['papers']]).toEqual([seatOf(1), undefined]);
    });
  }

  it('a picture that the browser cannot read is refused in words', async () => {
    const page = phone.pages()[0] ?? (await phone.newPage());
    await openRoom(page);
    await page.locator('.grid .cell').first().tap();
    await page.locator('li .tool').first().tap();
    const heic = { name: 'IMG_0002.HEIC', mimeType: 'image/heic', buffer: Buffer.from('\0\0\0\x18ftypheic') };
    await page.locator('dialog[open] input[type=file]').setInputFiles(heic);
    await page.locator('dialog[open] [role=alert]', { hasText: 'HEIC' }).waitFor();
  });
});
