import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { RequestFailure } from '../../../client/api/failure';
import type { Outcome, Sendable } from '../../../client/api/record';
import { withDatabase } from '../../../client/offline/database';
import { type Server, drainRound } from '../../../client/offline/drain';
import { type NewPhoto, type StoredPhoto, papersOf } from '../../../client/offline/photo';
import { readPhotos } from '../../../client/offline/photos';
import { type NewEntry, enter, readQueue, remove, undo, withoutPhotos } from '../../../client/offline/queue';
import type { PhotoSender } from '../../../client/offline/send-photos';

const NOW = Date.parse('2025-03-05T03:00:00Z');
const KB = 1024;
const by = (author = 'A') => ({ author, at: NOW, offset: 0, undoMs: 0 });
const refOf = (n: number) => `sha256:${String(n).padStart(64, '0')}`;
const photo = (n: number, size = 300 * KB): NewPhoto => ({
  ref: refOf(n),
  salt: new Uint8Array(16),
  bytes: new Uint8Array(size).fill(n),
});
const comment = (...photos: NewPhoto[]): NewEntry => ({
  kind: 'fault.commented',
  body: { faultId: 'F1', note: '见照片', papers: photos.map(({ ref }) => ref) },
});

/** A server that takes an entry only when its papers are announced, and chunks only where they fit. */
class FakeServer implements Server, PhotoSender {
  account = 'A';
  readonly photos = this;
  /** What it was asked, in order. */
  readonly log: string[] = [];
  readonly offsets = new Map<string, number>();
  /** What becomes of the next chunks. */
  fate: ('request lost' | 'answer lost' | 'unsupported-type')[] = [];
  offline = false;

  now = () => NOW;
  whoAmI = async () => ({ accountId: this.account, measured: { offset: 0, uncertainty: 10, at: NOW } });

  send(entries: readonly Sendable[]): Promise<Outcome[]>;
  send(sent: StoredPhoto, start: number, end: number): Promise<{ offset: number; complete: boolean }>;
  async send(given: readonly Sendable[] | StoredPhoto, start = 0, end = 0) {
    if ('ref' in given) return this.#chunk(given, start, end);
    return given.map((entry, index): Outcome => {
      this.log.push(`entry ${papersOf(entry).length}`);
      const known = papersOf(entry).every((ref) => this.offsets.has(ref));
      const error = { code: 'unknown-reference', message: 'not announced', field: 'body.papers' } as const;
      return known
        ? { id: entry.id, outcome: 'recorded', seq: index + 1 }
        : { id: entry.id, outcome: 'refused', error };
    });
  }

  async announce({ ref, bytes }: StoredPhoto) {
    if (this.offline) throw new RequestFailure('offline', 'no network');
    const offset = this.offsets.get(ref) ?? 0;
    this.offsets.set(ref, offset);
    this.log.push(`announce ${Number(ref.slice(-2))} at ${offset / KB}`);
    return { offset, complete: offset === bytes.length };
  }

  #chunk({ ref, bytes }: StoredPhoto, start: number, end: number) {
    const fate = this.fate.shift();
    if (fate === 'request lost') throw new RequestFailure('offline', 'no network');
    if (fate === 'unsupported-type') throw new RequestFailure(fate, 'no image');
    if (start !== this.offsets.get(ref)) throw new RequestFailure('conflict', 'elsewhere');
    this.offsets.set(ref, end);
    this.log.push(`chunk ${Number(ref.slice(-2))} to ${end / KB}`);
    if (fate === 'answer lost') throw new RequestFailure('offline', 'no network');
    return { offset: end, complete: end === bytes.length };
  }
}

const told = () => undefined;

describe('photos of the durable queue', () => {
  beforeEach(async () => {
    await withDatabase(async (database) => {
      await database.clear('queue');
      await database.clear('photos');
    });
  });

  it('are announced before their entry, sent after it is taken, one after the other, and dropped then', async () => {
    const server = new FakeServer();
    const [first, second] = [photo(1), photo(2, 100 * KB)];
    await enter([comment(first), comment(second)], by(), [first, second]);
    expect(await drainRound(server, told)).toEqual({ end: 'done', nextAt: null, taken: 2 });
    // 300 kB in chunks of 128 kB.
    expect(server.log).toEqual([
      'announce 1 at 0',
      'announce 2 at 0',
      'entry 1',
      'entry 1',
      'announce 1 at 0',
      'chunk 1 to 128',
      'chunk 1 to 256',
      'chunk 1 to 300',
      'announce 2 at 0',
      'chunk 2 to 100',
    ]);
    expect(await readPhotos()).toEqual([]);
  });

  it('go on where the server stands, after a lost chunk and after a lost answer', async () => {
    const server = new FakeServer();
    const one = photo(1);
    await enter([comment(one)], by(), [one]);
    server.fate = ['answer lost'];
    expect((await drainRound(server, told)).end).toBe('failed');
    server.fate = ['request lost'];
    expect((await drainRound(server, told)).end).toBe('failed');
    expect(await readPhotos()).toHaveLength(1);
    server.log.length = 0;
    expect((await drainRound(server, told)).end).toBe('done');
    expect(server.log).toEqual(['announce 1 at 128', 'chunk 1 to 256', 'chunk 1 to 300']);
    expect(await readPhotos()).toEqual([]);
  });

  it('hold their entry back while they cannot be announced', async () => {
    const server = new FakeServer();
    server.offline = true;
    const one = photo(1);
    await enter([comment(one)], by(), [one]);
    expect((await drainRound(server, told)).end).toBe('failed');
    expect((await readQueue()).map(({ state, frozen }) => [state, frozen])).toEqual([['waiting', null]]);
    server.offline = false;
    expect(await drainRound(server, told)).toMatchObject({ end: 'done', taken: 1 });
  });

  it('that the server never takes step aside, and the next one is sent', async () => {
    const server = new FakeServer();
    const [bad, good] = [photo(1, 10 * KB), photo(2, 10 * KB)];
    await enter([comment(bad), comment(good)], by(), [bad, good]);
    server.fate = ['unsupported-type'];
    expect((await drainRound(server, told)).end).toBe('done');
    expect(await readPhotos()).toEqual([{ ref: bad.ref, author: 'A', refused: 'unsupported-type' }]);
  });

  it('stay with their author', async () => {
    const server = new FakeServer();
    const one = photo(1);
    await enter([comment(one)], by(), [one]);
    server.account = 'B';
    expect((await drainRound(server, told)).end).toBe('other-account');
    expect(server.log).toEqual([]);
  });

  it('are undone and removed with their entry', async () => {
    const [one, two] = [photo(1), photo(2)];
    const [entry] = await enter([comment(one)], by(), [one]);
    const [other] = await enter([comment(two)], by(), [two]);
    await undo([entry!.position]);
    expect((await readPhotos()).map(({ ref }) => ref)).toEqual([two.ref]);
    await remove(other!.position);
    expect(await readPhotos()).toEqual([]);
  });

  it('that could not be kept leave their entries, without the reference', () => {
    const [one, two] = [photo(1), photo(2)];
    expect(withoutPhotos([comment(one, two), comment(one)], [one]).map(({ body }) => papersOf({ body }))).toEqual([
      [two.ref],
      [],
    ]);
  });
});

describe('the store of photos', () => {
  it('is added to a phone of the first version, and its queue stays', async () => {
    const name = 'kaodian.phone';
    await withDatabase(async (database) => database.close());
    await deleteDB(name);
    const first = await openDB(name, 1, {
      upgrade(database) {
        const queue = database.createObjectStore('queue', { keyPath: 'position', autoIncrement: true });
        queue.createIndex('id', 'id', { unique: true });
        database.createObjectStore('sites', { keyPath: 'accountId' });
        database.createObjectStore('meta');
      },
    });
    await first.add('queue', { id: 'before', author: 'A', state: 'waiting', body: {} });
    first.close();
    expect((await readQueue()).map(({ id }) => id)).toEqual(['before']);
    expect(await readPhotos()).toEqual([]);
    const one = photo(1);
    await enter([comment(one)], by(), [one]);
    expect(await readPhotos()).toHaveLength(1);
  });
});
