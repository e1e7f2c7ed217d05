import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD, type PageServer, startPageServer } from '../kit';
import { logInOn, roomWorld, startPhone, untilInstalled } from './kit';
import { type LossyProxy, lossyProxy } from './lossy-proxy';

let server: PageServer;
let proxy: LossyProxy;
let folder: string;
let phone: BrowserContext;

beforeEach(async () => {
  server = await startPageServer();
  await server.must(roomWorld(Date.now()));
  await server.ask('POST', '/api/users', { name: 'tech', role: 'technician', scope: 'site:S1', password: PASSWORD });
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

describe('what a phone asks for', { timeout: 120_000 }, () => {
  it('first its page and six files, 160 kB at most; what has a hash is loaded once; then nothing but what changed', async () => {
    const page = phone.pages()[0] ?? (await phone.newPage());
    await page.goto('/m');
    await page.locator('#username').waitFor();
    const assets = () => proxy.asked.filter(({ path }) => path.startsWith('/assets/'));
    // A browser asks an HTTP/1.1 server for six files at a time: the log-in is there after the page and one answer's time.
    // The service worker begins once the page is there.
    const first = proxy.asked.slice(0, 7);
    expect(first.map(({ path }) => path)[0]).toBe('/m');
    expect(first.slice(1).every(({ path }) => path.startsWith('/assets/'))).toBe(true);
    expect(first.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(160_000);

    await logInOn(page, 'tech');
    await untilInstalled(page);
    const paths = assets().map(({ path }) => path);
    expect(paths.length).toBeGreaterThan(6);
    expect(paths.toSorted()).toEqual([...new Set(paths)].toSorted());
    // The whole copy of the site, 67 devices and their last entries.
    const copy = proxy.asked.find(({ path }) => path.startsWith('/api/sync'));
    expect(copy?.bytes).toBeGreaterThan(0);
    expect(copy?.bytes).toBeLessThanOrEqual(20_000);

    await phone.close();
    phone = await startPhone({ folder, url: proxy.url });
    const again = phone.pages()[0] ?? (await phone.newPage());
    proxy.asked = [];
    const synced = again.waitForResponse((response) => response.url().includes('/api/sync'));
    await again.goto('/m/rounds');
    await again.locator('.row').first().waitFor();
    await synced;
    expect(proxy.asked.map(({ path }) => path.split('?')[0]).filter((path) => path !== '/sw.js')).toEqual([
      '/api/session',
      '/api/sync',
    ]);
  });
});
