import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visibilityOf } from '../../server/access/policy';
import { answer } from '../../server/ledger/querying/questions';
import type { SearchAnswer } from '../../shared/contract/http';
import { type Sent, type TestServer, discard, entry, startServer } from './kit';
import { looksOf } from './looks';
import { SCOPE, ScopedWorld, type Who, county } from './scoped-world';

let server: TestServer;
let world: ScopedWorld;
beforeAll(async () => {
  server = await startServer();
  world = await ScopedWorld.make(server);
});
afterAll(() => discard(server));

const find = async (who: Who, q: string) => {
  const { body } = await world.ask<SearchAnswer>(who, `/api/search?q=${encodeURIComponent(q)}`);
  return body.hits.map(({ sort, id }) => `${sort} ${id}`);
};

describe('a search (contract 3: what is beyond a scope is as what is absent)', () => {
  it('finds everything of the account’s sites, and nothing of others', async () => {
    for (const who of ['technician', 'office', 'viewer'] as const) {
      expect(await find(who, 's-'), who).toEqual(['site S-IN']);
      expect(await find(who, 'd-'), who).toEqual(['device D-IN']);
      expect(await find(who, 'f-'), who).toEqual(['fault F-IN']);
      for (const q of ['ZZ', 'D-ZZ', 'F-ZZ', '考场ZZ', '考点 zz'])
        expect(await find(who, q), `${who} ${q}`).toEqual([]);
    }
    expect(await find('admin', 'd-')).toEqual(['device D-IN', 'device D-ZZ']);
  });

  it('leaves out what went to another site', async () => {
    await server.must([entry('device.moved', { deviceId: 'D2-IN', siteId: 'S-ZZ', roomId: 'R-ZZ' })]);
    expect(await find('technician', 'd2')).toEqual([]);
    await server.must([entry('device.moved', { deviceId: 'D2-IN', siteId: 'S-IN', roomId: 'R-IN' })]);
    expect(await find('technician', 'd2')).toEqual(['device D2-IN']);
  });

  it('refuses what is no question', async () => {
    for (const query of ['', '?q=', `?q=${'x'.repeat(101)}`, '?q=a&limit=21', '?q=a&scope=440781']) {
      expect((await world.ask('office', `/api/search${query}`)).status, query).toBe(400);
    }
  });

  it('costs what lies in the account’s sites, however many there are elsewhere', async () => {
    const work = () =>
      server.app.ledger.read((fold, now) => {
        const visibility = visibilityOf({ role: 'technician', scope: SCOPE.technician });
        const question = { ask: 'search', q: '考场', limit: 6, visibility } as const;
        answer(fold, question, now);
        return looksOf(() => answer(fold, question, now));
      });
    const alone = await work();
    const others = Array.from({ length: 20 }, (_, n) =>
      county('ZZ').map(({ kind, at, body }): Sent =>
        entry(kind, JSON.parse(JSON.stringify(body).replaceAll('ZZ', `Y${n}`)), at),
      ),
    );
    await server.must(others.flat());
    expect(await work()).toEqual(alone);
  });
});
