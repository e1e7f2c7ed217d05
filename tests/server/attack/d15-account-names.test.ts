import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SessionAnswer, UserAnswer } from '../../../shared/contract/http';
import { type TestServer, discard, startServer } from '../kit';

/** Defect 15, names of accounts: compared in one form at creation and log-in; control and format characters refused. */
const WORD = 'long enough, and no name';
let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => discard(server));

type Answer = UserAnswer & { error?: { field: string; message: string } };
const make = (name: string, role = 'viewer') =>
  server.ask<Answer>('/api/users', { json: { name, role, scope: role === 'admin' ? [] : '440781', password: WORD } });
const logIn = (username: string, password = WORD) =>
  server.ask<SessionAnswer>('/api/session', { json: { username, password }, headers: { cookie: '' } });

describe('15: the name of an account', () => {
  it.each(['a\u202Eb', 'a\u0000b', 'a\u200Bb', '\u3164', '\u2800', 'a\u2028b', ' '])('%j is refused', async (name) => {
    const { status, body } = await make(name);
    expect([status, body.error?.field]).toEqual([400, 'name']);
  });

  it('is not given twice in forms that compare equal', async () => {
    expect((await make('Wang')).status).toBe(201);
    for (const name of ['wang', 'ＷＡＮＧ', 'Wang']) {
      const { status, body } = await make(name);
      expect([name, status, body.error?.field]).toEqual([name, 400, 'name']);
    }
    expect((await make('ADMIN')).body.error?.field).toBe('name');
    expect((await make('Ａｄｍｉｎ', 'admin')).body.error?.field).toBe('name');
  });

  it('is kept in NFC, and found in any form at a log-in', async () => {
    const { user } = (await make('cafe\u0301')).body;
    expect(user.name).toBe('caf\u00E9');
    for (const typed of ['caf\u00E9', 'cafe\u0301', 'CAFÉ', 'ｃａｆé']) {
      const { status, body } = await logIn(typed);
      expect([typed, status, body.user?.id]).toEqual([typed, 200, user.id]);
    }
  });

  it('that an earlier version gave twice lets both log in, each by exactly its own', async () => {
    const first = (await make('wang')).body.user;
    const row = (await server.store.accounts.byId(first.id))!;
    await server.store.accounts.insert({ ...row, id: 'second', name: 'Wang' });
    expect([(await logIn('wang')).body.user?.id, (await logIn('Wang')).body.user?.id]).toEqual([first.id, 'second']);
    // Neither of the two: nobody guesses which one is meant.
    expect((await logIn('WANG')).status).toBe(401);
  });

  it('shares its tries with all its forms, as a name of no account does', async () => {
    await make('wang');
    for (const forms of [
      ['wang', 'Wang', 'WANG'],
      ['nobody', 'Nobody', 'NOBODY'],
    ]) {
      const answers: number[] = [];
      for (let guess = 0; guess < 11; guess += 1) {
        answers.push((await logIn(forms[guess % forms.length]!, 'a wrong password')).status);
      }
      expect(answers).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
    }
  });
});

it('15: the name of a token has no control or format characters', async () => {
  const issue = (name: string) => server.ask('/api/tokens', { json: { name, role: 'viewer', scope: '440781' } });
  for (const name of ['a\u202Eb', 'a\u0000b', ' ', '\u3164']) {
    const { status, body } = await issue(name);
    expect([status, body]).toMatchObject([400, { error: { field: 'name' } }]);
  }
  expect((await issue('探针 1')).status).toBe(201);
});
