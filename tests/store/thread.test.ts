import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWriter } from '../../server/start-thread';
import { connect } from '../../server/store/sqlite/driver';
import { rowOf } from '../../server/store/sql/append';
import { DATABASE_FILE, openServing, openStore } from '../../server/store/sqlite/open';
import { ThreadDatabase } from '../../server/store/sqlite/thread-database';
import { type TestServer, observed, oneSite, startServer, tempFolder } from '../server/kit';
import { EMPTY, rowsAfter } from './rows';

const threads: Worker[] = [];
let folder: string;

const start = () => {
  threads.push(startWriter({ folder }));
  return threads.at(-1)!;
};

beforeEach(() => {
  folder = tempFolder();
  threads.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the thread that writes', () => {
  let database: ThreadDatabase;
  const rows = rowsAfter(EMPTY, 4).map(rowOf);
  const append = (from: number, to: number) =>
    database.write({ type: 'append', after: from, rows: rows.slice(from, to) });
  const count = async () => (await database.get<{ count: number }>('SELECT COUNT(*) AS count FROM entries'))!.count;

  beforeEach(async () => {
    await openStore(folder).close();
    database = new ThreadDatabase(connect(join(folder, DATABASE_FILE), { readonly: true }), start);
  });
  afterEach(() => database.close());

  it('commits in the order in which it was asked, and what it committed is read at once', async () => {
    const done: number[] = [];
    await Promise.all([
      append(0, 2).then(async () => done.push(await count())),
      append(2, 4).then(async () => done.push(await count())),
    ]);
    expect(done[0]).toBeGreaterThanOrEqual(2);
    expect(done[1]).toBe(4);
  });

  it('says in the words of the store what was wrong, keeps nothing of it, and goes on', async () => {
    await append(0, 1);
    const gap = database.write({ type: 'append', after: 1, rows: rows.slice(2) });
    await expect(gap).rejects.toMatchObject({ reason: 'broken', message: 'entry 3 does not follow 1' });
    expect(await count()).toBe(1);
    await append(1, 4);
    expect(await count()).toBe(4);
  });

  it('that ends leaves its writers unsure, and the next write starts another', async () => {
    await append(0, 1);
    const lost = append(1, 2);
    void threads[0]!.terminate();
    await expect(lost).rejects.toMatchObject({ reason: 'unsure' });
    const known = await count();
    await append(known, 4);
    expect([threads.length, await count()]).toEqual([2, 4]);
  });
});

describe('a server whose writing thread ends under load', () => {
  it('asks the ledger what was kept, and takes each entry once when it is sent again', async () => {
    const store = openServing(folder, { startWriter: start });
    const server: TestServer = await startServer({ folder: tempFolder(), deps: { store } });
    await server.must(oneSite(['D1', 'D2']));
    for (let round = 0; round < 2; round += 1) {
      const sent = [observed('D1', 'down'), observed('D2', 'degraded')];
      // Answered, refused for the storage, or while the ledger is read again: in doubt it is sent again.
      const first = server.record(sent).catch(() => null);
      await new Promise((resolve) => setImmediate(resolve));
      void threads.at(-1)!.terminate();
      await first;
      let results = null;
      while (results === null) results = await server.record(sent).catch(() => null);
      expect(results.every((one) => one.outcome !== 'refused')).toBe(true);
    }
    const { seq } = await store.entries.head();
    expect(seq).toBe(5 + 2 * 2);
    expect(server.app.ledger.head.seq).toBe(seq);
    const live = await server.app.ledger.read((fold) => fold.head.seq);
    expect(live).toBe(seq);
    await server.app.close();
  });
});
