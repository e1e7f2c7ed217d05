import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportLines } from '../../../server/ledger/files/export';
import { importLines } from '../../../server/ledger/files/import';
import { readPaper, writePapers } from '../../../server/ledger/files/paper-folder';
import { verify } from '../../../server/ledger/files/verify';
import { foldFactory } from '../../../server/ledger/folding/fold-factory';
import { copyDatabase, openCopy } from '../../../server/store/sqlite/copy';
import { openStore } from '../../../server/store/sqlite/open';
import type { Store } from '../../../server/store/store';
import type { ApiError, EntryItem, Page, PaperErasure } from '../../../shared/contract/http';
import { type Photo, announcementOf, jpeg, photoOf, rangeOf } from '../../helpers/photos';
import { NOON, type TestServer, ZONE, discard, entry, startServer, tempFolder } from '../kit';
import { ScopedWorld, type Who } from '../scoped-world';

/** Contract 1, 5, 7: photos are in backups and beside exports; an erased one leaves its hash and a reason. */
let server: TestServer;
let world: ScopedWorld;
let elsewhere: string;
beforeEach(async () => {
  server = await startServer();
  world = await ScopedWorld.make(server);
  elsewhere = tempFolder();
});
afterEach(async () => {
  await discard(server);
  rmSync(elsewhere, { recursive: true, force: true });
});

/** A photo on the fault of a county, sent by the administrator. */
async function sentPhoto(faultId = 'F-IN'): Promise<Photo> {
  const photo = photoOf(jpeg());
  const { length } = photo.bytes;
  await world.ask('admin', '/api/papers', { json: announcementOf(photo) });
  const body = Uint8Array.from(photo.bytes);
  const headers = { 'content-range': rangeOf(0, length, length) };
  await world.ask('admin', `/api/papers/${photo.hash}`, { method: 'PUT', headers, body });
  await server.must([entry('fault.commented', { faultId, papers: [photo.ref] })]);
  return photo;
}

const erase = (who: Who, { hash }: Photo, reason: string | undefined = '拍到了考生') =>
  world.ask<{ error: ApiError }>(who, `/api/papers/${hash}/erase`, { json: { reason } });
const read = async (who: Who, { hash }: Photo) => {
  const { status, body } = await world.ask<{ error?: ApiError }>(who, `/api/papers/${hash}`);
  return [status, body.error?.code];
};
async function textOf(store: Store): Promise<string> {
  let text = '';
  for await (const part of exportLines(store, () => undefined)) text += part;
  return text;
}
async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
const keptBytes = async (store: Store, { ref }: Photo) => {
  const paper = (await store.papers.byRefs([ref])).get(ref);
  return paper?.erased === false ? Buffer.from(paper.bytes) : null;
};

describe('issue 9.7: a photo', () => {
  it('is in a backup, which is checked as ever', async () => {
    const photo = await sentPhoto();
    const path = join(elsewhere, 'backup');
    await copyDatabase(server.folder, path);
    const copy = openCopy(path);
    expect((await keptBytes(copy, photo))?.equals(photo.bytes)).toBe(true);
    expect(await textOf(copy)).toBe(await textOf(server.store));
    await copy.close();
  });

  it('stands beside an export under its hash, and comes back with the import', async () => {
    const photo = await sentPhoto();
    const folder = join(elsewhere, 'papers');
    await writePapers(server.store, folder);
    expect(readFileSync(join(folder, photo.hash)).equals(Buffer.concat([photo.salt, photo.bytes]))).toBe(true);
    const text = await textOf(server.store);
    const { seq, hash } = await server.store.entries.head();
    expect(await verify(bytesOf(text))).toEqual({ seq, hash });
    const store = openStore(join(elsewhere, 'data'));
    const options = { store, factory: foldFactory, zone: ZONE, dryRun: false };
    await importLines(bytesOf(text), { ...options, paper: (ref) => readPaper(folder, ref) });
    expect((await keptBytes(store, photo))?.equals(photo.bytes)).toBe(true);
    expect(await textOf(store)).toBe(text);
    await store.close();
  });
});

describe('issue 9.7: an erased paper', () => {
  it('is gone for every reader, and its reason, account and hash stay in the ledger, which still verifies', async () => {
    const photo = await sentPhoto();
    expect(await read('technician', photo)).toEqual([200, undefined]);
    expect((await erase('office', photo)).status).toBe(204);
    for (const who of ['technician', 'office', 'viewer', 'admin'] as const) {
      expect(await read(who, photo)).toEqual([410, 'erased']);
    }
    const { items } = (await server.ask<Page<EntryItem>>(`/api/entries?entity=paper:${photo.hash}`)).body;
    const [trace] = items;
    expect(trace).toMatchObject({ kind: 'config.changed', body: { what: 'paper', id: photo.hash } });
    const reason = String(trace!.body['reason']).slice('sha256:'.length);
    expect((await server.ask(`/api/papers/${reason}`)).body).toBe('拍到了考生');
    const { seq, hash } = await server.store.entries.head();
    expect(await verify(bytesOf(await textOf(server.store)))).toEqual({ seq, hash });
    expect((await erase('admin', photo)).status).toBe(410);
  });

  it('tells its readers who erased it, when and why, and nobody else', async () => {
    const [photo, kept, beyond] = [await sentPhoto(), await sentPhoto(), await sentPhoto('F-ZZ')];
    await erase('office', photo);
    await erase('admin', beyond);
    const erasure = ({ hash }: Photo) => world.ask<PaperErasure>('technician', `/api/papers/${hash}/erasure`);
    const { status, body } = await erasure(photo);
    const { user } = (await world.ask<{ user: { id: string } }>('office', '/api/session')).body;
    expect([status, body.actor, body.reason]).toEqual([200, user.id, '拍到了考生']);
    expect(Date.parse(body.at)).toBe(NOON);
    expect((await erasure(kept)).status).toBe(404);
    expect((await erasure(beyond)).body).toEqual((await erasure(photoOf(jpeg()))).body);
  });

  it('is a text as well; the office erases in its scope alone, a technician nowhere, and never without a reason', async () => {
    const [own, beyond] = [await sentPhoto(), await sentPhoto('F-ZZ')];
    expect((await erase('technician', own)).status).toBe(403);
    expect((await erase('viewer', own)).status).toBe(403);
    const absent = await erase('office', photoOf(jpeg()));
    const refused = await erase('office', beyond);
    expect([refused.status, refused.body]).toEqual([404, absent.body]);
    expect((await erase('office', own, '')).status).toBe(400);
    expect(await read('office', own)).toEqual([200, undefined]);
    const { items } = (await server.ask<Page<EntryItem>>('/api/entries?entity=fault:F-IN')).body;
    const hash = String(items.at(-1)!.body['note']).slice('sha256:'.length);
    expect((await server.ask(`/api/papers/${hash}`)).body).toBe('说明IN');
    expect((await erase('office', { ...own, hash })).status).toBe(204);
    expect((await server.ask(`/api/papers/${hash}`)).status).toBe(410);
  });

  it('leaves no bytes in the file of the ledger', async () => {
    const photo = await sentPhoto();
    const inside = photo.bytes.subarray(8000, 8040);
    const file = () => {
      server.store.connection.all('PRAGMA wal_checkpoint(TRUNCATE)');
      return readFileSync(join(server.folder, 'kaodian.db'));
    };
    expect(file().includes(inside)).toBe(true);
    await erase('admin', photo);
    expect(file().includes(inside)).toBe(false);
  });

  it('is not brought back by a phone that sends it again, nor by an older folder of papers', async () => {
    const photo = await sentPhoto();
    const folder = join(elsewhere, 'papers');
    await writePapers(server.store, folder);
    await erase('office', photo);
    expect((await world.ask('technician', '/api/papers', { json: announcementOf(photo) })).status).toBe(410);
    const store = openStore(join(elsewhere, 'data'));
    const options = { store, factory: foldFactory, zone: ZONE, dryRun: false };
    const text = await textOf(server.store);
    await importLines(bytesOf(text), { ...options, paper: (ref) => readPaper(folder, ref) });
    expect(await store.papers.sizes([photo.ref])).toEqual(new Map([[photo.ref, null]]));
    await store.close();
  });

  it('that had not come yet is refused when it comes', async () => {
    const photo = photoOf(jpeg());
    await world.ask('technician', '/api/papers', { json: announcementOf(photo) });
    await world.record('technician', [entry('fault.commented', { faultId: 'F-IN', papers: [photo.ref] })]);
    expect((await erase('office', photo)).status).toBe(204);
    expect(await read('technician', photo)).toEqual([410, 'erased']);
    const { length } = photo.bytes;
    const headers = { 'content-range': rangeOf(0, length, length) };
    const body = Uint8Array.from(photo.bytes);
    const sent = await world.ask('technician', `/api/papers/${photo.hash}`, { method: 'PUT', headers, body });
    expect(sent.status).toBe(410);
  });
});
