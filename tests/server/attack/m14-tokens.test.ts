import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  Page,
  PushTokenAnswer,
  PushTokenItem,
  SessionAnswer,
  TokenAnswer,
  TokenItem,
  UserAnswer,
} from '../../../shared/contract/http';
import { connect } from '../../live/kit';
import { type TestServer, discard, entry, oneSite, startServer } from '../kit';

/** M14: tokens and push tokens follow their maker, and push tokens their device (contract 3). */
const WORD = 'long enough, and no name';
let server: TestServer;
let maker: { id: string; cookie: string };
beforeEach(async () => {
  server = await startServer();
  await server.must([...oneSite(['D1']), ...oneSite(['D2'], 'S2', '440782')]);
  maker = await person({ name: 'maker', role: 'admin' });
});
afterEach(() => discard(server));

async function person(account: object): Promise<{ id: string; cookie: string }> {
  const made = await server.ask<UserAnswer>('/api/users', { json: { ...account, password: WORD } });
  const { id, name } = made.body.user;
  const begun = await server.ask('/api/session', { json: { username: name, password: WORD }, headers: { cookie: '' } });
  return { id, cookie: begun.headers.get('set-cookie')!.split(';')[0]! };
}
const change = (id: string, json: object) => server.ask(`/api/users/${id}`, { method: 'PATCH', json });
const bearer = (token: string) => ({ authorization: `Bearer ${token}`, cookie: '' });
const issue = async (json: object, headers: Record<string, string> = { cookie: maker.cookie }) =>
  (await server.ask<TokenAnswer>('/api/tokens', { json: { name: 't', ...json }, headers })).body;
const status = async (token: string, path = '/api/sites') =>
  (await server.ask(path, { headers: bearer(token) })).status;
const push = async (path: string) => (await server.ask(`${path}?status=up`, { headers: { cookie: '' } })).status;
const pushToken = async (deviceId: string, headers: Record<string, string>) =>
  (await server.ask<PushTokenAnswer>('/api/push-tokens', { json: { deviceId }, headers })).body;
const tokens = async () => (await server.ask<Page<TokenItem>>('/api/tokens')).body.items;
const pushTokens = async () => (await server.ask<Page<PushTokenItem>>('/api/push-tokens')).body.items;

describe('M14: a token', () => {
  it('is listed with its maker, its end, and when it was last used, to the minute', async () => {
    const { id, token } = await issue({ role: 'viewer', scope: '440781' });
    expect(await tokens()).toMatchObject([{ id, madeBy: maker.id, lastUsedAt: null, expiresAt: null }]);
    const first = new Date(server.clock.at).toISOString();
    await status(token);
    server.clock.forward(59_999);
    await status(token);
    expect((await tokens())[0]!.lastUsedAt).toBe(first);
    server.clock.forward(1);
    await status(token);
    expect((await tokens())[0]!.lastUsedAt).toBe(new Date(server.clock.at).toISOString());
  });

  it('ends with the disabling of its maker, on the live channel too, and is not revived with it', async () => {
    const { token } = await issue({ role: 'viewer', scope: '440781' });
    const own = await issue({ role: 'viewer', scope: '440781' }, { cookie: server.cookie });
    expect(await status(token)).toBe(200);
    const socket = connect({ url: server.url, cookie: '' }, { authorization: `Bearer ${token}` });
    await new Promise<void>((done) => socket.on('connect', done));
    const gone = new Promise((done) => socket.on('disconnect', done));
    await change(maker.id, { disabled: true });
    await gone;
    expect(await status(token)).toBe(401);
    await change(maker.id, { disabled: false });
    expect(await status(token)).toBe(401);
    expect((await tokens()).map(({ id }) => id)).toEqual([own.id]);
    expect(await status(own.token)).toBe(200);
  });

  it('ends though the change of its maker comes from another process', async () => {
    const { token } = await issue({ role: 'viewer', scope: '440781' });
    server.clock.forward(60_000);
    expect(await status(token)).toBe(200);
    const body = { what: 'account', id: maker.id, digest: 'a'.repeat(64) };
    await server.app.ledger.write('config.changed', body, 'another-process');
    await server.store.accounts.update(maker.id, { disabledAt: server.clock.at });
    expect(await status(token)).toBe(401);
  });

  it('made by a token ends with that one: its revoking, its expiry, or its maker’s disabling', async () => {
    const expiresAt = new Date(server.clock.at + 3_600_000).toISOString();
    for (const end of ['revoke', 'expire', 'disable'] as const) {
      const parent = await issue({ role: 'admin', expiresAt: end === 'expire' ? expiresAt : null });
      const { token } = await issue({ role: 'viewer', scope: '440781' }, bearer(parent.token));
      expect(await status(token)).toBe(200);
      if (end === 'revoke') await server.ask(`/api/tokens/${parent.id}`, { method: 'DELETE' });
      if (end === 'expire') server.clock.forward(3_600_000);
      if (end === 'disable') await change(maker.id, { disabled: true });
      expect([end, await status(token)]).toEqual([end, 401]);
    }
  });

  it('never exceeds the role and the scope that its maker has now', async () => {
    const admin = await issue({ role: 'admin' });
    const both = await issue({ role: 'viewer', scope: ['440781', '440782'] });
    const agent = await issue({ role: 'agent', scope: ['site:S1', 'site:S2'] });
    const who = async (token: string) => {
      const { status: code, body } = await server.ask<SessionAnswer>('/api/session', { headers: bearer(token) });
      return code === 200 ? body.user.scope : code;
    };
    expect([await who(admin.token), await who(both.token)]).toEqual([[], ['440781', '440782']]);
    await change(maker.id, { role: 'office', scope: '440782' });
    expect(await who(admin.token)).toBe(401);
    expect(await who(both.token)).toEqual(['440782']);
    expect(await who(agent.token)).toEqual(['site:S2']);
    expect([await status(both.token, '/api/sites/S1'), await status(both.token, '/api/sites/S2')]).toEqual([404, 200]);
    await change(maker.id, { role: 'technician', scope: 'site:S1' });
    expect([await who(both.token), await who(agent.token)]).toEqual([401, ['site:S1']]);
    await change(maker.id, { role: 'admin', scope: [] });
    expect([await who(admin.token), await who(both.token)]).toEqual([[], ['440781', '440782']]);
  });
});

it('M14: what an earlier version made, and no entry says by whom, works as before', async () => {
  const { token } = await issue({ role: 'viewer', scope: '440781' });
  const { path } = await pushToken('D1', { cookie: maker.cookie });
  for (const table of ['tokens', 'push_tokens']) server.store.connection.run(`UPDATE ${table} SET made_by = NULL`);
  await change(maker.id, { disabled: true });
  expect([await status(token), await push(path)]).toEqual([200, 200]);
  expect([(await tokens())[0]!.madeBy, (await pushTokens())[0]!.madeBy]).toEqual([null, null]);
});

describe('M14: a push token', () => {
  it('is listed with its maker and its last use', async () => {
    const { id, path } = await pushToken('D1', { cookie: maker.cookie });
    expect(await pushTokens()).toMatchObject([{ id, deviceId: 'D1', madeBy: maker.id, lastUsedAt: null }]);
    expect(await push(path)).toBe(200);
    expect((await pushTokens())[0]!.lastUsedAt).toBe(new Date(server.clock.at).toISOString());
  });

  it('works while its maker reaches its device, and may change it', async () => {
    const office = await person({ name: 'office', role: 'office', scope: '440781' });
    const { path } = await pushToken('D1', { cookie: office.cookie });
    expect(await push(path)).toBe(200);
    server.clock.forward(60_000);
    await server.must([entry('device.moved', { deviceId: 'D1', siteId: 'S2' })]);
    expect(await push(path)).toBe(404);
    server.clock.forward(60_000);
    await server.must([entry('device.moved', { deviceId: 'D1', siteId: 'S1' })]);
    expect(await push(path)).toBe(200);
    await change(office.id, { role: 'viewer' });
    expect(await push(path)).toBe(404);
    await change(office.id, { role: 'office', scope: '440782' });
    expect(await push(path)).toBe(404);
    await change(office.id, { scope: '440781' });
    expect(await push(path)).toBe(200);
  });

  it('ends when its maker is disabled, and is not revived with it', async () => {
    const office = await person({ name: 'office', role: 'office', scope: '440781' });
    const { path } = await pushToken('D1', { cookie: office.cookie });
    const program = await issue({ role: 'office', scope: '440781' });
    const byToken = await pushToken('D1', bearer(program.token));
    expect([await push(path), await push(byToken.path)]).toEqual([200, 200]);
    await change(office.id, { disabled: true });
    await server.ask(`/api/tokens/${program.id}`, { method: 'DELETE' });
    expect([await push(path), await push(byToken.path)]).toEqual([404, 404]);
    await change(office.id, { disabled: false });
    expect(await push(path)).toBe(404);
    expect(await pushTokens()).toEqual([]);
  });
});
