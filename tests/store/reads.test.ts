import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startReader, startWriter } from '../../server/start-thread';
import type { Value } from '../../server/store/sql/sql';
import { sqlStore } from '../../server/store/sql/store';
import { direct } from '../../server/store/sqlite/database';
import { connect } from '../../server/store/sqlite/driver';
import { DATABASE_FILE, openStore } from '../../server/store/sqlite/open';
import { ThreadDatabase } from '../../server/store/sqlite/thread-database';
import type { TrailQuery } from '../../server/store/store';
import { tempFolder } from '../server/kit';
import { EMPTY, append, rowsAfter } from './rows';

let folder: string;
beforeEach(async () => {
  folder = tempFolder();
  const store = openStore(folder);
  await append(store, rowsAfter(EMPTY, 20));
  await store.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** M3: a question about a rare kind, or about a span without entries, does not look at every entry. */
describe('M3: the audit trail', () => {
  /** The statements of a question that read lines, and how the database carries them out. */
  async function plansOf(query: Partial<TrailQuery>): Promise<string[]> {
    const connection = connect(join(folder, DATABASE_FILE), { readonly: true });
    const statements: { text: string; values: readonly Value[] }[] = [];
    const all = <Row>(text: string, values: readonly Value[] = []): Row[] => {
      statements.push({ text, values });
      return connection.all<Row>(text, values);
    };
    const store = sqlStore(direct({ ...connection, all }), () => connection.close());
    await store.entries.trail({ before: 1e9, limit: 10, ...query });
    const plans = statements.map(({ text, values }) => {
      const steps = connection.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`, values);
      return steps.map(({ detail }) => detail).join('; ');
    });
    await store.close();
    return plans;
  }

  it('of a kind is read along the index of kinds, newest first', async () => {
    expect(await plansOf({ kinds: ['fault.reported'] })).toEqual([
      'SEARCH entries USING INDEX entries_kind (kind=? AND seq>? AND seq<?)',
    ]);
  });

  it('of an entity is read along its own entries, newest first', async () => {
    expect(await plansOf({ entities: ['device:D7'] })).toEqual([
      'SEARCH entry_entities USING PRIMARY KEY (entity=? AND seq>? AND seq<?); ' +
        'SEARCH entries USING INTEGER PRIMARY KEY (rowid=?)',
    ]);
  });

  it('of a span is read within it; of an empty one nothing is read', async () => {
    const at = (second: number) => Date.parse('2025-01-01T00:00:00Z') + second * 1000;
    expect(await plansOf({ from: at(5), to: at(9) })).toEqual([
      'SEARCH entries USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)',
    ]);
    // Entries are a second apart, on the second: none between two.
    expect(await plansOf({ from: at(5) + 1, to: at(6) })).toEqual([]);
    expect(await plansOf({ to: at(0) })).toEqual([]);
  });

  it('of many entities is read within the span', async () => {
    const [plan] = await plansOf({ entities: ['device:D7', 'device:D8'] });
    expect(plan).toContain('SEARCH entry_entities USING PRIMARY KEY (entity=? AND seq>? AND seq<?)');
  });
});

describe('M3, M4: the thread for long reads', () => {
  const threads: Worker[] = [];
  let database: ThreadDatabase;
  beforeEach(() => {
    threads.length = 0;
    const reader = connect(join(folder, DATABASE_FILE), { readonly: true });
    database = new ThreadDatabase(
      reader,
      () => startWriter({ folder }),
      () => {
        threads.push(startReader({ folder }));
        return threads.at(-1)!;
      },
    );
  });
  afterEach(() => database.close());
  const seqs = async (text = 'SELECT seq FROM entries WHERE seq <= ? ORDER BY seq') =>
    (await database.allAside<{ seq: number }>(text, [3])).map(({ seq }) => seq);

  it('is started by the first long read, and answers in order', async () => {
    expect(threads).toHaveLength(0);
    const order: number[] = [];
    await Promise.all([1, 2, 3].map((turn) => seqs().then((found) => order.push(turn, found.length))));
    expect(order).toEqual([1, 3, 2, 3, 3, 3]);
    expect(threads).toHaveLength(1);
  });

  it('reads what was committed before, says what failed, and goes on', async () => {
    const { length } = await database.allAside('SELECT seq FROM entries');
    await expect(seqs('SELECT nothing FROM entries WHERE seq <= ?')).rejects.toMatchObject({ reason: 'broken' });
    const [next] = rowsAfter({ ...EMPTY, seq: 20 }, 1);
    const values = [next!.entry.id, next!.entry.kind, next!.entry.recordedAt, null, next!.line] as const;
    await database.write({
      type: 'append',
      after: 20,
      rows: [{ seq: 21, values, entities: [], marks: [], papers: [] }],
    });
    expect((await database.allAside('SELECT seq FROM entries')).length).toBe(length + 1);
  });

  it('that ends fails its reads, and the next one starts another', async () => {
    await seqs();
    const lost = seqs();
    void threads[0]!.terminate();
    await expect(lost).rejects.toMatchObject({ reason: 'busy' });
    expect(await seqs()).toEqual([1, 2, 3]);
    expect(threads).toHaveLength(2);
  });
});
