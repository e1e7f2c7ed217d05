import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SyncAnswer } from '../../shared/contract/http';
import { type Reply, type TestServer, discard, entry, observed, startServer } from './kit';
import { SCOPE, county } from './scoped-world';

const DAY = 86_400_000;
let server: TestServer;
let token = '';
beforeAll(async () => {
  server = await startServer();
  await server.must([...county('IN'), ...county('ZZ')]);
  const { body } = await server.ask<{ token: string }>('/api/tokens', {
    method: 'POST',
    json: { name: 'phone', role: 'technician', scope: SCOPE.technician },
  });
  token = body.token;
});
afterAll(() => discard(server));

const sync = async (query: object = {}, by = token): Promise<SyncAnswer> => {
  const params = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]));
  const reply: Reply<SyncAnswer> = await server.ask(`/api/sync?${params}`, {
    headers: { authorization: `Bearer ${by}` },
  });
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return reply.body;
};
const cursor = ({ to, ledger, reach }: SyncAnswer) => ({ since: to, ledger, reach });
const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id).sort();

describe('a phone’s copy of its sites (contract 5)', () => {
  it('begins with everything in reach, its last entries and their texts, and nothing beyond', async () => {
    const whole = await sync();
    expect(whole.whole).toBe(true);
    expect(whole.to).toBe(server.app.ledger.head.seq);
    expect(ids(whole.sites)).toEqual(['S-IN']);
    expect(ids(whole.rooms)).toEqual(['R-IN']);
    expect(ids(whole.devices)).toEqual(['D-IN', 'D2-IN']);
    expect(ids(whole.faults)).toEqual(['F-IN']);
    expect(ids(whole.exams)).toEqual(['E-IN']);
    const [reported] = whole.entries.filter(({ kind }) => kind === 'fault.reported');
    expect(whole.papers[String(reported?.body['note'])]).toBe('说明IN');
    expect(JSON.stringify(whole)).not.toContain('ZZ');
  });

  it('then says what changed, and nothing of what others changed', async () => {
    const before = await sync();
    await server.must([observed('D2-IN', 'degraded'), observed('D2-ZZ', 'degraded')]);
    const after = await sync(cursor(before));
    expect(after.whole).toBe(false);
    expect(after.to).toBe(before.to + 2);
    expect(after.devices.map(({ id, status }) => [id, status])).toEqual([['D2-IN', 'degraded']]);
    expect(after.entries.map(({ kind }) => kind)).toEqual(['status.observed']);
    expect(after.sites).toEqual([]);
    expect(JSON.stringify(after)).not.toContain('ZZ');
    const again = await sync(cursor(after));
    expect([again.devices, again.rooms, again.entries, again.gone]).toEqual([[], [], [], {}]);
  });

  it('an inspection names its room: all devices of it are sent again', async () => {
    const before = await sync();
    await server.must([entry('room.inspected', { roomId: 'R-IN', exceptions: [] })]);
    expect(ids((await sync(cursor(before))).devices)).toEqual(['D-IN', 'D2-IN']);
  });

  it('what time alone changed is sent too: an observation that is good no longer', async () => {
    const before = await sync();
    expect(before.devices.find(({ id }) => id === 'D2-IN')?.status).toBe('up');
    server.clock.forward(32 * DAY);
    await server.logIn();
    const after = await sync(cursor(before));
    expect(after.devices.find(({ id }) => id === 'D2-IN')?.status).toBe('unknown');
  });

  it('a device that leaves is gone; one that was never there is not named', async () => {
    const before = await sync();
    await server.must([
      entry('device.moved', { deviceId: 'D2-IN', siteId: 'S-ZZ' }, server.clock.at),
      entry('device.changed', { deviceId: 'D-ZZ', label: '新名' }, server.clock.at),
    ]);
    const after = await sync(cursor(before));
    expect(after.gone).toEqual({ devices: ['D2-IN'] });
    expect(JSON.stringify(after)).not.toContain('D-ZZ');
  });

  it('a step of a fault sends the card of its device, taken back too', async () => {
    const openOf = ({ devices }: SyncAnswer) => devices.map(({ id, openFaults }) => [id, openFaults]);
    let last = await sync();
    const next = async () => (last = await sync(cursor(last)));
    expect(openOf(last)).toContainEqual(['D-IN', ['F-IN']]);
    const repaired = entry('fault.repaired', { faultId: 'F-IN' }, server.clock.at);
    await server.must([repaired]);
    expect(openOf(await next())).toEqual([['D-IN', []]]);
    await server.must([entry('entry.voided', { entryId: repaired.id, reason: '误记' }, server.clock.at)]);
    expect(openOf(await next())).toEqual([['D-IN', ['F-IN']]]);
  });

  it('a room that moves away takes its devices along, and brings them when it comes back', async () => {
    const before = await sync();
    const move = (siteId: string) => server.must([entry('room.changed', { roomId: 'R-IN', siteId }, server.clock.at)]);
    await move('S-ZZ');
    const away = await sync(cursor(before));
    expect(away.gone).toMatchObject({ rooms: ['R-IN'], devices: expect.arrayContaining(['D-IN']) });
    expect(away.devices).toEqual([]);
    await move('S-IN');
    const back = await sync(cursor(away));
    expect([ids(back.rooms), ids(back.devices)]).toEqual([['R-IN'], ['D-IN']]);
  });

  it('begins anew in another ledger, with another reach, from a number to come, and after a rule that sweeps', async () => {
    const before = await sync();
    expect((await sync({ ...cursor(before), ledger: 'another' })).whole).toBe(true);
    expect((await sync({ ...cursor(before), reach: 'another' })).whole).toBe(true);
    expect((await sync({ ...cursor(before), since: before.to + 1 })).whole).toBe(true);
    expect((await sync(cursor(before))).whole).toBe(false);
    await server.must([entry('category.set', { category: 'camera', validityS: 86_400 }, server.clock.at)]);
    expect((await sync(cursor(before))).whole).toBe(true);
  });

  it('comes compressed once it is long', async () => {
    const headers = { authorization: `Bearer ${token}`, 'accept-encoding': 'gzip' };
    const long = await server.ask('/api/openapi.json', { headers });
    expect(long.headers.get('content-encoding')).toBe('gzip');
    const short = await server.ask('/api/session', { headers });
    expect(short.headers.get('content-encoding')).toBe(null);
  });

  it('an agent gets its devices and nothing else', async () => {
    const { body } = await server.ask<{ token: string }>('/api/tokens', {
      method: 'POST',
      json: { name: 'agent', role: 'agent', scope: SCOPE.agent },
    });
    const whole = await sync({}, body.token);
    expect(ids(whole.devices)).toEqual(['D-IN']);
    expect([whole.sites, whole.rooms, whole.faults, whole.exams, whole.entries]).toEqual([[], [], [], [], []]);
  });
});
