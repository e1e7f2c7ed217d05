import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntriesAnswer } from '../../shared/contract/http';
import { type TestServer, discard, observed, oneSite, startServer } from './kit';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
  await server.must(oneSite());
});
afterEach(() => discard(server));

const FROM = encodeURIComponent('2025-03-01T00:00:00+08:00');
const TO = encodeURIComponent('2025-03-06T00:00:00+08:00');
const uptime = async () => (await server.ask(`/api/uptime?scope=site:S1&from=${FROM}&to=${TO}`)).body;

/** What breaks, and how it is mended. */
const CAUSES: [string, () => void, () => void][] = [
  [
    'a full disk',
    () => {
      const { page_count: pages } = server.store.connection.get<{ page_count: number }>('PRAGMA page_count')!;
      server.store.connection.all(`PRAGMA max_page_count = ${pages}`);
    },
    () => void server.store.connection.all('PRAGMA max_page_count = 1000000'),
  ],
  [
    'a read-only folder',
    () => server.store.connection.exec('PRAGMA query_only = 1'),
    () => server.store.connection.exec('PRAGMA query_only = 0'),
  ],
];

describe.each(CAUSES)('with %s', (_name, breakIt, mendIt) => {
  it('every writer of the batch hears of it, nothing is recorded, and it goes on when the cause is gone', async () => {
    const before = { head: server.app.ledger.head, figures: await uptime() };
    breakIt();
    const many = Array.from({ length: 400 }, (_, index) => observed('D1', 'down', server.clock.at - index));
    const post = (entries: unknown[]) => server.ask<{ error: { code: string } }>('/api/entries', { json: { entries } });
    const replies = await Promise.all([post(many.slice(0, 200)), post(many.slice(200))]);
    for (const { status, body, headers } of replies) {
      expect([status, body.error.code]).toEqual([503, 'storage']);
      expect(headers.get('retry-after')).not.toBeNull();
    }
    expect(server.app.ledger.head).toEqual(before.head);
    expect(await uptime()).toEqual(before.figures);
    expect((await server.store.entries.head()).seq).toBe(before.head.seq);

    mendIt();
    const { status, body } = await server.ask<EntriesAnswer>('/api/entries', { json: { entries: many } });
    expect(status).toBe(200);
    expect(body.results.every((one) => one.outcome === 'recorded')).toBe(true);
    expect(body.results[0]!.seq).toBe(before.head.seq + 1);
  });
});

describe('a batch that fails', () => {
  it('takes the fold back to what a fresh read of the ledger gives', async () => {
    await server.must([observed('D1', 'degraded', server.clock.at - 3_600_000)]);
    const before = await uptime();
    server.store.connection.exec('PRAGMA query_only = 1');
    const entries = [observed('D1', 'down', server.clock.at - 7_200_000), ...oneSite(['D2'], 'S2')];
    await server.ask('/api/entries', { json: { entries } });
    server.store.connection.exec('PRAGMA query_only = 0');
    expect(await uptime()).toEqual(before);
    // An unknown site again: nothing of the failed batch is left behind it.
    expect((await server.record(oneSite(['D2'], 'S2'))).map((one) => one.outcome)).toEqual(Array(3).fill('recorded'));
  });
});
