import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { foldFactory } from '../../server/ledger/folding/fold-factory';
import { exportLines } from '../../server/ledger/files/export';
import { importLines } from '../../server/ledger/files/import';
import { copyDatabase, holdEmpty } from '../../server/store/sqlite/copy';
import { openStore } from '../../server/store/sqlite/open';
import { StorageError, type Store } from '../../server/store/store';
import { ZONE, observed, oneSite, tempFolder } from './kit';
import { type OpenLedger, openLedger } from './ledger-kit';
import { append, rowsAfter } from '../store/rows';

let folder: string;
let open: OpenLedger;
beforeEach(async () => {
  folder = tempFolder();
  open = await openLedger(join(folder, 'first'));
  await open.record(oneSite());
});
afterEach(async () => {
  await open.close();
  rmSync(folder, { recursive: true, force: true });
});

const epochOf = async (store: Store) => (await store.entries.claim())!.epoch;

describe('the identity of a ledger', () => {
  it('is an epoch and its last entry: the epoch stays over restarts, the entry moves', async () => {
    const { epoch, seq, hash } = open.ledger.identity;
    expect(epoch).toMatch(/^[0-9a-f-]{36}$/);
    expect([seq, hash]).toEqual([3, open.ledger.head.hash]);
    await open.close();
    open = await openLedger(join(folder, 'first'));
    await open.record([observed('D1', 'down')]);
    expect(open.ledger.identity).toEqual({ epoch, seq: 4, hash: open.ledger.head.hash });
  });

  it('has another epoch once it is restored from a backup, with the same entries', async () => {
    await copyDatabase(join(folder, 'first'), join(folder, 'backup'));
    const held = holdEmpty(join(folder, 'second'));
    copyFileSync(join(folder, 'backup'), held.part);
    held.keep();
    held.release();
    const second = await openLedger(join(folder, 'second'));
    expect(second.ledger.head).toEqual(open.ledger.head);
    expect(second.ledger.identity.epoch).not.toBe(open.ledger.identity.epoch);
    await second.close();
  });

  it('has another epoch once a file is imported; a refused or a dry import leaves the epoch', async () => {
    const store = openStore(join(folder, 'second'));
    const empty = await epochOf(store);
    const lines: string[] = [];
    for await (const page of exportLines(open.store, () => {})) lines.push(page);
    const text = lines.join('');
    const take = (file: string, dryRun = false) =>
      importLines(
        (async function* () {
          yield Buffer.from(file);
        })(),
        { store, factory: foldFactory, zone: ZONE, dryRun, paper: () => null },
      );
    await expect(take(text.slice(0, -1))).rejects.toThrow('cut off');
    await take(text, true);
    expect(await epochOf(store)).toBe(empty);
    await take(text);
    expect((await store.entries.head()).hash).toBe(open.ledger.head.hash);
    expect([empty, open.ledger.identity.epoch]).not.toContain(await epochOf(store));
    await store.close();
  });
});

/** Tries again while the ledger is being read. */
async function whenReady<T>(work: () => Promise<T>): Promise<T> {
  while (!open.ledger.progress.ready) await new Promise((resolve) => setImmediate(resolve));
  return work();
}

describe('a ledger that is not sure what is stored', () => {
  /** The next append is committed, but fails as if the writing thread had ended meanwhile. */
  const unsureOnce = () => {
    const claim = open.store.entries.claim.bind(open.store.entries);
    let failed = false;
    open.store.entries.claim = async () => {
      const given = (await claim())!;
      const appended = given.append.bind(given);
      given.append = async (rows) => {
        if (failed) return appended(rows);
        failed = true;
        await (await claim())!.append(rows);
        throw new StorageError('the thread ended', 'unsure');
      };
      return given;
    };
  };

  it('reads it again after an unsure commit, and publishes the entries that were kept', async () => {
    unsureOnce();
    await open.ledger.check();
    const published: number[] = [];
    const twice = new Promise<void>((done) =>
      open.ledger.onCommit((entries) => {
        published.push(...entries.map((entry) => entry.seq));
        if (published.length === 2) done();
      }),
    );
    const sent = [observed('D1', 'down')];
    await expect(open.record(sent)).rejects.toMatchObject({ reason: 'unsure' } satisfies Partial<StorageError>);
    const seqs = await whenReady(() => open.record([observed('D1', 'up')]));
    await twice;
    expect([seqs, published]).toEqual([[5], [4, 5]]);
  });

  it('refuses to append after another writer did, and takes that writer’s entries in', async () => {
    const [row] = rowsAfter(open.ledger.head, 1);
    await append(open.store, [row!]);
    await expect(open.record([observed('D1', 'down')])).rejects.toMatchObject({ reason: 'fenced' });
    const seqs = await whenReady(() => open.record([observed('D1', 'down')]));
    expect(seqs).toEqual([5]);
    const head = await open.ledger.read((fold) => fold.head.seq);
    expect(head).toBe(5);
  });
});
