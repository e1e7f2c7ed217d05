import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UserAnswer } from '../../shared/contract/http';
import { type TestServer, discard, oneSite, startServer } from './kit';

const PASSWORD = 'long enough, and no name';

let server: TestServer;
let id: string;
let cookie: string;
beforeEach(async () => {
  server = await startServer();
  await server.must(oneSite());
  const json = { name: 'w', role: 'viewer', scope: '440781', password: PASSWORD };
  id = (await server.ask<UserAnswer>('/api/users', { json })).body.user.id;
  // The account was changed a minute ago: it is cached from now on.
  server.clock.forward(60_000);
  const reply = await server.ask('/api/session', { json: { username: 'w', password: PASSWORD } });
  cookie = reply.headers.get('set-cookie')!.split(';')[0]!;
});
afterEach(() => discard(server));

const scope = async () => {
  const { status, body } = await server.ask<{ user: { scope: string[] } }>('/api/session', { headers: { cookie } });
  return status === 200 ? body.user.scope : status;
};
/** Another process changes the row; this one is not called. */
const changeRow = (change: { scope?: string[]; disabledAt?: number }) => server.store.accounts.update(id, change);
const entryOfChange = (of = id) =>
  server.app.ledger.write('config.changed', { what: 'account', id: of, digest: 'a'.repeat(64) }, 'another-process');

describe('the cache of callers', () => {
  it('answers without the store until the ledger has an entry of a change, whoever wrote it', async () => {
    expect(await scope()).toEqual(['440781']);
    await changeRow({ scope: ['440782'] });
    expect(await scope()).toEqual(['440781']);
    await entryOfChange('another-account');
    expect(await scope()).toEqual(['440781']);
    await entryOfChange();
    expect(await scope()).toEqual(['440782']);
  });

  it('reads the store for a minute after the entry, which is committed before the row is changed', async () => {
    expect(await scope()).toEqual(['440781']);
    await entryOfChange();
    expect(await scope()).toEqual(['440781']);
    server.clock.forward(59_999);
    await changeRow({ scope: ['440782'] });
    expect(await scope()).toEqual(['440782']);
    server.clock.forward(1);
    expect(await scope()).toEqual(['440782']);
    await changeRow({ scope: ['440783'] });
    expect(await scope()).toEqual(['440782']);
  });

  it('lets nobody in whose account another process has disabled', async () => {
    expect(await scope()).toEqual(['440781']);
    await entryOfChange();
    await changeRow({ disabledAt: server.clock.at });
    expect(await scope()).toBe(401);
  });

  it('ends a logged-out session at once, without an entry', async () => {
    expect(await scope()).toEqual(['440781']);
    const { seq } = server.app.ledger.head;
    expect((await server.ask('/api/session', { method: 'DELETE', headers: { cookie } })).status).toBe(204);
    expect([await scope(), server.app.ledger.head.seq]).toEqual([401, seq]);
  });
});
