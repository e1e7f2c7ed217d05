import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD, type PageServer, axeFinds, startPageServer } from '../kit';
import {
  cookieOf,
  logInOn,
  queueOf,
  recordedBy,
  roomWorld,
  seatOf,
  startPhone,
  untilInstalled,
  untilSent,
} from './kit';
import { type LossyProxy, lossyProxy } from './lossy-proxy';

let server: PageServer;
let proxy: LossyProxy;
let folder: string;
let phone: BrowserContext;
const account = (name: string, role: string, scope: string) =>
  server.ask('POST', '/api/users', { name, role, scope, password: PASSWORD });

beforeEach(async () => {
  server = await startPageServer();
  await server.must(roomWorld(Date.now()));
  await account('tech', 'technician', 'site:S1');
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

async function open(name: string): Promise<Page> {
  const page = phone.pages()[0] ?? (await phone.newPage());
  await page.goto('/m');
  await logInOn(page, name);
  await untilInstalled(page);
  return page;
}

/** Swaps a seat's computer with the second spare of the room, from its card. */
async function swap(page: Page, n: number): Promise<void> {
  await page.goto(`/m/devices/${seatOf(n)}`);
  await page.locator('.foot .btn', { hasText: '换备用机' }).tap();
  const sheet = page.locator('dialog[open]');
  await sheet.locator('.spare').first().waitFor();
  expect(await sheet.locator('.spare b').allTextContents()).toEqual(['备用 1 号机', '备用 2 号机', '备用 3 号机']);
  await sheet.locator('.spare').nth(1).tap();
  await sheet.locator('#swap-note').fill('电源烧了');
  expect(await axeFinds(page)).toEqual([]);
  await sheet.locator('button[type=submit]').tap();
  await page.locator('.undo').waitFor();
}

const textOf = async (ref: unknown) => {
  const headers = { cookie: await cookieOf(server.url, 'admin') };
  return (await fetch(`${server.url}/api/papers/${String(ref).slice('sha256:'.length)}`, { headers })).text();
};
const seatNow = async (id: string) => {
  const headers = { cookie: await cookieOf(server.url, 'admin') };
  const { seat, spare } = (await (await fetch(`${server.url}/api/devices/${id}`, { headers })).json()) as {
    seat?: string;
    spare?: boolean;
  };
  return [seat, spare];
};

describe('a swap with a spare', { timeout: 120_000 }, () => {
  it('of a technician, offline, the answer lost once: a report and an observation, each once; the places are the office’s', async () => {
    const page = await open('tech');
    proxy.offline = true;
    await swap(page, 23);
    expect((await queueOf(page)).map(({ kind }) => kind)).toEqual(['fault.reported', 'status.observed']);
    proxy.loseAnswers = 1;
    proxy.offline = false;
    await page.goto('/m/queue');
    while (proxy.recorded === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    proxy.loseAnswers = 0;
    expect((await untilSent(page)).map(({ state }) => state)).toEqual(['taken', 'taken']);
    const reported = await recordedBy(server, 'tech', 'fault.reported');
    expect(reported.map(({ body }) => [body['deviceId'], body['impact']])).toEqual([[seatOf(23), 'down']]);
    expect(await textOf(reported[0]!.body['note'])).toBe(
      '已换上备用 2 号机（R1-PCS2），它原在演示考点　第 1 考场　S2 号位。 请考务办登记移位。 电源烧了',
    );
    const observed = await recordedBy(server, 'tech', 'status.observed');
    expect(observed.map(({ body }) => [body['deviceId'], body['status']])).toEqual([['R1-PCS2', 'up']]);
    expect(await recordedBy(server, 'tech', 'device.moved')).toEqual([]);
    expect(await seatNow(seatOf(23))).toEqual(['23', undefined]);

    // The next one sees where the spare went, and the swap of the same device is a note on its open fault.
    await page.goto(`/m/devices/${seatOf(23)}`);
    await page.locator('.foot .btn', { hasText: '换备用机' }).tap();
    await page.locator('.spare', { hasText: '最近备注：换到演示考点' }).waitFor();
    await page.locator('.spare').first().tap();
    await page.locator('dialog[open] button[type=submit]').tap();
    await page.locator('.undo').waitFor();
    await untilSent(page);
    const [comment] = await recordedBy(server, 'tech', 'fault.commented');
    expect(comment?.body['faultId']).toBe(reported[0]!.body['faultId']);
  });

  it('of the office changes the places of both besides', async () => {
    const page = await open('office');
    await swap(page, 24);
    expect((await untilSent(page)).map(({ state }) => state)).toEqual(Array(6).fill('taken'));
    expect(await seatNow(seatOf(24))).toEqual(['S2', true]);
    expect(await seatNow('R1-PCS2')).toEqual(['24', false]);
  });
});
