import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD, type PageServer, startPageServer } from '../kit';
import {
  logInOn,
  observe,
  queueOf,
  recordedBy,
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
const phones: BrowserContext[] = [];
const folders: string[] = [];
let name = '';
let accounts = 0;

beforeAll(async () => {
  server = await startPageServer();
  await server.must(roomWorld(Date.now()));
});
afterAll(() => server?.stop());
beforeEach(async () => {
  proxy = await lossyProxy(server.url);
  name = await account();
});
afterEach(async () => {
  for (const one of phones.splice(0)) await one.close().catch(() => undefined);
  for (const one of folders.splice(0)) rmSync(one, { recursive: true, force: true });
  await proxy.close();
});

async function account(): Promise<string> {
  const made = `tech-${++accounts}`;
  await server.ask('POST', '/api/users', { name: made, role: 'technician', scope: 'site:S1', password: PASSWORD });
  return made;
}

async function open(more: object = {}): Promise<Page> {
  const folder = mkdtempSync(join(tmpdir(), 'kaodian-phone-'));
  folders.push(folder);
  const phone = await startPhone({ folder, url: proxy.url, ...more });
  phones.push(phone);
  const page = phone.pages()[0] ?? (await phone.newPage());
  await page.goto('/m');
  await logInOn(page, name);
  await untilInstalled(page);
  return page;
}

const devicesOf = async (by = name) =>
  (await recordedBy(server, by, 'status.observed')).map(({ body }) => body['deviceId']);

describe('the durable queue over a network that loses things', { timeout: 120_000 }, () => {
  it('a request and an answer lost: sent again unchanged, each once, shown as taken', async () => {
    const page = await open();
    proxy.loseRequests = 1;
    await observe(page, seatOf(1));
    await observe(page, seatOf(2));
    await page.goto('/m/queue');
    // Nothing arrives at first; then everything arrives and no answer comes back.
    await page.locator('.why').first().waitFor();
    expect(proxy.recorded).toBe(0);
    proxy.loseRequests = 0;
    proxy.loseAnswers = 1;
    await page.locator('.foot .btn').tap();
    await until(page, () => document.querySelector('.why') !== null);
    while (proxy.recorded === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    proxy.loseAnswers = 0;
    const rows = await untilSent(page);
    expect(rows.map(({ state }) => state)).toEqual(['taken', 'taken']);
    expect(rows[0]?.again).toBe(true);
    expect(await devicesOf()).toEqual([seatOf(1), seatOf(2)]);
    await page.locator('.fold').tap();
    expect(await page.locator('.taken article').count()).toBe(2);
  });

  for (const withoutLocks of [false, true]) {
    it(`two tabs drain ${withoutLocks ? 'without locks' : 'with locks'}, four reloads in the middle: each once`, async () => {
      const page = await open({ withoutLocks });
      const other = await page.context().newPage();
      await other.goto('/m/queue');
      proxy.loseRequests = 0.3;
      proxy.loseAnswers = 0.3;
      for (let n = 3; n < 9; n += 1) await observe(n % 2 === 0 ? page : other, seatOf(n));
      for (let reload = 0; reload < 4; reload += 1) {
        await page.goto('/m/queue');
        await other.goto('/m/queue');
        await page.locator('.top').waitFor();
      }
      proxy.loseRequests = 0;
      proxy.loseAnswers = 0;
      const rows = await untilSent(page);
      expect(rows.map(({ state }) => state)).toEqual(Array(6).fill('taken'));
      expect((await devicesOf()).toSorted()).toEqual([3, 4, 5, 6, 7, 8].map(seatOf));
    });
  }

  for (const minutes of [3, -40]) {
    it(`a clock that is ${minutes} min off, steady: true times, and five seconds in the air do not count`, async () => {
      const page = await open({ clockMs: minutes * 60_000 });
      proxy.inTheAirMs = 5_000;
      const before = Date.now();
      await observe(page, seatOf(9));
      const after = Date.now();
      await untilSent(page);
      const [entry] = await recordedBy(server, name, 'status.observed');
      expect(Date.parse(entry!.at)).toBeGreaterThanOrEqual(before - 2_000);
      expect(Date.parse(entry!.at)).toBeLessThanOrEqual(after + 2_000);
    });
  }

  it('the clock is set right between two sendings: the same entry is a duplicate', async () => {
    const page = await open({ clockMs: 3 * 60_000 });
    proxy.loseAnswers = 1;
    await observe(page, seatOf(10));
    while (proxy.recorded === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    // A page without the wrong clock, on the same storage.
    await page.context().addInitScript(() => {
      const wrong = Date;
      const right = () => wrong.now() - 3 * 60_000;
      globalThis.Date = new Proxy(wrong, {
        construct: (target, given: unknown[]) =>
          Reflect.construct(target, given.length === 0 ? [right()] : given) as object,
        get: (target, key) => (key === 'now' ? right : Reflect.get(target, key)),
      });
    });
    await page.goto('/m/queue');
    proxy.loseAnswers = 0;
    const [row] = await untilSent(page);
    expect(row).toMatchObject({ state: 'taken', again: true });
    expect(await devicesOf()).toEqual([seatOf(10)]);
  });

  it('73 hours old: refused, in words that the office can record it', async () => {
    const page = await open();
    proxy.offline = true;
    await observe(page, seatOf(11));
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const opening = indexedDB.open('kaodian.phone');
          opening.addEventListener('success', () => {
            const store = opening.result.transaction('queue', 'readwrite').objectStore('queue');
            const reading = store.getAll();
            reading.addEventListener('success', () => {
              for (const row of reading.result) store.put({ ...row, at: row.at - 73 * 3_600_000, notBefore: 0 });
              store.transaction.addEventListener('complete', () => {
                opening.result.close();
                resolve();
              });
            });
          });
        }),
    );
    proxy.offline = false;
    await page.goto('/m/queue');
    await untilSent(page);
    await page.locator('article', { hasText: '考务办可以补记' }).waitFor();
    expect(await devicesOf()).toEqual([]);
  });

  it('refused, mended: recorded under a new id', async () => {
    const page = await open();
    proxy.offline = true;
    await observe(page, seatOf(12));
    await server.must([
      {
        id: crypto.randomUUID(),
        kind: 'device.retired',
        at: new Date(Date.now() - 60_000).toISOString(),
        body: { deviceId: seatOf(12) },
      },
    ]);
    proxy.offline = false;
    await page.goto('/m/queue');
    const [refused] = await untilSent(page);
    expect(refused?.state).toBe('refused');
    await page.locator('.tools .link', { hasText: '修改' }).tap();
    await page.locator('#mend-deviceId').fill(seatOf(13));
    await page.locator('dialog[open] button[type=submit]').tap();
    const [row] = await untilSent(page);
    expect(row?.state).toBe('taken');
    expect(row?.id).not.toBe(refused?.id);
    expect(await devicesOf()).toEqual([seatOf(13)]);
  });

  it('the session is over, another account comes: nothing is sent; its author is back: it is', async () => {
    const page = await open();
    const author = name;
    proxy.offline = true;
    await observe(page, seatOf(14));
    await page.context().clearCookies();
    proxy.offline = false;
    await page.goto('/m/queue');
    await page.locator('.notice .link').waitFor();
    expect((await queueOf(page)).map(({ state }) => state)).toEqual(['waiting']);
    const other = await account();
    await page.locator('.notice .link').tap();
    await logInOn(page, other).catch(() => undefined);
    await page.goto('/m/queue');
    await page.locator('p.why', { hasText: '另一账号有 1 条' }).waitFor();
    expect(await page.locator('article').count()).toBe(0);
    expect(await devicesOf(other)).toEqual([]);
    expect(await devicesOf(author)).toEqual([]);
    await page.goto('/m/me');
    await page.locator('button', { hasText: '退出登录' }).tap();
    await logInOn(page, author);
    await untilSent(page);
    expect(await devicesOf(author)).toEqual([seatOf(14)]);
  });

  it('two phones on one device, synced in either order: both show the clash, the figures are the same', async () => {
    const first = name;
    const one = await open();
    name = await account();
    const two = await open();
    proxy.offline = true;
    await observe(one, seatOf(20), 'degraded');
    await observe(two, seatOf(20), 'down');
    await observe(two, seatOf(21), 'down');
    await observe(one, seatOf(21), 'degraded');
    // One after the other: what the first has sent is in the ledger when the second comes.
    await one.context().setOffline(true);
    proxy.offline = false;
    await two.goto('/m/queue');
    await untilSent(two);
    await one.context().setOffline(false);
    await one.goto('/m/queue');
    await untilSent(one);
    for (const page of [one, two]) {
      await page.goto('/m/queue');
      await page.locator('article', { hasText: '冲突' }).nth(1).waitFor();
    }
    const read = (path: string): Promise<unknown> =>
      one.evaluate((address) => fetch(address).then((got) => got.json()), path);
    const status = async (id: string) => ((await read(`/api/devices/${id}`)) as { status: string }).status;
    // The later one stands, whoever was synced first (semantics 4).
    expect([await status(seatOf(20)), await status(seatOf(21))]).toEqual(['down', 'degraded']);

    // Of seat 20 the later entry was synced first, of seat 21 the earlier one. From the first entry of a seat to a second
    // after the later one, the time is divided by when they were made, never by when they came.
    const all = [
      ...(await recordedBy(server, first, 'status.observed')),
      ...(await recordedBy(server, name, 'status.observed')),
    ];
    const madeOf = (id: string) =>
      all.filter(({ body }) => body['deviceId'] === id).toSorted((a, b) => (a.at < b.at ? -1 : 1));
    const orderOf = (id: string) => madeOf(id).map(({ seq }) => seq);
    expect(orderOf(seatOf(20))).toEqual(orderOf(seatOf(20)).toSorted((a, b) => b - a));
    expect(orderOf(seatOf(21))).toEqual(orderOf(seatOf(21)).toSorted((a, b) => a - b));
    for (const [id, said] of [
      [seatOf(20), ['degraded', 'down']],
      [seatOf(21), ['down', 'degraded']],
    ] as const) {
      const made = madeOf(id);
      expect(made.map(({ body }) => body['status'])).toEqual(said);
      const [from, later] = made.map(({ at }) => Date.parse(at)) as [number, number];
      const iso = (instant: number) => encodeURIComponent(new Date(instant).toISOString());
      const { rows } = (await read(`/api/uptime?scope=device:${id}&from=${iso(from)}&to=${iso(later + 1000)}`)) as {
        rows: Record<string, number>[];
      };
      const ms = { [said[0]]: later - from, [said[1]]: 1000 };
      expect(rows[0]).toMatchObject({ serviceMs: later + 1000 - from, downMs: ms['down'], degradedMs: ms['degraded'] });
    }
    await one.locator('article', { hasText: '20 号机' }).locator('.btn', { hasText: '仍记我的' }).tap();
    await untilSent(one);
    expect((await recordedBy(server, first, 'status.observed')).map(({ body }) => body['status'])).toEqual([
      'degraded',
      'degraded',
      'degraded',
    ]);
  });
});
