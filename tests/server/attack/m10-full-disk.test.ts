import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Page, RecoveryCodes, SecondFactorOffer, SignInItem } from '../../../shared/contract/http';
import type { Pulse } from '../../../shared/contract/live';
import { codeAt } from '../../helpers/totp';
import { connect, heard } from '../../live/kit';
import { PASSWORD, type Reply, type TestServer, discard, observed, oneSite, startServer, tempFolder } from '../kit';
import { type ServerProcess, logIn, spawnServer, untilReady } from '../process';

const STEP = 30_000;
const cookieIn = (reply: Reply) => reply.headers.getSetCookie().at(-1)?.split(';')[0] ?? '';

describe('M10: while nothing can be written', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startServer();
    await server.must(oneSite());
  });
  afterEach(() => discard(server));

  const breakIt = () => server.store.connection.exec('PRAGMA query_only = 1');
  /** A commit shows that writing works again: what is owed is written after it. */
  const mendIt = async () => {
    server.store.connection.exec('PRAGMA query_only = 0');
    await server.must([observed('D1', 'degraded')]);
  };
  const enter = (password = PASSWORD, code?: string) =>
    server.ask('/api/session', { json: { username: 'admin', password, code }, headers: { cookie: '' } });
  const own = async (cookie: string) => (await server.ask('/api/session', { headers: { cookie } })).status;
  const leave = (cookie: string) => server.ask('/api/session', { method: 'DELETE', headers: { cookie } });
  const outcomes = async () =>
    (await server.ask<Page<SignInItem>>('/api/sign-ins')).body.items.map((one) => one.outcome);

  it('M10: log-in and log-out work, and outlive a restart once there is room; the log has every line, in order', async () => {
    const [stored, leaving] = [cookieIn(await enter()), cookieIn(await enter())];
    breakIt();
    const begun = await enter();
    expect(begun.status).toBe(200);
    const [kept, passing] = [cookieIn(begun), cookieIn(await enter())];
    expect((await enter('a wrong password')).status).toBe(401);
    expect([(await leave(passing)).status, (await leave(leaving)).status]).toEqual([204, 204]);
    const cookies = [stored, leaving, kept, passing];
    expect(await Promise.all(cookies.map(own))).toEqual([200, 401, 200, 401]);
    expect(await outcomes()).toEqual(['ok', 'ok', 'ok']);
    server.clock.forward(1000);

    await mendIt();
    expect(await outcomes()).toEqual(['wrong', 'ok', 'ok', 'ok', 'ok', 'ok']);
    await server.stop();
    server = await startServer({ folder: server.folder, clock: server.clock, adminPassword: null });
    expect(await Promise.all(cookies.map(own))).toEqual([200, 401, 200, 401]);
    await server.logIn();
    // The lines carry the times of the log-ins, not of their writing.
    const { items } = (await server.ask<Page<SignInItem>>('/api/sign-ins')).body;
    expect(items.map((one) => Date.parse(one.at) - server.clock.at)).toEqual([0, ...Array<number>(6).fill(-1000)]);
  });

  it('M10: /readyz and the pulse say it, readers read on, and a writer gets the storage answer', async () => {
    breakIt();
    const writer = await server.ask<{ error: { code: string } }>('/api/entries', {
      json: { entries: [observed('D1', 'down')] },
    });
    expect([writer.status, writer.body.error.code]).toEqual([503, 'storage']);
    const ready = await server.ask('/readyz');
    expect([ready.status, ready.body]).toEqual([200, { ready: true, seq: 3, storage: 'read-only' }]);
    expect((await server.ask('/api/devices/D1')).status).toBe(200);
    const socket = connect(server);
    const pulse = await heard<Pulse>((hear) => socket.on('pulse', hear)).until(() => true);
    socket.disconnect();
    expect(pulse).toEqual({ now: server.clock.at, seq: 3, stopped: 'storage' });
    await mendIt();
    expect((await server.ask('/readyz')).body).toEqual({ ready: true, seq: 4 });
  });

  it('M10: a code of the second factor counts once, then and afterwards; a recovery code waits until its use can be written', async () => {
    const path = '/api/session/second-factor';
    const { secret } = (await server.ask<SecondFactorOffer>(path, { json: { password: PASSWORD } })).body;
    const code = (steps = 0) => codeAt(secret, server.clock.at, steps);
    const confirmed = await server.ask<RecoveryCodes>(`${path}/confirm`, { json: { code: code() } });
    server.cookie = cookieIn(confirmed);
    const recovery = confirmed.body.recoveryCodes[0]!;
    server.clock.forward(STEP);
    breakIt();
    const used = code();
    expect((await enter(PASSWORD, used)).status).toBe(200);
    expect((await enter(PASSWORD, used)).status).toBe(401);
    expect((await enter(PASSWORD, recovery)).status).toBe(503);
    await mendIt();
    expect((await enter(PASSWORD, used)).status).toBe(401);
    expect((await enter(PASSWORD, recovery)).status).toBe(200);
    expect((await enter(PASSWORD, code(1))).status).toBe(200);
  });
});

describe('M10: a server that starts on a full disk', () => {
  let folder: string;
  const servers: ServerProcess[] = [];
  beforeEach(() => {
    folder = tempFolder();
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.end('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async (launch: readonly string[] = []) => {
    const server = await spawnServer(join(folder, 'data'), {}, launch);
    servers.push(server);
    await untilReady(server);
    return { ...server, cookie: await logIn(server.url) };
  };
  const post = async ({ url, cookie }: { url: string; cookie: string }, entries: object[]) => {
    const headers = { cookie, 'content-type': 'application/json' };
    return fetch(`${url}/api/entries`, { method: 'POST', headers, body: JSON.stringify({ entries }) });
  };

  it.each([
    ['as a stop left the folder', []],
    ['without the log and its index', ['kaodian.db-wal', 'kaodian.db-shm']],
  ])('M10: %s, reads and serves, and writes as soon as there is room, without a restart', async (_, absent) => {
    const first = await start();
    expect((await post(first, oneSite())).status).toBe(200);
    await first.end('SIGTERM');
    for (const name of absent) rmSync(join(folder, 'data', name));

    // The kernel lets no file of the process grow, not by one byte: neither the log nor its index can be made.
    const full = await start(['prlimit', '--fsize=0:']);
    expect(full.cookie).toMatch(/^kaodian=/);
    const read = await fetch(`${full.url}/api/devices/D1`, { headers: { cookie: full.cookie } });
    expect([read.status, await read.json()]).toMatchObject([200, { id: 'D1' }]);
    const ready = await fetch(`${full.url}/readyz`);
    expect([ready.status, await ready.json()]).toMatchObject([200, { ready: true, seq: 3, storage: 'full' }]);
    const refused = await post(full, [observed('D1', 'down')]);
    expect([refused.status, await refused.json()]).toMatchObject([503, { error: { code: 'storage' } }]);

    execFileSync('prlimit', ['--pid', String(full.pid), '--fsize=unlimited:']);
    expect((await post(full, [observed('D1', 'down')])).status).toBe(200);
    const now = await fetch(`${full.url}/api/devices/D1`, { headers: { cookie: full.cookie } });
    expect(await now.json()).toMatchObject({ status: 'down' });
    // A question about the past is answered by another thread, which opened the folder while the disk was full or later.
    const past = await fetch(`${full.url}/api/devices?scope=440781&asOf=4`, { headers: { cookie: full.cookie } });
    expect(past.status).toBe(200);
    expect(await full.end('SIGTERM')).toBe(0);
  });

  it('M10: after a kill, a disk without the 32 kB of the log’s index is told in one line, and loses nothing', async () => {
    const first = await start();
    expect((await post(first, oneSite())).status).toBe(200);
    await first.end('SIGKILL');
    await expect(start(['prlimit', '--fsize=0:'])).rejects.toThrow(/^kaodian: [^\n]+$/);
    const again = await start();
    const read = await fetch(`${again.url}/api/devices/D1`, { headers: { cookie: again.cookie } });
    expect(read.status).toBe(200);
  });
});
