import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Page, SignInItem, UserAnswer } from '../../shared/contract/http';
import { type Reply, type TestServer, discard, startServer } from './kit';

const WORD = 'long enough, and no name';
const DAY = 24 * 3_600_000;

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => discard(server));

type Answer = { user: object; must?: string[]; error?: { field?: string } };
const cookieIn = (reply: Reply) => reply.headers.getSetCookie().at(-1)?.split(';')[0] ?? '';
const logIn = (username: string, password: string) =>
  server.ask<Answer>('/api/session', { json: { username, password }, headers: { cookie: '' } });
const make = async (name: string, password?: string) => {
  const json = { name, role: 'viewer', scope: '440781', password };
  return (await server.ask<UserAnswer>('/api/users', { json })).body;
};
const patch = async (id: string, password: string | true) =>
  (await server.ask<UserAnswer>(`/api/users/${id}`, { method: 'PATCH', json: { password } })).body;
const change = (cookie: string, password: string, newPassword: string) =>
  server.ask<Answer>('/api/session', { method: 'PATCH', json: { password, newPassword }, headers: { cookie } });

describe('a password that the server made', () => {
  it('is to be changed first, says the session: nothing else is reachable', async () => {
    const { password } = await make('w');
    const begun = await logIn('w', password!);
    expect(begun.body).toMatchObject({ user: { name: 'w' }, must: ['password'] });
    const headers = { cookie: cookieIn(begun) };
    expect((await server.ask('/api/session', { headers })).body).toEqual(begun.body);
    const sites = await server.ask('/api/sites', { headers });
    expect([sites.status, sites.body]).toMatchObject([403, { error: { code: 'required-action', field: 'password' } }]);
  });

  it('is its owner’s once it is changed, to another one that is not weak', async () => {
    const { password } = await make('w');
    const cookie = cookieIn(await logIn('w', password!));
    expect((await change(cookie, password!, password!)).body.error!.field).toBe('newPassword');
    expect((await change(cookie, password!, 'short')).body.error!.field).toBe('newPassword');
    const done = await change(cookie, password!, WORD);
    expect([done.status, done.body.must]).toEqual([200, undefined]);
    expect((await logIn('w', WORD)).body.must).toBeUndefined();
    server.clock.forward(8 * DAY);
    expect((await logIn('w', WORD)).status).toBe(200);
  });

  it('ends seven days after it was made: the log-in answers as to a wrong one, the log says why', async () => {
    const { password } = await make('w');
    server.clock.forward(7 * DAY - 1);
    const cookie = cookieIn(await logIn('w', password!));
    server.clock.forward(1);
    const over = await logIn('w', password!);
    const wrong = await logIn('w', 'wrong');
    expect([over.status, over.body]).toEqual([401, wrong.body]);
    expect((await change(cookie, password!, WORD)).status).toBe(401);
    await server.logIn();
    const { items } = (await server.ask<Page<SignInItem>>('/api/sign-ins?limit=5')).body;
    expect(items.map((one) => one.outcome)).toEqual(['ok', 'expired', 'wrong', 'expired', 'ok']);
  });

  it('is made anew by the administrator, for seven days more; what the administrator types is not one-time', async () => {
    const { user, password } = await make('w');
    server.clock.forward(8 * DAY);
    expect((await logIn('w', password!)).status).toBe(401);
    await server.logIn();
    const second = (await patch(user.id, true)).password!;
    expect((await logIn('w', second)).body.must).toEqual(['password']);
    await patch(user.id, WORD);
    expect((await logIn('w', WORD)).body.must).toBeUndefined();
    await make('typed', WORD);
    server.clock.forward(8 * DAY);
    for (const name of ['w', 'typed']) expect((await logIn(name, WORD)).body.must).toBeUndefined();
  });

  it('another change of the account leaves it one-time', async () => {
    const { user, password } = await make('w');
    const json = { scope: '440782' };
    expect((await server.ask(`/api/users/${user.id}`, { method: 'PATCH', json })).status).toBe(200);
    expect((await logIn('w', password!)).body.must).toEqual(['password']);
  });
});
