import { afterEach, describe, expect, it } from 'vitest';
import { PASSWORD, TestClock, type TestServer, ZONE, discard, startServer } from './kit';

let server: TestServer;
afterEach(() => discard(server));

const wrong = () => server.ask('/api/session', { json: { username: 'admin', password: 'guess' } });

describe('a session (contract 3)', () => {
  it('begins with the right password: the account, and a cookie that scripts and other sites cannot use', async () => {
    server = await startServer();
    const { status, body, headers } = await server.logIn();
    expect(status).toBe(200);
    expect(body).toMatchObject({ user: { name: 'admin', role: 'admin', scope: [] } });
    expect(headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/);
    expect((await server.ask('/api/session')).body).toEqual(body);
  });

  it('carries the business zone and the server’s time in every answer', async () => {
    server = await startServer();
    const told = () => ({ zone: ZONE, now: server.clock.at });
    expect((await server.logIn()).body).toMatchObject(told());
    server.clock.forward(90_000);
    expect((await server.ask('/api/session')).body).toMatchObject(told());
    const json = { password: PASSWORD, newPassword: 'another word of the tests' };
    expect((await server.ask('/api/session', { method: 'PATCH', json })).body).toMatchObject(told());
  });

  it('ends by logging out, and by time', async () => {
    server = await startServer();
    const cookie = server.cookie;
    expect((await server.ask('/api/session', { method: 'DELETE' })).status).toBe(204);
    expect((await server.ask('/api/session', { headers: { cookie } })).status).toBe(401);
    await server.logIn();
    server.clock.forward(12 * 3_600_000);
    expect((await server.ask('/api/session')).status).toBe(401);
  });

  it('outlives a restart', async () => {
    server = await startServer();
    await server.stop();
    const { cookie } = server;
    server = await startServer({ folder: server.folder, adminPassword: null });
    expect((await server.ask('/api/session', { headers: { cookie } })).status).toBe(200);
  });

  it('is refused for a wrong password, a wrong name and a wrong shape', async () => {
    server = await startServer();
    expect((await wrong()).status).toBe(401);
    const nobody = await server.ask('/api/session', { json: { username: 'nobody', password: PASSWORD } });
    expect(nobody.status).toBe(401);
    const shape = await server.ask('/api/session', { json: { username: 'admin' } });
    expect(shape.status).toBe(400);
    expect(shape.body).toMatchObject({ error: { field: 'password' } });
  });

  it('answers 429 with Retry-After after ten wrong passwords, also to the right one, until the time is over', async () => {
    server = await startServer({ clock: new TestClock() });
    for (let guess = 0; guess < 10; guess += 1) expect((await wrong()).status).toBe(401);
    const { status, headers } = await server.logIn();
    expect(status).toBe(429);
    const wait = Number(headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    server.clock.forward(wait * 1000);
    expect((await server.logIn()).status).toBe(200);
  });

  it('never counts right passwords', async () => {
    server = await startServer();
    for (let time = 0; time < 12; time += 1) expect((await server.logIn()).status).toBe(200);
  });
});

describe('the first start (contract 2)', () => {
  it('without a password gives a link that makes the admin once', async () => {
    server = await startServer({ adminPassword: null });
    const secret = server.app.setUpSecret!;
    const setUp = (given: string) => server.ask('/api/setup', { json: { secret: given, password: PASSWORD } });
    expect((await setUp('another')).status).toBe(403);
    const done = await setUp(secret);
    expect(done.status).toBe(201);
    expect(done.headers.get('set-cookie')).toContain('kaodian=');
    expect((await setUp(secret)).status).toBe(403);
    expect((await server.logIn()).status).toBe(200);
  });

  it('leaves the ledger empty, so that it can still be imported into', async () => {
    server = await startServer();
    expect(server.app.ledger.head.seq).toBe(0);
  });

  it('keeps the first password when another start brings another one', async () => {
    server = await startServer();
    await server.stop();
    server = await startServer({ folder: server.folder, adminPassword: 'another password' });
    expect((await server.logIn()).status).toBe(200);
  });

  it('keeps no password that can be read', async () => {
    server = await startServer();
    expect((await server.store.accounts.byName('admin'))!.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});
