import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  EntriesAnswer,
  EntryItem,
  KioskAnswer,
  KioskItem,
  Page,
  SessionAnswer,
  UserAnswer,
} from '../../shared/contract/http';
import { connect, deltasOf, heard, watch } from '../live/kit';
import { type TestServer, discard, entry, observed, oneSite, startServer } from './kit';

/** Screens of the wall (contract 3): a link that is opened once, and what its screen may read until it is revoked. */
const WORD = 'long enough, and no name';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
let server: TestServer;
beforeEach(async () => {
  server = await startServer();
  await server.must([...oneSite(['D1']), ...oneSite(['D2'], 'S2', '440782')]);
});
afterEach(() => discard(server));

async function person(account: object): Promise<{ id: string; cookie: string }> {
  const { body } = await server.ask<UserAnswer>('/api/users', { json: { ...account, password: WORD } });
  const { id, name } = body.user;
  const begun = await server.ask('/api/session', { json: { username: name, password: WORD }, headers: { cookie: '' } });
  return { id, cookie: begun.headers.get('set-cookie')!.split(';')[0]! };
}
const office = (scope: string | string[], name = 'office') => person({ name, role: 'office', scope });
const make = (cookie: string, json: object = {}) =>
  server.ask<KioskAnswer>('/api/kiosks', { json: { name: '大厅', scope: '440781', ...json }, headers: { cookie } });
const open = (path: string) =>
  server.ask<SessionAnswer>('/api/session/kiosk', { json: { secret: path.split('#')[1] }, headers: { cookie: '' } });
const list = async (cookie: string) =>
  (await server.ask<Page<KioskItem>>('/api/kiosks', { headers: { cookie } })).body.items;
const revoke = async (id: string, cookie: string) =>
  (await server.ask(`/api/kiosks/${id}`, { method: 'DELETE', headers: { cookie } })).status;
const status = async (path: string, cookie: string, init: RequestInit & { json?: unknown } = {}) =>
  (await server.ask(path, { ...init, headers: { cookie } })).status;

async function screen(cookie: string, json: object = {}): Promise<{ id: string; path: string; cookie: string }> {
  const { body } = await make(cookie, json);
  const opened = await open(body.path);
  expect(opened.status).toBe(200);
  return { id: body.id, path: body.path, cookie: opened.headers.get('set-cookie')!.split(';')[0]! };
}

const hour = 'from=2025-03-05T03:00:00Z&to=2025-03-05T04:00:00Z&by=site,hour';

describe('a screen of the wall', () => {
  it('is made by the office for its own area, shown once, and listed with its last use', async () => {
    const maker = await office('440781');
    const made = await make(maker.cookie);
    expect(made.status).toBe(201);
    expect(made.body.path).toMatch(/^\/wall#kd_[\w-]{43}$/);
    expect(made.body.linkUntil).toBe(new Date(server.clock.at + DAY).toISOString());
    expect(await list(maker.cookie)).toEqual([
      {
        id: made.body.id,
        name: '大厅',
        scope: '440781',
        createdAt: new Date(server.clock.at).toISOString(),
        expiresAt: null,
        linkUntil: made.body.linkUntil,
        madeBy: maker.id,
        lastUsedAt: null,
      },
    ]);
    server.clock.forward(MINUTE);
    const opened = await open(made.body.path);
    expect(opened.body).toMatchObject({ user: { name: '大厅', role: 'viewer', scope: ['440781'] }, kiosk: true });
    expect(opened.headers.get('set-cookie')).toMatch(
      /^kaodian=kd_[\w-]{43}; Max-Age=34560000; .*HttpOnly; SameSite=Strict/,
    );
    expect(await list(maker.cookie)).toMatchObject([
      { linkUntil: null, lastUsedAt: new Date(server.clock.at).toISOString() },
    ]);
    // Not among the tokens of programs, and its secret in no answer.
    const tokens = await server.ask('/api/tokens');
    expect(tokens.body).toEqual({ items: [] });
  });

  it('is not made by other roles, nor for an area beyond the maker’s', async () => {
    const viewer = await person({ name: 'viewer', role: 'viewer', scope: '440781' });
    const technician = await person({ name: 'technician', role: 'technician', scope: 'site:S1' });
    expect([(await make(viewer.cookie)).status, (await make(technician.cookie)).status]).toEqual([403, 403]);
    expect([await status('/api/kiosks', viewer.cookie), await revoke('x', viewer.cookie)]).toEqual([403, 403]);
    const maker = await office('440781');
    expect((await make(maker.cookie, { scope: '440782' })).status).toBe(403);
    expect((await make(maker.cookie, { scope: '440700' })).status).toBe(403);
    expect((await make(maker.cookie, { scope: 'site:S1' })).body).toMatchObject({ error: { field: 'scope' } });
    const past = new Date(server.clock.at).toISOString();
    expect((await make(maker.cookie, { expiresAt: past })).body).toMatchObject({ error: { field: 'expiresAt' } });
  });

  it('is seen and revoked by those who see its whole area, whoever made it', async () => {
    const one = await screen(server.cookie);
    const other = await screen(server.cookie, { scope: '440782' });
    const whole = await screen(server.cookie, { scope: '440700' });
    const maker = await office('440781');
    expect((await list(maker.cookie)).map(({ id }) => id)).toEqual([one.id]);
    expect([await revoke(other.id, maker.cookie), await revoke(whole.id, maker.cookie)]).toEqual([404, 404]);
    expect([await revoke(one.id, maker.cookie), await revoke(one.id, maker.cookie)]).toEqual([204, 404]);
    expect([await status('/api/session', one.cookie), await status('/api/session', other.cookie)]).toEqual([401, 200]);
  });

  it('opens its link once: not again, not after a day, not after it was revoked, not with its own secret', async () => {
    const one = await screen(server.cookie);
    expect((await open(one.path)).status).toBe(401);
    expect((await open(`/wall#${one.cookie.split('=')[1]}`)).status).toBe(401);
    expect(await status('/api/session', one.cookie)).toBe(200);

    const late = await make(server.cookie);
    server.clock.forward(DAY);
    expect((await open(late.body.path)).status).toBe(401);
    // A day without a use has ended the administrator's session.
    await server.logIn();

    const gone = await make(server.cookie);
    await revoke(gone.body.id, server.cookie);
    expect((await open(gone.body.path)).status).toBe(401);
  });

  it('opens a link for one of two who try at once', async () => {
    const { body } = await make(server.cookie);
    const both = await Promise.all([open(body.path), open(body.path)]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 401]);
  });

  it('has nothing from the secret of a link that was not opened', async () => {
    const { body } = await make(server.cookie);
    const secret = body.path.split('#')[1]!;
    expect(await status('/api/session', `kaodian=${secret}`)).toBe(401);
    const headers = { cookie: '', authorization: `Bearer ${secret}` };
    expect((await server.ask('/api/sites', { headers })).status).toBe(401);
  });

  it('reads what the wall shows in its scope, and nothing else', async () => {
    const { cookie } = await screen(server.cookie);
    const reads = async (path: string) => status(path, cookie);
    const allowed = ['/api/session', '/api/sites', '/api/devices/D1', '/api/faults?limit=36', '/api/entries?limit=10'];
    for (const path of [...allowed, `/api/uptime?scope=440781&${hour}`])
      expect([path, await reads(path)]).toEqual([path, 200]);
    const beyond = {
      '/api/devices/D2': 404,
      [`/api/uptime?scope=440782&${hour}`]: 403,
      [`/api/uptime?scope=440700&${hour}`]: 403,
    };
    for (const [path, code] of Object.entries(beyond)) expect([path, await reads(path)]).toEqual([path, code]);
    const refused = [
      '/api/devices',
      '/api/devices/D1/timeline?from=2025-03-05T03:00:00Z&to=2025-03-05T04:00:00Z',
      '/api/entries?limit=11',
      '/api/entries?limit=1&after=5',
      '/api/entries?limit=1&entity=device:D1',
      '/api/rooms',
      '/api/sites/S1',
      '/api/faults/F1',
      '/api/indicators?scope=440781&period=2025',
      '/api/kiosks',
      '/api/tokens',
      '/api/users',
      '/api/ledger',
      '/api/sync',
    ];
    for (const path of refused) expect([path, await reads(path)]).toEqual([path, 403]);
    const sites = await server.ask<Page<{ id: string }>>('/api/sites', { headers: { cookie } });
    expect(sites.body.items.map(({ id }) => id)).toEqual(['S1']);
  });

  it('is not told a device’s serial number or address', async () => {
    const body = { deviceId: 'D1', label: '前摄像头', serial: 'SN-1', ip: '10.0.0.9' };
    await server.must([entry('device.changed', body)]);
    const { cookie } = await screen(server.cookie);
    const seen = await server.ask('/api/devices/D1', { headers: { cookie } });
    expect(seen.body).toEqual({
      id: 'D1',
      siteId: 'S1',
      category: 'camera',
      label: '前摄像头',
      status: 'up',
      openFaults: [],
    });
  });

  it('writes nothing, by HTTP and on the live channel', async () => {
    const { cookie } = await screen(server.cookie);
    const entries = [observed('D1', 'down')];
    expect(await status('/api/entries', cookie, { json: { entries } })).toBe(403);
    expect(await status('/api/heartbeats', cookie, { json: { deviceIds: ['D1'] } })).toBe(403);
    const patch = { method: 'PATCH', json: { password: 'x', newPassword: 'y' } };
    expect(await status('/api/session', cookie, patch)).toBe(403);
    const socket = connect({ url: server.url, cookie });
    const answer = await new Promise<EntriesAnswer | { error: unknown }>((done) =>
      socket.emit('record', { entries }, done),
    );
    expect(answer).toMatchObject({ error: { code: 'forbidden' } });
    socket.close();
  });

  it('watches its scope until it is revoked: its socket ends at once', async () => {
    const one = await screen(server.cookie);
    const socket = connect({ url: server.url, cookie: one.cookie });
    const gone = heard<string>((hear) => socket.on('disconnect', hear));
    const deltas = deltasOf(socket);
    const topics = ['status', 'faults', 'exams', 'indicators'] as const;
    const { snapshot } = await watch(socket, { scope: '440781', topics: [...topics] });
    expect(snapshot.status!.sites.map(({ id }) => id)).toEqual(['S1']);
    await expect(watch(socket, { scope: '440782', topics: ['status'] })).rejects.toThrow('forbidden');
    await server.must([observed('D1', 'down')]);
    await deltas.until(({ changes }) => changes.some((change) => change.topic === 'status'));
    await revoke(one.id, server.cookie);
    expect(await gone.until(() => true)).toBe('io server disconnect');
    expect([await status('/api/session', one.cookie), await status('/api/sites', one.cookie)]).toEqual([401, 401]);
    const again = connect({ url: server.url, cookie: one.cookie });
    const refused = heard<Error>((hear) => again.on('connect_error', hear));
    expect((await refused.until(() => true)).message).toBe('unauthenticated');
  });

  it('follows its maker: narrowed with its scope, ended with its disabling; and ends on its day', async () => {
    const maker = await office(['440781', '440782']);
    const one = await screen(maker.cookie);
    const other = await screen(maker.cookie, { scope: '440782' });
    const change = (json: object) => server.ask(`/api/users/${maker.id}`, { method: 'PATCH', json });
    await change({ scope: '440782' });
    expect([await status('/api/session', one.cookie), await status('/api/session', other.cookie)]).toEqual([401, 200]);
    await change({ disabled: true });
    expect(await status('/api/session', other.cookie)).toBe(401);
    await change({ disabled: false });
    expect(await status('/api/session', other.cookie)).toBe(401);

    const expiresAt = new Date(server.clock.at + 10 * MINUTE).toISOString();
    const short = await screen(server.cookie, { expiresAt });
    expect(await status('/api/session', short.cookie)).toBe(200);
    server.clock.forward(10 * MINUTE);
    expect(await status('/api/session', short.cookie)).toBe(401);
  });

  it('leaves an entry when it is made, opened and revoked, without its secret', async () => {
    const maker = await office('440781');
    const one = await screen(maker.cookie);
    await revoke(one.id, maker.cookie);
    const { body } = await server.ask<Page<EntryItem>>('/api/entries?kind=config.changed');
    const about = body.items.filter((item) => item.body['id'] === one.id);
    expect(about.map((item) => [item.body['what'], item.actor])).toEqual([
      ['kiosk', maker.id],
      ['kiosk', one.id],
      ['kiosk', maker.id],
    ]);
    expect(new Set(about.map((item) => item.body['digest'])).size).toBe(3);
    expect(JSON.stringify(body)).not.toContain(one.path.split('#')[1]);
  });

  it('keeps its cookie: it is set again when the page asks who it is', async () => {
    const { cookie } = await screen(server.cookie);
    const again = await server.ask('/api/session', { headers: { cookie } });
    expect(again.headers.get('set-cookie')).toContain(cookie);
    expect((await server.ask('/api/session')).headers.get('set-cookie')).toBeNull();
  });

  it('bounds the links that are tried from one address', async () => {
    const tried: number[] = [];
    for (let n = 0; n < 31; n += 1) tried.push((await open(`/wall#wrong-${n}`)).status);
    expect([tried.filter((code) => code === 401).length, tried.at(-1)]).toEqual([30, 429]);
    server.clock.forward(10 * MINUTE);
    expect((await open('/wall#wrong')).status).toBe(401);
  });
});
