import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Authentication } from '../../../server/access/authentication';
import type { SecondFactorOffer, UserAnswer } from '../../../shared/contract/http';
import { PASSWORD, type TestServer, discard, startServer } from '../kit';

/** H5: guessing. H6: sessions and credentials. M11: the rule of passwords. M12: one's own. M13: confirming a factor. */
const WORD = 'long enough, and no name';
let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => discard(server));

const logIn = (username: string, password: string) =>
  server.ask('/api/session', { json: { username, password }, headers: { cookie: '' } });
const times = <T>(count: number, work: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => work(i));
const NO_FACTOR = { isOn: async () => false, take: async () => false };

describe('H5: wrong passwords', () => {
  it('sent at once are checked no more often than one after the other: ten', async () => {
    const answers = await Promise.all(times(60, () => logIn('admin', 'a wrong password')));
    const checked = answers.filter(({ status }) => status === 401);
    expect(checked).toHaveLength(10);
    for (const { status, headers } of answers.filter((one) => !checked.includes(one))) {
      expect([status, Number(headers.get('retry-after')) > 0]).toEqual([429, true]);
    }
  });

  it('from other addresses do not lock the owner out: its log-in is delayed by 2 s', async () => {
    const delays: number[] = [];
    const wait = async (ms: number) => void delays.push(ms);
    const authentication = new Authentication(server.store, NO_FACTOR, server.clock.read, wait);
    for (let from = 0; from < 6; from += 1) {
      for (let tried = 0; tried < 10; tried += 1) await authentication.logIn('admin', 'wrong', `10.0.0.${from}`);
    }
    expect(await authentication.logIn('admin', PASSWORD, '10.0.0.0')).toEqual({ waitS: 300 });
    // 60 failures: those after the 50th were delayed.
    expect(delays).toEqual(times(10, () => 2000));
    expect(await authentication.logIn('admin', PASSWORD, '192.168.0.1')).toHaveProperty('secret');
    expect(delays).toHaveLength(11);
  });

  it('for many names wait in a line of 16; beyond it the answer is 503', async () => {
    const answers = await Promise.all(times(90, (index) => logIn(`name ${index}`, 'a wrong password')));
    const busy = answers.filter(({ status }) => status === 503);
    expect(busy.length).toBeGreaterThan(0);
    for (const { headers, body } of busy) {
      expect([headers.get('retry-after'), body]).toMatchObject(['1', { error: { code: 'busy' } }]);
    }
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401, 503]));
    // What was turned away unchecked is no failure.
    expect((await server.logIn()).status).toBe(200);
  });
});

it('H6: no session begins with a password that was changed while it was checked', async () => {
  const json = { name: 'w', role: 'viewer', scope: '440781', password: WORD };
  const { user } = (await server.ask<UserAnswer>('/api/users', { json })).body;
  let asked = 0;
  const isOn = async () => {
    asked += 1;
    // The third question comes after the password was found right, before the session is stored.
    const change = { method: 'PATCH', json: { password: `${WORD}, another` } };
    if (asked === 3) expect((await server.ask(`/api/users/${user.id}`, change)).status).toBe(200);
    return false;
  };
  const authentication = new Authentication(server.store, { ...NO_FACTOR, isOn }, server.clock.read);
  expect(await authentication.logIn('w', WORD, '10.0.0.1')).toEqual({ refused: 'wrong' });
  expect(asked).toBeGreaterThanOrEqual(3);
  expect(await authentication.logIn('w', `${WORD}, another`, '10.0.0.1')).toHaveProperty('secret');
});

describe('M11: a password', () => {
  const WEAK = ['a', '1234567890', 'password123', ' '.repeat(10), 'aaaaaaaaaaaa', 'Administrator', '          short'];

  it.each(WEAK)('%j is refused wherever it is set', async (password) => {
    const name = password === 'Administrator' ? 'administrator' : 'w';
    const create = { name, role: 'viewer', scope: '440781', password };
    expect((await server.ask('/api/users', { json: create })).status).toBe(400);
    const { user } = (await server.ask<UserAnswer>('/api/users', { json: { ...create, password: WORD } })).body;
    const patch = { method: 'PATCH', json: { password } };
    expect((await server.ask(`/api/users/${user.id}`, patch)).status).toBe(400);
    const cookie = (await logIn(name, WORD)).headers.get('set-cookie')!.split(';')[0]!;
    const own = { method: 'PATCH', json: { password: WORD, newPassword: password }, headers: { cookie } };
    expect((await server.ask('/api/session', own)).status).toBe(400);
  });

  it.each(WEAK.slice(0, 5))('%j stops the first start, as ADMIN_PASSWORD', async (adminPassword) => {
    await expect(startServer({ adminPassword })).rejects.toThrow(/^ADMIN_PASSWORD is wrong: /);
  });
});

it('M12: one’s own password is changed only by the old one', async () => {
  const me = (await server.ask<{ user: { id: string } }>('/api/session')).body.user.id;
  for (const password of [WORD, true]) {
    for (const [path, json] of [
      [`/api/users/${me}`, { password }],
      ['/api/users', { id: me, password }],
    ] as const) {
      const { status, body } = await server.ask(path, { method: 'PATCH', json });
      expect([status, body]).toMatchObject([400, { error: { field: 'password' } }]);
    }
  }
  expect((await server.logIn()).status).toBe(200);
});

it('M13: a second factor is confirmed in ten tries, then after an hour', async () => {
  const offer = await server.ask<SecondFactorOffer>('/api/session/second-factor', { json: { password: PASSWORD } });
  expect(offer.status).toBe(200);
  const confirm = () => server.ask('/api/session/second-factor/confirm', { json: { code: '000000x' } });
  const answers = await Promise.all(times(30, confirm));
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
  const more = await confirm();
  expect([more.status, more.headers.get('retry-after')]).toEqual([429, '3600']);
});
