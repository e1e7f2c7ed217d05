import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  ApiError,
  EntryItem,
  Page,
  RecoveryCodes,
  SecondFactorOffer,
  SignInItem,
  UserAnswer,
  UserItem,
} from '../../shared/contract/http';
import { codeAt, hotp } from '../helpers/totp';
import { connect, watch } from '../live/kit';
import { PASSWORD, type Reply, type TestServer, discard, entry, oneSite, startServer } from './kit';

const WORD = 'long enough, and no name';
const PATH = '/api/session/second-factor';
const STEP = 30_000;

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => discard(server));

type Answer = { error?: ApiError; user?: object; must?: string[] };
const cookieIn = (reply: Reply) => reply.headers.getSetCookie().at(-1)?.split(';')[0] ?? '';
const tried = (username: string, password: string, code?: string) =>
  server.ask<Answer>('/api/session', { json: { username, password, code }, headers: { cookie: '' } });
const make = async (name: string, role: string, scope: string[] = []) =>
  (await server.ask<UserAnswer>('/api/users', { json: { name, role, scope, password: WORD } })).body.user;
const as = (cookie: string) => ({ headers: { cookie } });
/** The code of now, or of some steps from now. */
const codeOf = (secret: string, steps = 0) => codeAt(secret, server.clock.at, steps);

/** Sets up the second factor of whoever has the cookie; the clock goes on, so that the next code is a new one. */
async function enrol(cookie: string, password = WORD) {
  const offer = await server.ask<SecondFactorOffer>(PATH, { json: { password }, ...as(cookie) });
  expect(offer.status).toBe(200);
  const { secret, uri } = offer.body;
  const done = await server.ask<RecoveryCodes>(`${PATH}/confirm`, { json: { code: codeOf(secret) }, ...as(cookie) });
  expect(done.status).toBe(200);
  server.clock.forward(STEP);
  return { secret, uri, codes: done.body.recoveryCodes, cookie: cookieIn(done) };
}

async function office() {
  const user = await make('office', 'office', ['440781']);
  return { user, ...(await enrol(cookieIn(await tried('office', WORD)))) };
}

const outcomes = async () =>
  (await server.ask<Page<SignInItem>>('/api/sign-ins')).body.items.map(({ name, outcome }) => `${name} ${outcome}`);
const changes = async () =>
  (await server.ask<Page<EntryItem>>('/api/entries?kind=config.changed')).body.items.map(({ body }) => body);

describe('the codes of these tests', () => {
  it('are those of RFC 4226, appendix D', () => {
    const key = Buffer.from('12345678901234567890');
    expect([0, 1, 2, 9].map((counter) => hotp(key, counter))).toEqual(['755224', '287082', '359152', '520489']);
  });
});

describe('a second factor (contract 3)', () => {
  it('is offered for the own password, counts once a code has confirmed it, and leaves an entry', async () => {
    const { id } = await make('office', 'office', ['440781']);
    const mine = cookieIn(await tried('office', WORD));
    const other = cookieIn(await tried('office', WORD));
    expect((await server.ask(PATH, { json: { password: 'wrong' }, ...as(mine) })).status).toBe(401);
    const { body } = await server.ask<SecondFactorOffer>(PATH, { json: { password: WORD }, ...as(mine) });
    expect(body.secret).toMatch(/^[A-Z2-7]{32}$/);
    const uri = new URL(body.uri);
    expect([uri.protocol, uri.host, uri.pathname]).toEqual(['otpauth:', 'totp', '/kaodian:office']);
    expect(uri.searchParams.get('secret')).toBe(body.secret);
    expect((await tried('office', WORD)).status).toBe(200);

    const confirm = (code: string) => server.ask<RecoveryCodes>(`${PATH}/confirm`, { json: { code }, ...as(mine) });
    const wrong = await confirm(codeOf(body.secret, 5));
    expect([wrong.status, wrong.body]).toMatchObject([401, { error: { code: 'second-factor', field: 'code' } }]);
    const right = await confirm(codeOf(body.secret));
    expect(right.status).toBe(200);
    expect(new Set(right.body.recoveryCodes).size).toBe(10);
    for (const code of right.body.recoveryCodes) expect(code).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/);
    expect(await changes()).toMatchObject([
      { what: 'second-factor', id },
      { what: 'account', id },
    ]);

    // Every session of before has ended; this one goes on under another cookie.
    for (const cookie of [mine, other]) expect((await server.ask('/api/session', as(cookie))).status).toBe(401);
    const state = await server.ask(PATH, as(cookieIn(right)));
    expect(state.body).toEqual({ active: true, recoveryCodes: 10 });
    const again = await server.ask(PATH, { json: { password: WORD }, ...as(cookieIn(right)) });
    expect(again.status).toBe(400);
    const { items } = (await server.ask<Page<UserItem>>('/api/users')).body;
    expect(items.map((one) => [one.name, one.secondFactor])).toEqual([
      ['admin', false],
      ['office', true],
    ]);
  });

  it('is wanted after the right password only, so that nothing is told of names', async () => {
    const { secret } = await office();
    const wanted = await tried('office', WORD);
    expect([wanted.status, wanted.body.error?.code, wanted.headers.getSetCookie()]).toEqual([401, 'second-factor', []]);
    const [bad, none] = [await tried('office', 'wrong', codeOf(secret)), await tried('nobody', WORD, codeOf(secret))];
    expect([bad.status, bad.body.error!.code]).toEqual([401, 'unauthenticated']);
    expect([none.status, none.body]).toEqual([bad.status, bad.body]);
    const wrong = await tried('office', WORD, codeOf(secret, 7));
    expect([wrong.status, wrong.body.error?.code]).toEqual([401, 'second-factor']);
    expect((await tried('office', WORD, codeOf(secret))).body).toMatchObject({ user: { name: 'office' } });
    // Newest first; before them the log-in to which it was set up, and the administrator's.
    expect((await outcomes()).slice(0, 5)).toEqual([
      'office ok',
      'office second-factor',
      'null wrong',
      'office wrong',
      'office code-wanted',
    ]);
  });

  it('takes the code of now and of one step either way, as it is written, and none twice', async () => {
    const { secret } = await office();
    const status = async (steps: number) => (await tried('office', WORD, codeOf(secret, steps))).status;
    server.clock.forward(10 * STEP);
    expect(await status(-2)).toBe(401);
    expect(await status(2)).toBe(401);
    expect(await status(-1)).toBe(200);
    expect(await status(-1)).toBe(401);
    const now = codeOf(secret);
    expect((await tried('office', WORD, `${now.slice(0, 3)} ${now.slice(3)}`)).status).toBe(200);
    expect(await status(0)).toBe(401);
    expect(await status(1)).toBe(200);
    // What came before the last one that was taken is over, too.
    expect(await status(0)).toBe(401);
    server.clock.forward(STEP);
    expect(await status(0)).toBe(401);
    expect(await status(1)).toBe(200);
  });

  it('lets two who send the same code at once in only once', async () => {
    const { secret } = await office();
    const code = codeOf(secret);
    const statuses = (await Promise.all([1, 2, 3].map(() => tried('office', WORD, code)))).map((one) => one.status);
    expect(statuses.sort()).toEqual([200, 401, 401]);
  });

  it('takes a recovery code in place of a code, once, in any spelling', async () => {
    const { codes, cookie } = await office();
    expect((await tried('office', WORD, codes[3]!.toUpperCase().replaceAll('-', ' '))).status).toBe(200);
    expect((await tried('office', WORD, codes[3])).status).toBe(401);
    expect((await tried('office', WORD, codes[4])).status).toBe(200);
    expect((await server.ask(PATH, as(cookie))).body).toEqual({ active: true, recoveryCodes: 8 });
  });

  it('counts a wrong code as a wrong try: after ten, wait; another ten make the account wait for the rest of an hour', async () => {
    const { secret } = await office();
    const guess = () => tried('office', WORD, codeOf(secret, 100));
    for (let count = 0; count < 10; count += 1) {
      // The right password alone does not begin the count anew.
      expect((await tried('office', WORD)).body.error!.code).toBe('second-factor');
      expect((await guess()).status).toBe(401);
    }
    const waits = await tried('office', WORD, codeOf(secret));
    expect([waits.status, Number(waits.headers.get('retry-after'))]).toEqual([429, 300]);
    expect((await outcomes())[0]).toBe('office locked');
    server.clock.forward(300_000);
    const longer = await tried('office', WORD, codeOf(secret));
    expect([longer.status, Number(longer.headers.get('retry-after'))]).toEqual([429, 3300]);
    // To who has not the password it looks like any other account.
    expect((await tried('office', 'wrong')).status).toBe(401);
    server.clock.forward(3_300_000);
    expect((await tried('office', WORD, codeOf(secret))).status).toBe(200);
  });

  it('is taken off by the password and a code, or a recovery code', async () => {
    const { secret, cookie, user } = await office();
    const off = (json: object, by = cookie) => server.ask<Answer>(PATH, { method: 'DELETE', json, ...as(by) });
    expect((await off({ password: WORD })).body.error!.field).toBe('code');
    expect((await off({ password: 'wrong', code: codeOf(secret) })).body.error!.code).toBe('unauthenticated');
    expect((await off({ password: WORD, code: codeOf(secret, 9) })).body.error!.code).toBe('second-factor');
    const done = await off({ password: WORD, code: codeOf(secret) });
    expect(done.status).toBe(204);
    expect((await server.ask(PATH, as(cookieIn(done)))).body).toEqual({ active: false, recoveryCodes: 0 });
    expect((await tried('office', WORD)).status).toBe(200);
    expect((await changes())[0]).toMatchObject({ what: 'second-factor', id: user.id });
    expect((await off({ password: WORD, code: '123456' }, cookieIn(done))).status).toBe(404);
    const anew = await enrol(cookieIn(done));
    expect(anew.secret).not.toBe(secret);
    expect((await off({ password: WORD, code: anew.codes[0]! }, anew.cookie)).status).toBe(204);
  });

  it('of another is reset by the administrator, whose own needs its code', async () => {
    const { user, cookie } = await office();
    const reset = (id: string, secondFactor = false) =>
      server.ask<UserAnswer & Answer>(`/api/users/${id}`, { method: 'PATCH', json: { secondFactor } });
    expect((await reset(user.id, true)).status).toBe(400);
    const done = await reset(user.id);
    expect([done.status, done.body.user]).toMatchObject([200, { secondFactor: false }]);
    expect((await server.ask('/api/session', as(cookie))).status).toBe(401);
    expect((await tried('office', WORD)).status).toBe(200);
    expect((await changes()).map((one) => one['what'])).toContain('second-factor');

    const own = await enrol(server.cookie, PASSWORD);
    server.cookie = own.cookie;
    const admin = (await server.ask<Page<UserItem>>('/api/users')).body.items.find((one) => one.name === 'admin')!;
    expect((await reset(admin.id)).body.error!.field).toBe('secondFactor');
  });

  it('is for people of the office and administrators', async () => {
    for (const [role, scope] of [
      ['technician', 'S1'],
      ['viewer', '440781'],
    ] as const) {
      await make(role, role, [scope]);
      const cookie = cookieIn(await tried(role, WORD));
      expect((await server.ask(PATH, { json: { password: WORD }, ...as(cookie) })).status).toBe(403);
      expect((await server.ask(PATH, as(cookie))).body).toEqual({ active: false, recoveryCodes: 0 });
    }
  });

  it('is kept encrypted under a key beside the database, for its owner only, and outlives a restart', async () => {
    expect(readdirSync(server.folder)).not.toContain('secret.key');
    const { secret, codes, cookie } = await office();
    const key = join(server.folder, 'secret.key');
    expect([statSync(key).mode & 0o777, statSync(key).size]).toEqual([0o600, 32]);
    await server.stop();
    const files = readdirSync(server.folder).filter((name) => name.startsWith('kaodian.db'));
    const bytes = Buffer.concat(files.map((name) => readFileSync(join(server.folder, name))));
    const plain = [...codes, ...codes.map((one) => one.replaceAll('-', '')), secret];
    expect(plain.filter((one) => bytes.includes(one))).toEqual([]);
    expect(bytes.includes(readFileSync(key))).toBe(false);
    server = await startServer({ folder: server.folder, clock: server.clock });
    expect((await server.ask(PATH, as(cookie))).body).toEqual({ active: true, recoveryCodes: 10 });
    expect((await tried('office', WORD, codeOf(secret))).status).toBe(200);
    expect((await tried('office', WORD, codes[0])).status).toBe(200);
  });

  it('is not readable without its key: a start says in one line that it is missing, wrong or broken', async () => {
    await office();
    await server.stop();
    const key = join(server.folder, 'secret.key');
    const right = readFileSync(key);
    for (const [bytes, says] of [
      [Buffer.alloc(32), /is not the key of this database/],
      [Buffer.alloc(5), /holds no key/],
    ] as const) {
      writeFileSync(key, bytes);
      await expect(startServer({ folder: server.folder })).rejects.toThrow(says);
    }
    const elsewhere = { keyFile: join(server.folder, 'none') };
    await expect(startServer({ folder: server.folder, deps: elsewhere })).rejects.toThrow(/is missing/);
    writeFileSync(key, right);
    server = await startServer({ folder: server.folder, clock: server.clock });
  });
});

describe('the setting secondFactor', () => {
  const set = (value: unknown, name = 'secondFactor') => server.record([entry('setting.set', { name, value })]);

  it('is optional or required, and of a closed set of names', async () => {
    expect((await set('required'))[0]!.outcome).toBe('recorded');
    // Whoever set it stands before it himself.
    server.cookie = (await enrol(server.cookie, PASSWORD)).cookie;
    expect((await set('never'))[0]!.error).toMatchObject({ code: 'invalid', field: 'body.value' });
    for (const name of ['second-factor', 'constructor', '__proto__', 'toString']) {
      expect((await set('required', name))[0]!.error).toMatchObject({ code: 'invalid', field: 'body.name' });
    }
    expect((await set('optional'))[0]!.outcome).toBe('recorded');
  });

  it('required, lets who has none read the own session, set one up and log out: nothing else, and no live channel', async () => {
    await server.must(oneSite());
    await make('office', 'office', ['440781']);
    await make('viewer', 'viewer', ['440781']);
    const cookie = cookieIn(await tried('office', WORD));
    const json = { name: 'of the office', role: 'office', scope: '440781' };
    const { token } = (await server.ask<{ token: string }>('/api/tokens', { json })).body;
    const open = connect({ url: server.url, cookie });
    await watch(open, { scope: '440781', topics: ['status'] });
    await set('required');

    const { body } = await server.ask<{ paths: Record<string, Record<string, { security?: object }>> }>(
      '/api/openapi.json',
    );
    const routes = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { security }]) =>
        security ? [`${method.toUpperCase()} ${path}`] : [],
      ),
    );
    const refused: string[] = [];
    for (const route of routes) {
      const [method, path] = route.split(' ') as [string, string];
      if (method === 'DELETE' && path === PATH) continue;
      const reply = await server.ask<Answer>(path.replace(/\{\w+\}/, 'S1'), { method, ...as(cookie) });
      if (reply.status !== 403) continue;
      refused.push(route);
      // An answer to HEAD has no body.
      if (method === 'HEAD') continue;
      expect(reply.body.error).toMatchObject({
        code: 'required-action',
        message: expect.stringMatching(/second factor/),
      });
    }
    const early = ['GET /api/session', 'PATCH /api/session', `GET ${PATH}`, `POST ${PATH}`, `POST ${PATH}/confirm`];
    expect(routes.filter((route) => !refused.includes(route)).sort()).toEqual([...early, `DELETE ${PATH}`].sort());
    expect((await server.ask('/metrics', { headers: { cookie, 'x-forwarded-for': '192.0.2.1' } })).status).toBe(403);

    const again = await new Promise((done) => open.emit('watch', { scope: '440781', topics: ['status'] }, done));
    expect(again).toMatchObject({ error: { code: 'required-action' } });
    const closed = connect({ url: server.url, cookie });
    expect(await new Promise<Error>((done) => closed.on('connect_error', done))).toMatchObject({
      message: 'required-action',
    });
    open.disconnect();

    const said = await server.ask<Answer>('/api/session', as(cookie));
    expect([said.status, said.body.must]).toEqual([200, ['second-factor']]);
    expect((await tried('office', WORD)).body.must).toEqual(['second-factor']);
    // Other roles, and programs, go on.
    expect((await tried('viewer', WORD)).body.must).toBeUndefined();
    const byToken = { headers: { cookie: '', authorization: `Bearer ${token}` } };
    expect((await server.ask('/api/sites', byToken)).status).toBe(200);

    const { cookie: enrolled } = await enrol(cookie);
    expect((await server.ask('/api/sites', as(enrolled))).status).toBe(200);
    expect((await server.ask<Answer>('/api/session', as(enrolled))).body.must).toBeUndefined();
    const live = connect({ url: server.url, cookie: enrolled });
    await watch(live, { scope: '440781', topics: ['status'] });
    live.disconnect();
    expect((await server.ask('/api/session', { method: 'DELETE', ...as(cookie) })).status).toBe(204);
  });

  it('is the administrator’s to set, and optional again frees everybody', async () => {
    await make('office', 'office', ['440781']);
    const cookie = cookieIn(await tried('office', WORD));
    const json = { entries: [entry('setting.set', { name: 'secondFactor', value: 'required' })] };
    const by = await server.ask<{ results: { error?: object }[] }>('/api/entries', { json, ...as(cookie) });
    expect(by.body.results[0]!.error).toMatchObject({ code: 'forbidden' });
    await set('required');
    expect((await server.ask('/api/sites', as(cookie))).status).toBe(403);
    server.cookie = (await enrol(server.cookie, PASSWORD)).cookie;
    await set('optional');
    expect((await server.ask('/api/sites', as(cookie))).status).toBe(200);
  });
});
