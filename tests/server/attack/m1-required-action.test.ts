import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect } from '../../live/kit';
import type { UserAnswer } from '../../../shared/contract/http';
import { type TestServer, discard, entry, oneSite, startServer } from '../kit';

/** M1: a session of a one-time password reaches nothing but its own change (contract 3). */
let server: TestServer;
let cookie: string;
let password: string;
beforeAll(async () => {
  server = await startServer();
  await server.must(oneSite());
  const json = { name: 'w', role: 'admin' };
  password = (await server.ask<UserAnswer>('/api/users', { json })).body.password!;
  const logIn = { json: { username: 'w', password }, headers: { cookie: '' } };
  cookie = (await server.ask('/api/session', logIn)).headers.get('set-cookie')!.split(';')[0]!;
});
afterAll(() => discard(server));

it('M1: every route for accounts refuses it, but the own session and its password', async () => {
  type Paths = Record<string, Record<string, { security?: object }>>;
  const { paths } = (await server.ask<{ paths: Paths }>('/api/openapi.json')).body;
  const reached: string[] = [];
  let refused = 0;
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, { security }] of Object.entries(methods)) {
      if (!security) continue;
      const init = { method: method.toUpperCase(), headers: { cookie } };
      const { status, body } = await server.ask<{ error?: { code: string } }>(path.replace(/\{\w+\}/, 'S1'), init);
      // An answer to HEAD has no body.
      if (status === 403 && (method === 'head' || body.error?.code === 'required-action')) refused += 1;
      else reached.push(`${method} ${path}`);
    }
  }
  expect(reached.sort()).toEqual(['get /api/session', 'patch /api/session']);
  expect(refused).toBeGreaterThan(30);
});

it('M1: it records nothing and gets no live channel', async () => {
  const json = { entries: [entry('status.observed', { deviceId: 'D1', status: 'down' })] };
  expect((await server.ask('/api/entries', { json, headers: { cookie } })).status).toBe(403);
  const socket = connect({ url: server.url, cookie });
  const error = await new Promise<Error>((done) => socket.on('connect_error', done));
  socket.disconnect();
  expect(error.message).toBe('required-action');
});

it('M1: after the change everything is reachable', async () => {
  const json = { password, newPassword: 'long enough, and no name' };
  const changed = await server.ask('/api/session', { method: 'PATCH', json, headers: { cookie } });
  const renewed = changed.headers.get('set-cookie')!.split(';')[0]!;
  expect((await server.ask('/api/sites', { headers: { cookie: renewed } })).status).toBe(200);
});
