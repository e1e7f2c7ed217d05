import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntryItem, Page, SessionItem, UserAnswer } from '../../../shared/contract/http';
import { connect } from '../../live/kit';
import { PASSWORD, type TestServer, discard, entry, oneSite, startServer } from '../kit';

/** Low: sessions are listed and ended, end by time and by not being used; the set-up's winner is not locked out. */
const WORD = 'long enough, and no name';
const H = 3_600_000;
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0';
let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => discard(server));

const make = async (name: string, role: string, scope: string[] | string = []) =>
  (await server.ask<UserAnswer>('/api/users', { json: { name, role, scope, password: WORD } })).body.user.id;
async function logIn(username: string, password = WORD, headers: Record<string, string> = {}): Promise<string> {
  const json = { username, password };
  const reply = await server.ask('/api/session', { json, headers: { cookie: '', ...headers } });
  return reply.headers.get('set-cookie')!.split(';')[0]!;
}
const status = async (cookie: string, headers: Record<string, string> = {}) =>
  (await server.ask('/api/session', { headers: { cookie, ...headers } })).status;
const sessions = (id: string, cookie = server.cookie) =>
  server.ask<Page<SessionItem>>(`/api/users/${id}/sessions`, { headers: { cookie } });
const end = (id: string, query = '', cookie = server.cookie) =>
  server.ask(`/api/users/${id}/sessions${query}`, { method: 'DELETE', headers: { cookie } });
const set = (name: string, value: number) => server.must([entry('setting.set', { name, value })]);

describe('low: the sessions of an account', () => {
  it('are listed for itself and the administrator: begin, last use, client, which one asks', async () => {
    const id = await make('w', 'viewer', '440781');
    const first = await logIn('w', WORD, { 'user-agent': FIREFOX });
    const begun = server.clock.at;
    server.clock.forward(H);
    const second = await logIn('w', WORD, { 'user-agent': 'curl/8.0' });
    await status(first);
    const { items } = (await sessions(id, first)).body;
    const iso = (at: number) => new Date(at).toISOString();
    expect(items).toEqual([
      {
        id: items[0]!.id,
        startedAt: iso(begun + H),
        lastUsedAt: iso(begun + H),
        endsAt: iso(begun + 13 * H),
        client: '',
        address: expect.stringContaining('127.0.0.1') as string,
        current: false,
      },
      {
        id: items[1]!.id,
        startedAt: iso(begun),
        lastUsedAt: iso(begun + H),
        endsAt: iso(begun + 12 * H),
        client: 'Firefox · Windows',
        address: items[0]!.address,
        current: true,
      },
    ]);
    const bySecond = (await sessions(id, second)).body.items;
    expect(bySecond.map(({ current }) => current)).toEqual([true, false]);
    const byAdmin = (await sessions(id)).body.items;
    expect(byAdmin.map((one) => [one.id, one.current])).toEqual(items.map((one) => [one.id, false]));
    expect(JSON.stringify(items)).not.toContain(first.split('=')[1]!);
  });

  it('are nobody else’s: another account gets the same answer as for one that is not there', async () => {
    const id = await make('w', 'viewer', '440781');
    await make('other', 'office', '440781');
    const other = await logIn('other');
    for (const of of [id, 'nobody']) {
      expect([(await sessions(of, other)).status, (await end(of, '', other)).status]).toEqual([403, 403]);
    }
    expect([(await sessions('nobody')).status, (await end('nobody')).status]).toEqual([404, 404]);
    expect((await end(id, '?except=all')).status).toBe(400);
  });

  it('are ended by the administrator, with their sockets, and leave an entry', async () => {
    const id = await make('w', 'viewer', '440781');
    const cookie = await logIn('w');
    const socket = connect({ url: server.url, cookie });
    await new Promise<void>((done) => socket.on('connect', done));
    const gone = new Promise((done) => socket.on('disconnect', done));
    expect((await end(id)).status).toBe(204);
    await gone;
    expect(await status(cookie)).toBe(401);
    expect((await sessions(id)).body.items).toEqual([]);
    const [newest] = (await server.ask<Page<EntryItem>>('/api/entries?kind=config.changed&limit=1')).body.items;
    expect(newest!.body).toMatchObject({ what: 'sessions', id });
  });

  it('are ended by their owner: all of them, or all but the one that asks, whose socket stays', async () => {
    const id = await make('w', 'viewer', '440781');
    server.clock.forward(60_000);
    const [own, other] = [await logIn('w'), await logIn('w')];
    expect([await status(own), await status(other)]).toEqual([200, 200]);
    const socket = connect({ url: server.url, cookie: own });
    await new Promise<void>((done) => socket.on('connect', done));
    expect((await end(id, '?except=current', own)).status).toBe(204);
    expect([await status(own), await status(other), socket.connected]).toEqual([200, 401, true]);
    socket.disconnect();
    const all = await end(id, '', own);
    expect([all.status, all.headers.get('set-cookie')]).toEqual([
      204,
      expect.stringContaining('Expires=Thu, 01 Jan 1970'),
    ]);
    expect(await status(own)).toBe(401);
  });
});

describe('low: a session ends', () => {
  it('12 hours after its log-in, however much it is used', async () => {
    await make('w', 'viewer', '440781');
    const cookie = await logIn('w');
    for (let hour = 1; hour < 12; hour += 1) {
      server.clock.forward(H);
      expect(await status(cookie)).toBe(200);
    }
    server.clock.forward(H - 1);
    expect(await status(cookie)).toBe(200);
    server.clock.forward(1);
    expect(await status(cookie)).toBe(401);
  });

  it('2 hours after its last use, of the office and administrators only', async () => {
    await make('office', 'office', '440781');
    await make('viewer', 'viewer', '440781');
    const [office, viewer, admin] = [await logIn('office'), await logIn('viewer'), server.cookie];
    server.clock.forward(2 * H - 1);
    expect([await status(office), await status(admin)]).toEqual([200, 200]);
    server.clock.forward(2 * H - 1);
    expect(await status(office)).toBe(200);
    server.clock.forward(1);
    expect([await status(office), await status(admin)]).toEqual([200, 401]);
    server.clock.forward(2 * H);
    expect([await status(office), await status(viewer)]).toEqual([401, 200]);
  });

  it('also while a page of it is open that nobody touches: its own requests and its socket are no use', async () => {
    await server.must(oneSite());
    await make('office', 'office', '440781');
    const office = await logIn('office');
    const socket = connect({ url: server.url, cookie: office });
    await new Promise<void>((done) => socket.on('connect', done));
    server.clock.forward(H);
    expect(await status(office, { 'x-unattended': '1' })).toBe(200);
    const watching = await new Promise((done) => socket.emit('watch', { scope: '440781', topics: ['faults'] }, done));
    expect(watching).toHaveProperty('snapshot');
    const gone = new Promise((done) => socket.on('disconnect', done));
    server.clock.forward(H);
    expect(await status(office, { 'x-unattended': '1' })).toBe(401);
    await gone;
  });

  it('later where it records: that is a use', async () => {
    await server.must(oneSite());
    await make('office', 'office', '440781');
    const office = await logIn('office');
    const socket = connect({ url: server.url, cookie: office });
    await new Promise<void>((done) => socket.on('connect', done));
    server.clock.forward(H);
    const sent = { entries: [entry('status.observed', { deviceId: 'D1', status: 'up' })] };
    expect(await new Promise((done) => socket.emit('record', sent, done))).toMatchObject({
      results: [{ outcome: 'recorded' }],
    });
    server.clock.forward(2 * H - 1);
    expect(await status(office)).toBe(200);
    socket.disconnect();
  });

  it('for good: neither a longer setting nor a restart revives it', async () => {
    await make('office', 'office', '440781');
    const office = await logIn('office');
    server.clock.forward(2 * H);
    expect(await status(office)).toBe(401);
    await server.logIn();
    await set('idleHours', 10);
    expect(await status(office)).toBe(401);
    await server.stop();
    server = await startServer({ folder: server.folder, clock: server.clock });
    expect(await status(office)).toBe(401);
  });

  it('by the settings sessionHours and idleHours, as soon as they are set, and after a restart', async () => {
    await make('office', 'office', '440781');
    await make('viewer', 'viewer', '440781');
    const [office, viewer] = [await logIn('office'), await logIn('viewer')];
    server.clock.forward(H);
    await set('idleHours', 0.5);
    expect([await status(office), await status(server.cookie)]).toEqual([401, 200]);
    await set('idleHours', 20);
    await set('sessionHours', 24);
    server.clock.forward(18 * H);
    expect([await status(viewer), await status(server.cookie)]).toEqual([200, 200]);
    await server.stop();
    server = await startServer({ folder: server.folder, clock: server.clock, adminPassword: null });
    expect(await status(viewer)).toBe(200);
    server.clock.forward(5 * H);
    expect(await status(viewer)).toBe(401);
  });

  it('not by a setting that would leave nobody the time to change it', async () => {
    const refused = (value: number) => server.record([entry('setting.set', { name: 'idleHours', value })]);
    for (const value of [0, 0.09, 169]) {
      expect(await refused(value)).toMatchObject([
        { outcome: 'refused', error: { code: 'invalid', field: 'body.value' } },
      ]);
    }
  });
});

it('low: who makes the administrator by the set-up link is logged in, whatever was tried at admin before', async () => {
  await discard(server);
  server = await startServer({ adminPassword: null });
  for (let guess = 0; guess < 12; guess += 1) {
    const json = { username: guess % 2 ? 'admin' : 'ADMIN', password: 'a wrong password' };
    expect((await server.ask('/api/session', { json })).status).toBe(guess < 10 ? 401 : 429);
  }
  const setUp = await server.ask('/api/setup', { json: { secret: server.app.setUpSecret, password: PASSWORD } });
  expect([setUp.status, setUp.headers.get('set-cookie')]).toEqual([201, expect.stringContaining('kaodian=')]);
  expect((await server.logIn()).status).toBe(200);
});
