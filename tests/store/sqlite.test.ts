import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { startWriter } from '../../server/start-thread';
import { FolderLocked, openReader, openServing, openStore } from '../../server/store/sqlite/open';
import { StorageError, type Store } from '../../server/store/store';
import { tempFolder } from '../server/kit';
import { EMPTY, append, rowsAfter } from './rows';
import { type StoreUnderTest, storeSuite } from './suite';

function onFolders<S extends Store>(open: (folder: string) => S): () => Promise<StoreUnderTest> {
  return async () => {
    const folder = tempFolder();
    const under = {
      store: open(folder),
      async reopen() {
        await under.store.close();
        return (under.store = open(folder));
      },
      async discard() {
        await under.store.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
    return under;
  };
}

const serving = (folder: string) => openServing(folder, { startWriter: () => startWriter({ folder }) });

storeSuite('the embedded store', onFolders(openStore));
storeSuite('the embedded store that a thread writes', onFolders(serving));

describe('the embedded store, by itself', () => {
  const folders: string[] = [];
  const folder = () => {
    folders.push(tempFolder());
    return folders.at(-1)!;
  };
  afterEach(() => folders.splice(0).forEach((one) => rmSync(one, { recursive: true, force: true })));

  it('locks its folder: a second writer is refused, and let in when the first has closed', async () => {
    const at = folder();
    const first = openStore(at);
    expect(() => openStore(at)).toThrow(FolderLocked);
    await first.close();
    const second = openStore(at);
    await second.close();
  });

  it('commits with one fsync that a power cut cannot take back: WAL and synchronous=FULL', async () => {
    const store = openStore(folder());
    expect(store.connection.get('PRAGMA journal_mode')).toMatchObject({ journal_mode: 'wal' });
    expect(store.connection.get('PRAGMA synchronous')).toMatchObject({ synchronous: 2 });
    await store.close();
  });

  it('takes pages as one transaction, or none of them', async () => {
    const store = openStore(folder());
    const rows = rowsAfter(EMPTY, 6);
    const failing = store.appendAll(async (add) => {
      add(rows.slice(0, 3));
      await Promise.resolve();
      add(rows.slice(3));
      throw new Error('the file is torn');
    });
    await expect(failing).rejects.toThrow('the file is torn');
    expect((await store.entries.head()).seq).toBe(0);
    await store.appendAll(async (add) => add(rows));
    expect((await store.entries.head()).seq).toBe(6);
    await store.close();
  });

  it('lets a reader see what is committed while it is open, and write nothing', async () => {
    const at = folder();
    const store = openStore(at);
    const reader = openReader(at);
    await append(store, rowsAfter(EMPTY, 2));
    expect((await reader.entries.head()).seq).toBe(2);
    await expect(reader.meta.set('zone', 'x')).rejects.toMatchObject({ reason: 'read-only' });
    await reader.close();
    await store.close();
  });

  it('says in its own words that the disk is full, keeps nothing of the batch, and goes on when there is room', async () => {
    const store = openStore(folder());
    const rows = rowsAfter(EMPTY, 500);
    await append(store, rows.slice(0, 10));
    const { page_count: pages } = store.connection.get<{ page_count: number }>('PRAGMA page_count')!;
    store.connection.all(`PRAGMA max_page_count = ${pages}`);
    await expect(append(store, rows.slice(10))).rejects.toMatchObject({ reason: 'full' });
    expect((await store.entries.head()).seq).toBe(10);
    store.connection.all('PRAGMA max_page_count = 1000000');
    await append(store, rows.slice(10));
    expect((await store.entries.head()).seq).toBe(500);
    await store.close();
  });

  it('refuses data of a newer version', async () => {
    const at = folder();
    const store = openStore(at);
    store.connection.exec('PRAGMA user_version = 99');
    await store.close();
    expect(() => openStore(at)).toThrow('newer version');
  });

  it('says that a folder cannot be made', () => {
    expect(() => openStore('/dev/null/data')).toThrow(StorageError);
  });
});
