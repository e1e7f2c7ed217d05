import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntriesAnswer, Page, SessionAnswer, TokenItem } from '../../shared/contract/http';
import { verify } from '../../server/ledger/files/verify';
import { Release } from '../fixtures/release';
import { type TestServer, TestClock, ZONE, entry, observed, startServer, tempFolder } from './kit';
import { command, spawnServer, untilReady } from './process';

/** The release before this one. */
const release = new Release('0.1.0');
const { keys } = release;
const MINUTE = 60_000;

let folder: string;
let server: TestServer | null;
beforeEach(() => {
  folder = tempFolder();
  server = null;
});
afterEach(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Today's server on the folder, a moment after the release stopped. */
async function upgraded(): Promise<TestServer> {
  release.copyTo(folder);
  server = await startServer({ folder, clock: new TestClock(keys.end + MINUTE), adminPassword: null });
  return server;
}

/** Logs in as an account of the release, or carries its token. */
async function headersOf(at: TestServer, who: string): Promise<Record<string, string>> {
  const token = keys.tokens[who];
  if (token !== undefined) return { authorization: `Bearer ${token}`, cookie: '' };
  const json = { username: who, password: keys.passwords[who] };
  const { status, headers } = await at.ask('/api/session', { json });
  expect([who, status]).toEqual([who, 200]);
  return { cookie: headers.get('set-cookie')!.split(';')[0]! };
}

/** A contract grows: of what is answered today, the fields that the release knew. */
function known(today: unknown, then: unknown): unknown {
  if (Array.isArray(today) && Array.isArray(then)) return today.map((one, index) => known(one, then[index]));
  if (typeof today !== 'object' || typeof then !== 'object' || today === null || then === null) return today;
  const fields = Object.keys(then).filter((name) => name in today);
  const at = (of: object, name: string) => (of as Record<string, unknown>)[name];
  return Object.fromEntries(fields.map((name) => [name, known(at(today, name), at(then, name))]));
}

/** Puts the release's questions to a server, and sees its answers. */
async function answersAsBefore(at: TestServer, asked: typeof release.expected, headers: Record<string, object>) {
  for (const { who, path, status, body } of asked) {
    const today = await at.ask(path, { headers: { ...headers[who] } });
    expect([who, path, today.status]).toEqual([who, path, status]);
    // The words of a refusal are nobody's contract, its code is.
    const code = (of: unknown) => (of as { error: { code: string } }).error.code;
    if (status === 200) expect([path, known(today.body, body)]).toEqual([path, body]);
    else expect([path, code(today.body)]).toEqual([path, code(body)]);
  }
}

describe('an upgrade from 0.1.0', () => {
  it('starts as it is shipped, and exports the ledger that was there', async () => {
    release.copyTo(folder);
    const process = await spawnServer(folder);
    await untilReady(process);
    expect(await process.end('SIGTERM')).toBe(0);
    const { stdout } = await command(['export'], { DATA_DIR: folder });
    expect(stdout.startsWith(readFileSync(release.ledgerFile, 'utf8'))).toBe(true);
  });

  it('answers what the release answered, to everybody who may log in as before', async () => {
    const at = await upgraded();
    const headers: Record<string, object> = {};
    for (const who of new Set(release.expected.map((one) => one.who))) headers[who] = await headersOf(at, who);
    await answersAsBefore(at, release.expected, headers);
  });

  it('goes on with open sessions, tokens and push addresses, and lets nobody in who was out', async () => {
    const at = await upgraded();
    const whoAmI = async (headers: Record<string, string>) => (await at.ask('/api/session', { headers })).status;
    expect(await whoAmI({ cookie: keys.cookie })).toBe(200);
    expect(await whoAmI({ authorization: `Bearer ${keys.tokens['reader']}` })).toBe(200);
    expect(await whoAmI({ authorization: `Bearer ${keys.tokens['brief']}` })).toBe(401);
    const disabled = { username: 'mate', password: keys.passwords['mate'] };
    expect((await at.ask('/api/session', { json: disabled })).status).toBe(401);
    expect((await at.ask(`/api/push/${keys.tokens['push']}?status=up`)).body).toEqual({ ok: true });
    const headers = await headersOf(at, 'probe');
    const beats = await at.ask('/api/heartbeats', { headers, json: { deviceIds: ['K1-NVR'] } });
    expect([beats.status, beats.body]).toEqual([202, { accepted: 1, refused: [] }]);
  });

  it('M14: finds the makers of its tokens in the ledger, and compares the names of its accounts', async () => {
    const at = await upgraded();
    const headers = await headersOf(at, 'admin');
    const { user } = (await at.ask<SessionAnswer>('/api/session', { headers })).body;
    for (const path of ['/api/tokens', '/api/push-tokens']) {
      const { items } = (await at.ask<Page<TokenItem>>(path, { headers })).body;
      expect(items.length).toBeGreaterThan(0);
      expect(new Set(items.map(({ madeBy }) => madeBy))).toEqual(new Set([user.id]));
    }
    const json = { username: 'ＯＦＦＩＣＥ', password: keys.passwords['office'] };
    expect((await at.ask('/api/session', { json })).status).toBe(200);
  });

  it('keeps every paper', async () => {
    const at = await upgraded();
    const headers = await headersOf(at, 'admin');
    const papers = release.papers();
    expect(papers.size).toBeGreaterThan(30);
    for (const [hash, text] of papers) {
      expect([hash, (await at.ask(`/api/papers/${hash}`, { headers })).body]).toEqual([hash, text]);
    }
  });

  it('knows what was sent before as a duplicate, and chains what is new on', async () => {
    const at = await upgraded();
    const { lines } = at.store.entries;
    const headers: Record<string, Record<string, string>> = {};
    // Who was disabled since cannot send anything again.
    for (const { who, entry: sent } of release.sent.filter((one) => one.who !== 'mate')) {
      headers[who] ??= await headersOf(at, who);
      const json = { entries: [sent] };
      const { body } = await at.ask<EntriesAnswer>('/api/entries', { headers: headers[who], json });
      expect([sent.kind, body.results]).toMatchObject([sent.kind, [{ outcome: 'duplicate' }]]);
    }
    const entries = [observed('K1-1-PC2', 'down'), entry('fault.repaired', { faultId: 'F7', note: '好了' })];
    const { body } = await at.ask<EntriesAnswer>('/api/entries', { headers: headers['office'], json: { entries } });
    expect(body.results.map((one) => one.outcome)).toEqual(['recorded', 'recorded']);
    const [last, next] = (await lines.call(at.store.entries, keys.head - 1, 2)).map(
      (line) => JSON.parse(line) as { hash: string; prev: string },
    );
    expect(next!.prev).toBe(last!.hash);
    await at.stop();
    server = null;
    const { stdout } = await command(['export'], { DATA_DIR: folder });
    expect(stdout.startsWith(readFileSync(release.ledgerFile, 'utf8'))).toBe(true);
    expect((await verify(Readable.from([Buffer.from(stdout)]))).seq).toBeGreaterThan(keys.head);
  });

  it('takes the ledger file of the release into an empty folder, with the same figures and papers', async () => {
    const taken = await command(['import', release.ledgerFile, '--papers', release.paperFolder], {
      DATA_DIR: folder,
      ZONE,
    });
    expect([taken.code, taken.stderr]).toEqual([0, '']);
    expect(readdirSync(folder)).toContain('kaodian.db');
    server = await startServer({ folder, clock: new TestClock(keys.end + MINUTE) });
    // Accounts and tokens are no part of a ledger.
    const figures = release.expected.filter(({ who, path }) => who === 'admin' && !/\/(users|.*tokens)$/.test(path));
    expect(figures.length).toBeGreaterThan(50);
    await answersAsBefore(server, figures, {});
    for (const [hash, text] of release.papers()) {
      expect([hash, (await server.ask(`/api/papers/${hash}`)).body]).toEqual([hash, text]);
    }
  });
});
