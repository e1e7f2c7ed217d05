import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import type { EntryItem, Page as ListPage } from '../../../shared/contract/http';
import { PASSWORD, type PageServer } from '../kit';

const HOUR = 3_600_000;
export const SEATS = 53;
const two = (n: number) => String(n).padStart(2, '0');
export const seatOf = (n: number) => `R1-PC${two(n)}`;

/** One site with one accepted room of 53 seats, three spare ones and ten devices around, all well since yesterday. */
export function roomWorld(now: number): { id: string; kind: string; at: string; body: Record<string, unknown> }[] {
  const at = new Date(now - 30 * HOUR).toISOString();
  const add = (kind: string, body: Record<string, unknown>) => ({ id: randomUUID(), kind, at, body });
  const device = (deviceId: string, category: string, label: string, more: object = {}) => [
    add('device.registered', { deviceId, siteId: 'S1', roomId: 'R1', category, label, ...more }),
    add('device.commissioned', { deviceId }),
  ];
  return [
    add('site.registered', { siteId: 'S1', name: '演示考点', area: '440781' }),
    add('site.registered', { siteId: 'S2', name: '别的考点', area: '440781' }),
    add('room.registered', {
      roomId: 'R1',
      siteId: 'S1',
      name: '第 1 考场',
      origin: 'new',
      seats: SEATS,
      spareSeats: 3,
    }),
    add('room.accepted', { roomId: 'R1' }),
    add('room.registered', { roomId: 'R2', siteId: 'S2', name: '第 2 考场', origin: 'new', seats: 1 }),
    add('room.accepted', { roomId: 'R2' }),
    ...Array.from({ length: SEATS }, (_, n) =>
      device(seatOf(n + 1), 'computer', `${two(n + 1)} 号机`, { seat: two(n + 1) }),
    ).flat(),
    ...[1, 2, 3].flatMap((n) => device(`R1-PCS${n}`, 'computer', `备用 ${n} 号机`, { seat: `S${n}`, spare: true })),
    ...['CAM1', 'CAM2', 'SRV1', 'SRV2', 'SW1', 'UPS1', 'BC1', 'CLK1', 'JAM1', 'MD1'].flatMap((id) =>
      device(`R1-${id}`, id.startsWith('CAM') ? 'camera' : 'switch', id),
    ),
    add('device.registered', {
      deviceId: 'R2-PC01',
      siteId: 'S2',
      roomId: 'R2',
      category: 'computer',
      label: '外校 01 号机',
    }),
    add('device.commissioned', { deviceId: 'R2-PC01' }),
  ];
}

/** Everything of a kind in the ledger, as the administrator reads it, oldest first. */
export async function entriesOf(server: PageServer, kind: string): Promise<EntryItem[]> {
  const cookie = await cookieOf(server.url, 'admin');
  const answer = await fetch(`${server.url}/api/entries?kind=${kind}&limit=1000`, { headers: { cookie } });
  return ((await answer.json()) as ListPage<EntryItem>).items.reverse();
}

export async function cookieOf(url: string, username: string): Promise<string> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: PASSWORD }),
  });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

interface PhoneLook {
  folder: string;
  url: string;
  locale?: 'zh-CN' | 'en';
  theme?: 'light' | 'dark';
  /** The phone's clock is this far ahead of the true one, ms. */
  clockMs?: number;
  /** As browsers without it: no lock between tabs. */
  withoutLocks?: boolean;
}

/** A phone with a storage of its own: what is kept there outlives the browser. */
export async function startPhone({
  folder,
  url,
  locale = 'zh-CN',
  theme = 'light',
  ...more
}: PhoneLook): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'],
    baseURL: url,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    timezoneId: 'Asia/Shanghai',
    locale: 'zh-CN',
  });
  context.setDefaultTimeout(20_000);
  const { clockMs = 0, withoutLocks = false } = more;
  await context.addInitScript(
    ([chosenLocale, chosenTheme, ahead, noLocks]) => {
      localStorage.setItem('kaodian.locale', String(chosenLocale));
      localStorage.setItem('kaodian.theme', String(chosenTheme));
      if (noLocks) Object.defineProperty(navigator, 'locks', { value: undefined });
      if (ahead === 0) return;
      const True = Date;
      const now = () => True.now() + Number(ahead);
      // A clock that is set wrong, for everything that the page asks.
      globalThis.Date = new Proxy(True, {
        construct: (target, given: unknown[]) =>
          Reflect.construct(target, given.length === 0 ? [now()] : given) as object,
        get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
      });
    },
    [locale, theme, clockMs, withoutLocks] as const,
  );
  return context;
}

/** The app is killed as a phone kills it: no page hears of it. */
export function killPhone(folder: string): void {
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8');
      if (command.includes(`--user-data-dir=${folder}`)) process.kill(Number(name), 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
}

export async function logInOn(page: Page, username: string): Promise<void> {
  await page.locator('#username').fill(username);
  await page.locator('#password').fill(PASSWORD);
  await page.locator('button[type=submit]').tap();
  await page.locator('.counts').first().waitFor();
}

/** The service worker has kept its files and answers for the page, and the account's sites have been read. */
export async function untilInstalled(page: Page): Promise<void> {
  await untilKept(page);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await until(page, () => navigator.serviceWorker.controller !== null);
}

/** Asks the page until it says so: what it waits for is what the test is about. */
export async function until<T>(page: Page, holds: (given: T) => boolean | Promise<boolean>, given?: T): Promise<void> {
  const end = Date.now() + 60_000;
  for (;;) {
    if (await page.evaluate(holds as never, given as never)) return;
    if (Date.now() > end) throw new Error(`the page never came to: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The copy of the sites is on the phone: what opens without a network shows it. */
async function untilKept(page: Page): Promise<void> {
  await until(
    page,
    () =>
      new Promise<boolean>((resolve) => {
        const opening = indexedDB.open('kaodian.phone');
        opening.addEventListener('error', () => resolve(false));
        opening.addEventListener('success', () => {
          const database = opening.result;
          if (!database.objectStoreNames.contains('sites')) {
            database.close();
            return resolve(false);
          }
          const counting = database.transaction('sites').objectStore('sites').count();
          counting.addEventListener('success', () => {
            database.close();
            resolve(counting.result > 0);
          });
        });
      }),
  );
}

export interface QueueRow {
  id: string;
  state: 'waiting' | 'taken' | 'refused';
  kind: string;
  again?: boolean;
}

/** What the phone keeps, as its storage has it. */
export function queueOf(page: Page): Promise<QueueRow[]> {
  return page.evaluate(
    () =>
      new Promise<QueueRow[]>((resolve, reject) => {
        const opening = indexedDB.open('kaodian.phone');
        opening.addEventListener('error', () => reject(new Error(String(opening.error))));
        opening.addEventListener('success', () => {
          const reading = opening.result.transaction('queue').objectStore('queue').getAll();
          reading.addEventListener('success', () => {
            resolve(reading.result as QueueRow[]);
            opening.result.close();
          });
        });
      }),
  );
}

/** Waits until nothing of the phone's queue waits any more. */
export async function untilSent(page: Page): Promise<QueueRow[]> {
  const end = Date.now() + 120_000;
  for (;;) {
    const rows = await queueOf(page);
    if (rows.length > 0 && rows.every(({ state }) => state !== 'waiting')) return rows;
    if (Date.now() > end)
      throw new Error(`still waiting: ${JSON.stringify(rows.filter(({ state }) => state === 'waiting').length)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** What an account has recorded of a kind, oldest first. */
export async function recordedBy(server: PageServer, name: string, kind: string): Promise<EntryItem[]> {
  const cookie = await cookieOf(server.url, 'admin');
  const answer = await fetch(`${server.url}/api/users`, { headers: { cookie } });
  const { items } = (await answer.json()) as { items: { id: string; name: string }[] };
  const id = items.find((user) => user.name === name)?.id;
  return (await entriesOf(server, kind)).filter(({ actor }) => actor === id);
}

/** Says of a device that it is down or degraded, from its card. */
export async function observe(page: Page, deviceId: string, status: 'down' | 'degraded' = 'down'): Promise<void> {
  const before = (await queueOf(page)).length;
  await page.goto(`/m/devices/${deviceId}`);
  await page.locator('.two .btn', { hasText: status === 'down' ? '记为停用' : '记为降级' }).tap();
  await until(page, () => document.querySelector('.undo') !== null);
  if ((await queueOf(page)).length !== before + 1) throw new Error('it was not kept');
}
