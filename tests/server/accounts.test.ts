import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  EntryItem,
  Page,
  SignInItem,
  TokenAnswer,
  TokenItem,
  UserAnswer,
  UserItem,
} from '../../shared/contract/http';
import { connect } from '../live/kit';
import { type TestServer, discard, entry, observed, oneSite, startServer } from './kit';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
  await server.must(oneSite());
});
afterEach(() => discard(server));

const WORD = 'long enough, and no name';
const make = (json: object) => server.ask<UserAnswer>('/api/users', { json });
const issue = (json: object) => server.ask<TokenAnswer>('/api/tokens', { json });
const patch = (json: object) => server.ask<UserAnswer>('/api/users', { method: 'PATCH', json });
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}`, cookie: '' } });

async function cookieOf(username: string, password: string): Promise<string> {
  const reply = await server.ask('/api/session', { json: { username, password }, headers: { cookie: '' } });
  return reply.headers.get('set-cookie')?.split(';')[0] ?? `${reply.status}`;
}
const whoIs = async (cookie: string) => (await server.ask('/api/session', { headers: { cookie } })).status;

const changes = async () =>
  (await server.ask<Page<EntryItem>>('/api/entries?kind=config.changed')).body.items.map(({ body }) => body);

describe('accounts (contract 3)', () => {
  it('are made by the administrator, with a password shown once when none is given, and leave an entry', async () => {
    const made = await make({ name: '王工', role: 'technician', scope: 'site:S1' });
    expect(made.status).toBe(201);
    const { user, password } = made.body;
    expect(user).toMatchObject({ name: '王工', role: 'technician', scope: ['site:S1'], disabled: false });
    expect(password).toMatch(/^\S{12}$/);
    expect(await whoIs(await cookieOf('王工', password!))).toBe(200);
    const list = await server.ask<Page<UserItem>>('/api/users');
    expect(list.body.items.map((one) => one.name)).toEqual(['admin', '王工']);
    expect(JSON.stringify(list.body)).not.toMatch(/argon2|password/i);
    expect(await changes()).toEqual([
      { what: 'account', id: user.id, digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
  });

  it('have names of their own, scopes that fit their role, and passwords that are not guessed', async () => {
    const fields = async (json: object) => {
      const { status, body } = await server.ask<{ error: { field: string } }>('/api/users', { json });
      return [status, body.error?.field];
    };
    const office = { name: 'office', role: 'office', scope: ['440781'], password: WORD };
    expect(await fields({ ...office, scope: ['site:S1'] })).toEqual([400, 'scope']);
    expect(await fields({ ...office, scope: [] })).toEqual([400, 'scope']);
    expect(await fields({ ...office, role: 'technician' })).toEqual([400, 'scope']);
    expect(await fields({ ...office, role: 'admin' })).toEqual([400, 'scope']);
    expect(await fields({ ...office, role: 'root' })).toEqual([400, 'role']);
    expect(await fields({ ...office, password: 'short' })).toEqual([400, 'password']);
    expect(await fields({ ...office, name: 'examoffice', password: 'ExamOffice1' })).toEqual([400, 'password']);
    expect(await fields({ ...office, name: 'admin' })).toEqual([400, 'name']);
    expect(await fields({ ...office, name: ' ' })).toEqual([400, 'name']);
    expect(await changes()).toEqual([]);
    expect((await make(office)).status).toBe(201);
    expect(await fields(office)).toEqual([400, 'name']);
  });

  it('end their sessions when they are disabled, get a new password or another scope', async () => {
    const { user } = (await make({ name: 'w', role: 'technician', scope: 'S1', password: WORD })).body;
    for (const change of [{ disabled: true }, { disabled: false, password: true }, { scope: ['site:S2'] }]) {
      await patch({ id: user.id, disabled: false, password: WORD });
      const cookie = await cookieOf('w', WORD);
      expect(await whoIs(cookie)).toBe(200);
      const socket = connect({ url: server.url, cookie });
      await new Promise<void>((done) => socket.on('connect', done));
      const gone = new Promise((done) => socket.on('disconnect', done));
      expect((await patch({ id: user.id, ...change })).status).toBe(200);
      expect(await whoIs(cookie)).toBe(401);
      await gone;
    }
    await patch({ id: user.id, disabled: true, password: WORD });
    expect(await cookieOf('w', WORD)).toBe('401');
  });

  it('never lose the last administrator', async () => {
    const { items } = (await server.ask<Page<UserItem>>('/api/users')).body;
    const id = items[0]!.id;
    expect((await patch({ id, disabled: true })).status).toBe(400);
    expect((await patch({ id, role: 'viewer', scope: '440000' })).status).toBe(400);
    expect((await patch({ id: 'nobody', disabled: true })).status).toBe(404);
  });

  it('hand their work over: the scope, and the open faults assigned to them', async () => {
    const from = (await make({ name: 'from', role: 'technician', scope: 'S1', password: WORD })).body.user;
    const to = (await make({ name: 'to', role: 'technician', scope: 'S2', password: WORD })).body.user;
    await server.must([
      entry('fault.reported', { faultId: 'F1', deviceId: 'D1', impact: 'down', severity: 'minor' }),
      entry('fault.assigned', { faultId: 'F1', to: from.id }),
    ]);
    const path = `/api/users/${from.id}`;
    const done = await server.ask<UserAnswer>(path, { method: 'PATCH', json: { handOverTo: to.id } });
    expect(done.body.user.disabled).toBe(true);
    expect((await server.ask('/api/faults/F1')).body).toMatchObject({ assignedTo: to.id });
    const { items } = (await server.ask<Page<UserItem>>('/api/users')).body;
    expect(items.find((one) => one.id === to.id)!.scope).toEqual(['site:S1', 'site:S2']);
    const admin = items.find((one) => one.role === 'admin')!;
    expect((await patch({ id: to.id, handOverTo: admin.id })).status).toBe(400);
  });

  it('hand nothing over with a change that would be refused afterwards', async () => {
    const from = (await make({ name: 'from', role: 'technician', scope: 'S1', password: WORD })).body.user;
    const to = (await make({ name: 'to', role: 'technician', scope: 'S2', password: WORD })).body.user;
    for (const more of [{ password: 'weak' }, { scope: [] }, { disabled: false }, { secondFactor: false }]) {
      const { status, body } = await patch({ id: from.id, handOverTo: to.id, ...more });
      expect([more, status, (body as unknown as { error: { field: string } }).error.field]).toEqual([
        more,
        400,
        'handOverTo',
      ]);
    }
    const { items } = (await server.ask<Page<UserItem>>('/api/users')).body;
    expect(items.find(({ id }) => id === to.id)!.scope).toEqual(['site:S2']);
    expect(items.find(({ id }) => id === from.id)!.disabled).toBe(false);
  });

  it('change their own password with the old one', async () => {
    await make({ name: 'w', role: 'viewer', scope: '440781', password: WORD });
    const cookie = await cookieOf('w', WORD);
    const change = (json: object) => server.ask('/api/session', { method: 'PATCH', json, headers: { cookie } });
    expect((await change({ password: 'wrong', newPassword: `${WORD}!` })).status).toBe(401);
    const done = await change({ password: WORD, newPassword: `${WORD}!` });
    expect(done.status).toBe(200);
    expect(await whoIs(cookie)).toBe(401);
    expect(await whoIs(done.headers.getSetCookie().at(-1)!.split(';')[0]!)).toBe(200);
  });

  it('are nobody’s business but the administrator’s', async () => {
    for (const [role, scope] of [
      ['technician', 'S1'],
      ['office', '440781'],
      ['viewer', '440000'],
      ['agent', 'S1'],
    ]) {
      const { token } = (await issue({ name: role, role, scope })).body;
      for (const path of ['/api/users', '/api/tokens', '/api/sign-ins', '/api/ledger']) {
        expect((await server.ask(path, bearer(token))).status).toBe(403);
      }
    }
  });
});

describe('tokens (contract 3)', () => {
  it('are shown once, kept as a digest, listed without it, and act as themselves', async () => {
    const made = await issue({ name: 'probe', role: 'agent', scope: ['site:S1'] });
    expect(made.status).toBe(201);
    const { id, token } = made.body;
    const list = await server.ask<Page<TokenItem>>('/api/tokens');
    expect(list.body.items).toMatchObject([{ id, name: 'probe', role: 'agent', scope: ['site:S1'], expiresAt: null }]);
    expect(JSON.stringify(list.body) + JSON.stringify(await server.store.tokens.all())).not.toContain(token);
    const json = { entries: [observed('D1', 'down')] };
    const said = await server.ask<{ results: { seq: number }[] }>('/api/entries', { json, ...bearer(token) });
    const [kept] = (await server.ask<Page<EntryItem>>('/api/entries?entity=device:D1&limit=1')).body.items;
    expect(kept).toMatchObject({ seq: said.body.results[0]!.seq, actor: id, body: { source: 'agent' } });
  });

  it('end by time and by being revoked, on the live channel too', async () => {
    const expiresAt = new Date(server.clock.at + 1000).toISOString();
    const short = (await issue({ name: 'short', role: 'viewer', scope: '440781', expiresAt })).body.token;
    const { id, token } = (await issue({ name: 'long', role: 'viewer', scope: '440781' })).body;
    expect((await server.ask('/api/sites', bearer(short))).status).toBe(200);
    server.clock.forward(1000);
    expect((await server.ask('/api/sites', bearer(short))).status).toBe(401);
    const past = await issue({ name: 'past', role: 'viewer', scope: '440781', expiresAt });
    expect(past.body).toMatchObject({ error: { field: 'expiresAt' } });

    const socket = connect({ url: server.url, cookie: '' }, { authorization: `Bearer ${token}` });
    await new Promise<void>((done) => socket.on('connect', done));
    const gone = new Promise((done) => socket.on('disconnect', done));
    expect((await server.ask(`/api/tokens/${id}`, { method: 'DELETE' })).status).toBe(204);
    await gone;
    expect((await server.ask('/api/sites', bearer(token))).status).toBe(401);
    expect((await server.ask(`/api/tokens/${id}`, { method: 'DELETE' })).status).toBe(404);
    expect((await changes()).map((one) => one['what'])).toEqual(['token', 'token', 'token']);
  });
});

describe('the log of sign-ins', () => {
  it('says who tried, from where and how it ended, and keeps no name that is none', async () => {
    await make({ name: 'w', role: 'viewer', scope: '440781', password: WORD });
    await cookieOf('w', 'wrong');
    await cookieOf('my password by mistake', 'wrong');
    await cookieOf('w', WORD);
    const { body } = await server.ask<Page<SignInItem>>('/api/sign-ins?limit=3');
    expect(body.items.map((one) => [one.name, one.outcome])).toEqual([
      ['w', 'ok'],
      [null, 'wrong'],
      ['w', 'wrong'],
    ]);
    expect(body.items[0]!.address).toContain('127.0.0.1');
    const older = await server.ask<Page<SignInItem>>(`/api/sign-ins?after=${body.next}`);
    expect(older.body.items.map((one) => one.name)).toEqual(['admin']);
  });
});
