import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EntriesAnswer, EntryResult } from '../../shared/contract/http';
import { type App, type AppDeps, createApp } from '../../server/app';
import { foldFactory } from '../../server/ledger/folding/fold-factory';
import { makeLog } from '../../server/log';
import { startWorker } from '../../server/start-thread';
import { type SqliteStore, openStore } from '../../server/store/sqlite/open';

export const PASSWORD = 'a password of the tests';
export const ZONE = 'Asia/Shanghai';
/** Where tests of the server begin: a Wednesday morning. */
export const NOON = Date.parse('2025-03-05T12:00:00+08:00');

/** A clock that stands until it is moved. */
export class TestClock {
  constructor(public at: number = NOON) {}
  readonly read = (): number => this.at;
  forward(ms: number): void {
    this.at += ms;
  }
}

export interface Sent {
  id: string;
  kind: string;
  at?: string;
  body: unknown;
}

/** An entry as a writer sends it, with an id of its own. */
export function entry(kind: string, body: unknown, at?: string | number): Sent {
  const sent: Sent = { id: randomUUID(), kind, body };
  if (at !== undefined) sent.at = typeof at === 'number' ? new Date(at).toISOString() : at;
  return sent;
}

export const observed = (deviceId: string, status: string, at?: string | number) =>
  entry('status.observed', { deviceId, status }, at);

/** A site S1 in 440781 with cameras in it, in service since a week before NOON and seen well then. */
export function oneSite(devices = ['D1'], siteId = 'S1', area = '440781'): Sent[] {
  const at = NOON - 7 * 86_400_000;
  return [
    entry('site.registered', { siteId, name: `考点${siteId}`, area }, at),
    ...devices.flatMap((deviceId) => [
      entry('device.registered', { deviceId, siteId, category: 'camera' }, at),
      entry('device.commissioned', { deviceId }, at),
    ]),
  ];
}

export function tempFolder(): string {
  return mkdtempSync(join(tmpdir(), 'kaodian-test-'));
}

export interface Reply<T = unknown> {
  status: number;
  headers: Headers;
  body: T;
}

export class TestServer {
  constructor(
    readonly url: string,
    readonly app: App,
    readonly store: SqliteStore,
    readonly folder: string,
    readonly clock: TestClock,
    public cookie: string,
  ) {}

  async ask<T = unknown>(path: string, init: RequestInit & { json?: unknown } = {}): Promise<Reply<T>> {
    const { json, headers, ...rest } = init;
    const response = await fetch(this.url + path, {
      ...rest,
      ...(json === undefined ? {} : { method: rest.method ?? 'POST', body: JSON.stringify(json) }),
      headers: {
        cookie: this.cookie,
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('application/json');
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson && text !== '' ? JSON.parse(text) : text) as T,
    };
  }

  /** Sends entries, and gives each one's result. */
  async record(entries: readonly Sent[], sentAt?: string): Promise<EntryResult[]> {
    const { status, body } = await this.ask<EntriesAnswer>('/api/entries', { json: { sentAt, entries } });
    if (status !== 200) throw new Error(`POST /api/entries: ${status} ${JSON.stringify(body)}`);
    return body.results;
  }

  /** Sends entries that have to be recorded. */
  async must(entries: readonly Sent[]): Promise<number[]> {
    const results = await this.record(entries);
    const refused = results.find((one) => one.outcome !== 'recorded');
    if (refused) throw new Error(JSON.stringify(refused));
    return results.map((one) => one.seq!);
  }

  async logIn(password = PASSWORD): Promise<Reply> {
    const reply = await this.ask('/api/session', { json: { username: 'admin', password } });
    this.cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? '';
    return reply;
  }

  /** Stops the server and leaves its folder. */
  async stop(): Promise<void> {
    await this.app.close();
  }
}

export interface StartOptions {
  folder?: string;
  clock?: TestClock;
  adminPassword?: string | null;
  deps?: Partial<AppDeps>;
}

/** A real server on a port of its own, logged in as admin unless there is no password. */
export async function startServer(options: StartOptions = {}): Promise<TestServer> {
  const folder = options.folder ?? tempFolder();
  const clock = options.clock ?? new TestClock();
  const store = openStore(folder);
  const checkpointFolder = join(folder, 'checkpoints');
  const app = await createApp({
    store,
    clock: clock.read,
    zone: ZONE,
    factory: foldFactory,
    log: makeLog('silent'),
    checkpointFolder,
    clientFolder: join(folder, 'no pages'),
    keyFile: join(folder, 'secret.key'),
    startWorker: () => startWorker({ folder, checkpoints: checkpointFolder, zone: ZONE }),
    adminPassword: options.adminPassword === null ? undefined : (options.adminPassword ?? PASSWORD),
    ...options.deps,
  }).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const { port, ready } = await app.listen(0, '127.0.0.1');
  await ready;
  const server = new TestServer(`http://127.0.0.1:${port}`, app, store, folder, clock, '');
  if (options.adminPassword !== null) await server.logIn();
  return server;
}

/** Stops a server and forgets its folder. */
export async function discard(server: TestServer): Promise<void> {
  await server.stop();
  rmSync(server.folder, { recursive: true, force: true });
}
