import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BeatsAnswer, PushTokenAnswer, TokenAnswer } from '../../shared/contract/http';
import type { Entry } from '../../shared/model/entry';
import { NOON, type TestServer, discard, entry, oneSite, startServer } from './kit';
import { MINUTE, monitored } from './watch-kit';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
  await server.must(monitored(300, ['D1', 'D2']));
  await server.must(oneSite(['X1'], 'S2', '440782'));
});
afterEach(() => discard(server));

const agentOf = async (scope: string[]) => {
  const json = { name: 'agent', role: 'agent', scope };
  const { body } = await server.ask<TokenAnswer>('/api/tokens', { json });
  return { headers: { authorization: `Bearer ${body.token}`, cookie: '' }, id: body.id };
};

/** What was said of a device, by whom. */
const said = async (deviceId: string) => {
  await server.app.watchdog.settle();
  const lines = await server.store.entries.lines(0, 1000);
  return lines.flatMap((line) => {
    const one = JSON.parse(line) as Entry;
    return one.kind === 'status.observed' && one.body.deviceId === deviceId ? [one] : [];
  });
};

describe('POST /api/heartbeats (contract 4)', () => {
  it('takes beats of an agent in its sites; what is beyond them is refused as what is not there', async () => {
    const { headers, id } = await agentOf(['S1']);
    const plain = await server.ask<BeatsAnswer>('/api/heartbeats', {
      headers,
      json: { deviceIds: ['D1', 'D2', 'X1', 'nowhere', '没有'] },
    });
    const refused = ['X1', 'nowhere', '没有'].map((deviceId) => ({ deviceId, code: 'unknown-device' }));
    expect([plain.status, plain.body]).toEqual([202, { accepted: 2, refused }]);
    expect(await said('D1')).toEqual([]);
    const beats = [
      { deviceId: 'D1', status: 'down' },
      { deviceId: 'D2', status: 'up' },
    ];
    await server.ask('/api/heartbeats', { headers, json: { beats } });
    expect(await said('D1')).toMatchObject([{ actor: id, body: { status: 'down', source: 'agent' } }]);
    expect(await said('D2')).toEqual([]);
  });

  it('keeps a device from falling silent, and brings it back', async () => {
    server.clock.forward(4 * MINUTE);
    await server.ask('/api/heartbeats', { json: { deviceIds: ['D1'] } });
    server.clock.forward(4 * MINUTE);
    expect([await said('D1'), (await said('D2')).map((one) => one.at)]).toEqual([
      [],
      [new Date(NOON + 5 * MINUTE).toISOString()],
    ]);
    await server.ask('/api/heartbeats', { json: { deviceIds: ['D2'] } });
    expect((await said('D2')).at(-1)).toMatchObject({ body: { status: 'up', source: 'probe' } });
  });

  it('is for those who may say what a status is, and refuses another shape', async () => {
    const { body } = await server.ask<TokenAnswer>('/api/tokens', {
      json: { name: 'wall', role: 'viewer', scope: ['440781'] },
    });
    const viewer = { authorization: `Bearer ${body.token}`, cookie: '' };
    const ask = async (json: unknown, headers = {}) => (await server.ask('/api/heartbeats', { json, headers })).status;
    expect(await ask({ deviceIds: ['D1'] }, viewer)).toBe(403);
    expect(await ask({ deviceIds: ['D1'] }, { cookie: '' })).toBe(401);
    for (const json of [
      {},
      { deviceIds: 'D1' },
      { deviceIds: [], beats: [] },
      { beats: [{ deviceId: 'D1', at: 'noon' }] },
    ]) {
      expect([json, await ask(json)]).toEqual([json, 400]);
    }
  });

  it('takes 1,000 in a request, and says when it is more', async () => {
    const ids = Array.from({ length: 1000 }, (_, index) => `device-${String(index).padStart(16, '0')}`);
    const { status, body } = await server.ask<BeatsAnswer>('/api/heartbeats', { json: { deviceIds: ids } });
    expect([status, body.refused.length]).toEqual([202, 1000]);
    const more = await server.ask('/api/heartbeats', { json: { deviceIds: [...ids, ...ids] } });
    expect(more.status).toBe(413);
  });
});

describe('GET /api/push/<token> (contract 4)', () => {
  const issue = async () => (await server.ask<PushTokenAnswer>('/api/push-tokens', { json: { deviceId: 'D1' } })).body;

  it('says the status of one device, without an account, with its message as the note', async () => {
    const { path, id, token } = await issue();
    const push = (query: string) => server.ask(`${path}${query}`, { headers: { cookie: '' } });
    expect((await push('?status=up&msg=OK&ping=12')).body).toEqual({ ok: true });
    expect(await said('D1')).toEqual([]);
    expect((await push(`?status=down&msg=${encodeURIComponent('连不上')}&ping=`)).body).toEqual({ ok: true });
    const [entry] = await said('D1');
    expect(entry).toMatchObject({ actor: id, body: { status: 'down', source: 'push' } });
    const { note } = (entry as { body: { note: string } }).body;
    expect((await server.ask(`/api/papers/${note.slice(7)}`)).body).toContain('连不上');
    expect((await push('')).body).toEqual({ ok: true });
    expect((await said('D1')).at(-1)).toMatchObject({ body: { status: 'up' } });
    // Neither the ledger nor the database knows the token.
    const kept = JSON.stringify([await server.store.entries.lines(0, 1000), await server.store.pushTokens.all()]);
    expect(kept).not.toContain(token);
  });

  it('answers in words that such agents know when there is none, and when the device is retired', async () => {
    const { path } = await issue();
    const none = await server.ask('/api/push/kp_none?status=up');
    expect([none.status, none.body]).toEqual([404, { ok: false, msg: 'there is no such token' }]);
    expect((await server.ask(`${path}?status=sideways`)).status).toBe(400);
    await server.must([entry('device.retired', { deviceId: 'D1' })]);
    expect((await server.ask(path)).body).toEqual({ ok: false, msg: 'not-in-service' });
  });

  it('is made, listed and taken back by the office for its devices; each change leaves its entry', async () => {
    const office = await server.ask<TokenAnswer>('/api/tokens', {
      json: { name: 'office', role: 'office', scope: ['440781'] },
    });
    const headers = { authorization: `Bearer ${office.body.token}`, cookie: '' };
    const beyond = await server.ask('/api/push-tokens', { headers, json: { deviceId: 'X1' } });
    const absent = await server.ask('/api/push-tokens', { headers, json: { deviceId: 'X9' } });
    expect([beyond.status, beyond.body]).toEqual([404, absent.body]);
    const made = await server.ask<PushTokenAnswer>('/api/push-tokens', { headers, json: { deviceId: 'D1' } });
    expect(made.status).toBe(201);
    await server.ask('/api/push-tokens', { json: { deviceId: 'X1' } });
    const list = await server.ask<{ items: unknown[] }>('/api/push-tokens', { headers });
    const origin = { createdAt: expect.any(String), madeBy: office.body.id, lastUsedAt: null };
    expect(list.body.items).toEqual([{ id: made.body.id, deviceId: 'D1', ...origin }]);
    const end = { headers, method: 'DELETE' };
    expect((await server.ask(`/api/push-tokens/${made.body.id}`, end)).status).toBe(204);
    expect((await server.ask(`/api/push-tokens/${made.body.id}`, end)).status).toBe(404);
    expect((await server.ask(made.body.path)).status).toBe(404);
    const changes = await server.store.entries.trail({ before: 1e9, limit: 9, kinds: ['config.changed'] });
    expect(changes.filter((one) => (one.body as { what: string }).what === 'push-token')).toHaveLength(3);
    const { headers: agent } = await agentOf(['S1']);
    expect((await server.ask('/api/push-tokens', { headers: agent, json: { deviceId: 'D1' } })).status).toBe(403);
  });
});
