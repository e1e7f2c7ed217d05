import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntryItem, Page } from '../../../shared/contract/http';
import { NOON, type Sent, type TestServer, discard, entry, startServer } from '../kit';
import { ScopedWorld, type Who } from '../scoped-world';

/** H2: taking an entry back needs the right to make it, in the scope of the entry (contract 3). */
let server: TestServer;
let world: ScopedWorld;
beforeAll(async () => {
  server = await startServer();
  world = await ScopedWorld.make(server);
});
afterAll(() => discard(server));

const limit = { normalMin: 60, sittingMin: 15 };
const takeBack = async (who: Who, { id }: Sent) =>
  (await world.record(who, [entry('entry.voided', { entryId: id, reason: '撤回' })]))[0]!;
const made = async (who: Who, one: Sent) => {
  expect((await world.record(who, [one]))[0]).toMatchObject({ outcome: 'recorded' });
  return one;
};

describe('H2: an office takes back', () => {
  const rules: [string, () => Sent][] = [
    ['setting.set', () => entry('setting.set', { name: 'secondFactor', value: 'optional' })],
    ['category.set', () => entry('category.set', { category: 'pump', validityS: 60 })],
    ['profile.set', () => entry('profile.set', { profileId: 'p2', requires: [] })],
    ['limits.set', () => entry('limits.set', { critical: limit, major: limit, minor: limit })],
  ];
  it.each(rules)('no %s of the administrator', async (_, rule) => {
    const one = await made('admin', rule());
    expect((await takeBack('office', one)).error).toMatchObject({ code: 'forbidden', field: 'body.entryId' });
    expect((await takeBack('admin', one)).outcome).toBe('recorded');
  });

  it('no limits of another office: answered as an entry that does not exist', async () => {
    const json = { name: 'other office', role: 'office', scope: ['440782'] };
    const { token } = (await server.ask<{ token: string }>('/api/tokens', { json })).body;
    const one = entry('limits.set', { scope: '440782', critical: limit, major: limit, minor: limit });
    const headers = { authorization: `Bearer ${token}`, cookie: '' };
    await server.ask('/api/entries', { json: { entries: [one] }, headers });
    const absent = await takeBack('office', entry('status.observed', {}));
    expect((await takeBack('office', one)).error).toEqual(absent.error);
    expect((await takeBack('admin', one)).outcome).toBe('recorded');
  });

  it('limits and targets that it set itself, and what its technicians recorded', async () => {
    const limits = entry('limits.set', { scope: '440781', critical: limit, major: limit, minor: limit });
    const target = entry('target.set', {
      scope: '440781',
      indicator: 'fault-rate',
      period: '2025',
      op: '<=',
      value: 0.01,
    });
    for (const one of [limits, target])
      expect((await takeBack('office', await made('office', one))).outcome).toBe('recorded');
    const seen = await made('technician', entry('status.observed', { deviceId: 'D-IN', status: 'degraded' }));
    expect((await takeBack('office', seen)).outcome).toBe('recorded');
  });

  it('nothing of another county: answered as an entry that does not exist', async () => {
    const seen = await made('admin', entry('status.observed', { deviceId: 'D-ZZ', status: 'degraded' }));
    const absent = await takeBack('office', entry('status.observed', {}));
    expect((await takeBack('office', seen)).error).toEqual(absent.error);
  });

  it('no registration of a device that has moved to another county since', async () => {
    const device = entry('device.registered', { deviceId: 'D-gone', siteId: 'S-IN', category: 'camera' }, NOON - 1000);
    await made('office', device);
    await made('admin', entry('device.moved', { deviceId: 'D-gone', siteId: 'S-ZZ' }, NOON));
    server.clock.forward(1000);
    expect((await takeBack('office', device)).error).toMatchObject({ code: 'unknown-reference' });
  });

  it('nothing that only the server writes, whoever asks', async () => {
    const { items } = (await world.ask<Page<EntryItem>>('admin', '/api/entries?kind=config.changed')).body;
    const one = { id: items[0]!.id, kind: 'config.changed', body: {} };
    expect((await takeBack('admin', one)).error).toMatchObject({ code: 'order' });
    expect((await takeBack('office', one)).error).toMatchObject({ code: 'unknown-reference' });
  });
});

it('H2: an agent takes nothing back, not even its own', async () => {
  const seen = await made('agent', entry('status.observed', { deviceId: 'D-IN', status: 'up' }));
  expect((await takeBack('agent', seen)).error).toMatchObject({ code: 'forbidden' });
});
