import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD, type PageServer, startPageServer } from '../kit';
import { cookieOf, entriesOf, logInOn, roomWorld, startPhone, until, untilInstalled, untilSent } from './kit';
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
async function roundWithPhoto(page: Page): Promise<void> {
  await page.locator('.grid .cell').first().tap();
  await page.locator('li .tool').first().tap();
  await page.locator('dialog[open] input[type=file]').setInputFiles(await cameraFile(page));
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
    const cookie = await cookieOf(server.url, 'office');
    const erased = await fetch(`${server.url}/api/papers/${hash}/erase`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ reason: '拍到了考生' }),
    });
    expect(erased.status).toBe(204);
    await page.reload();
    await page.locator('.papers .trouble', { hasText: '已删除' }).waitFor();
  });

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
