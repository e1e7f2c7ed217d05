import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiError, PaperUpload } from '../../../shared/contract/http';
import { type Photo, announcementOf, jpeg, photoOf, png, rangeOf, webp } from '../../helpers/photos';
import { type TestServer, discard, entry, startServer } from '../kit';
import { ScopedWorld, type Who } from '../scoped-world';

/** Contract 5: papers come in chunks, resumably; what they are is read from their bytes. */
const KB = 1024;
const HOUR = 3_600_000;
let server: TestServer;
let world: ScopedWorld;
beforeAll(async () => {
  server = await startServer();
  world = await ScopedWorld.make(server);
});
afterAll(() => discard(server));

type Answer = PaperUpload & { error?: ApiError };
const announce = (who: Who, photo: Photo, more: object = {}) =>
  world.ask<Answer>(who, '/api/papers', { json: { ...announcementOf(photo), ...more } });
const put = (who: Who, photo: Photo, start: number, end: number, bytes = photo.bytes.subarray(start, end)) =>
  world.ask<Answer>(who, `/api/papers/${photo.hash}`, {
    method: 'PUT',
    headers: { 'content-range': rangeOf(start, end - start, photo.bytes.length) },
    body: Uint8Array.from(bytes),
  });
const head = async (who: Who, { hash }: Photo) => {
  const { status, headers } = await world.ask(who, `/api/papers/${hash}`, { method: 'HEAD' });
  return { status, offset: headers.get('upload-offset'), length: headers.get('upload-length') };
};
const get = (who: Who, { hash }: Photo) => world.ask<{ error: ApiError }>(who, `/api/papers/${hash}`);
const comment = (...papers: string[]) => entry('fault.commented', { faultId: 'F-IN', papers });
const record = async (who: Who, one: ReturnType<typeof entry>) => (await world.record(who, [one]))[0]!;
async function bytesOf(who: Who, { hash }: Photo): Promise<Buffer> {
  const headers = { authorization: `Bearer ${world.tokens[who]}` };
  return Buffer.from(await (await fetch(`${server.url}/api/papers/${hash}`, { headers })).arrayBuffer());
}

describe('issue 9.7: an upload', () => {
  it('comes after its entry, is cut, asked for and resumed, and is read back as it was', async () => {
    const photo = photoOf(jpeg(1_000_000));
    expect((await announce('technician', photo)).body).toEqual({
      ref: photo.ref,
      size: 1_000_000,
      offset: 0,
      complete: false,
    });
    expect((await record('technician', comment(photo.ref))).outcome).toBe('recorded');
    const early = await get('office', photo);
    expect([early.status, early.body.error.message]).toEqual([404, expect.stringContaining('not come yet')]);
    expect((await put('technician', photo, 0, 512 * KB)).body).toMatchObject({ offset: 524_288, complete: false });
    // The answer was lost: the phone asks where to go on, or is told.
    expect(await head('technician', photo)).toEqual({ status: 200, offset: '524288', length: '1000000' });
    const again = await put('technician', photo, 0, 512 * KB);
    expect([again.status, again.body.error?.code, again.headers.get('upload-offset')]).toEqual([
      409,
      'conflict',
      '524288',
    ]);
    expect((await announce('technician', photo)).body.offset).toBe(524_288);
    expect((await put('technician', photo, 512 * KB, 1_000_000)).body).toMatchObject({ complete: true });
    expect((await bytesOf('office', photo)).equals(photo.bytes)).toBe(true);
    // The last answer was lost, too.
    expect((await put('technician', photo, 512 * KB, 1_000_000)).body.complete).toBe(true);
    expect(await head('technician', photo)).toMatchObject({ status: 200, offset: '1000000' });
    expect((await announce('technician', photo)).body.complete).toBe(true);
  });

  it.each([
    ['image/jpeg', jpeg()],
    ['image/png', png()],
    ['image/webp', webp()],
  ])('that is %s is shown as it, sniffed from its bytes and never by a browser', async (type, bytes) => {
    const photo = photoOf(bytes);
    await announce('technician', photo);
    expect((await put('technician', photo, 0, bytes.length)).status).toBe(200);
    expect((await record('technician', comment(photo.ref))).outcome).toBe('recorded');
    const { status, headers } = await get('viewer', photo);
    expect([status, headers.get('content-type'), headers.get('content-disposition')]).toEqual([200, type, 'inline']);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('of another type is refused with its first chunk, and what is taken is named', async () => {
    const page = Buffer.from(`<script>alert(1)</script>${' '.repeat(100)}`);
    const lying = webp(1000);
    lying.writeUInt32LE(5, 4);
    for (const bytes of [page, lying, Buffer.from('short'), Buffer.from('RIFF0000WEBPVP8 text of a note')]) {
      const photo = photoOf(bytes);
      await announce('technician', photo);
      const refused = await put('technician', photo, 0, bytes.length);
      expect([refused.status, refused.body.error?.message]).toEqual([
        415,
        expect.stringContaining('image/jpeg, image/png, image/webp'),
      ]);
    }
  });

  it('whose bytes have another hash is dropped, and can be sent again', async () => {
    const photo = photoOf(jpeg());
    await announce('technician', photo);
    const other = jpeg(photo.bytes.length);
    const refused = await put('technician', photo, 0, other.length, other);
    expect([refused.status, refused.body.error?.field]).toEqual([400, 'body']);
    expect((await head('technician', photo)).offset).toBe('0');
    expect((await put('technician', photo, 0, photo.bytes.length)).body.complete).toBe(true);
  });

  it('has at most 8 MB, in chunks of at most 512 kB and at least 16 kB', async () => {
    const photo = photoOf(jpeg(600 * KB));
    const large = await announce('technician', photo, { size: 8 * KB * KB + 1 });
    expect([large.status, large.body.error?.field]).toEqual([413, 'size']);
    expect((await announce('technician', photo)).status).toBe(200);
    expect((await put('technician', photo, 0, 512 * KB + 1)).status).toBe(413);
    expect((await put('technician', photo, 0, 100)).status).toBe(400);
    expect((await head('technician', photo)).offset).toBe('0');
  });

  it('says in Content-Range where each chunk lies, in accord with its body and its announcement', async () => {
    const photo = photoOf(jpeg());
    await announce('technician', photo);
    const send = (range: string) =>
      world.ask<Answer>('technician', `/api/papers/${photo.hash}`, {
        method: 'PUT',
        headers: { 'content-range': range },
        body: Uint8Array.from(photo.bytes),
      });
    for (const range of ['', 'bytes 0-39999/*', 'bytes 0-39999/40001', 'bytes 1-39999/40000', 'bytes 1-40000/40000']) {
      const { status, body } = await send(range);
      expect([range, status, body.error?.field]).toEqual([range, 400, 'Content-Range']);
    }
  });

  it('that nobody announced is absent; a salt has 16 bytes', async () => {
    const photo = photoOf(jpeg());
    expect((await put('technician', photo, 0, photo.bytes.length)).status).toBe(404);
    expect((await head('technician', photo)).status).toBe(404);
    expect((await announce('technician', photo, { salt: 'ab' })).body.error?.field).toContain('salt');
  });

  it('is dropped after a day, announcement, bytes and all', async () => {
    const [half, unused] = [photoOf(jpeg(100_000)), photoOf(jpeg())];
    await announce('technician', half);
    await put('technician', half, 0, 64 * KB);
    await announce('technician', unused);
    expect((await put('technician', unused, 0, unused.bytes.length)).body.complete).toBe(true);
    server.clock.forward(25 * HOUR + 1);
    expect((await head('technician', half)).status).toBe(404);
    expect((await record('technician', comment(half.ref))).error?.code).toBe('unknown-reference');
    await server.app.sweepUploads();
    expect(await server.store.papers.sizes([unused.ref])).toEqual(new Map());
    const { connection } = server.store;
    const left = connection.all('SELECT ref FROM upload_chunks UNION SELECT ref FROM uploads WHERE ref IN (?, ?)', [
      half.ref,
      unused.ref,
    ]);
    expect(left).toEqual([]);
  });

  it('is bounded an account: 64 MB announced that have not come are refused further ones', async () => {
    // 8 of 8 MB are 64 MB.
    for (let n = 0; n < 8; n += 1) {
      expect((await announce('office', photoOf(jpeg(100)), { size: 8 * KB * KB })).status).toBe(200);
    }
    const refused = await announce('office', photoOf(jpeg(100)));
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    expect((await announce('technician', photoOf(jpeg(100)))).status).toBe(200);
  });
});

describe('H4: an announced paper', () => {
  it('is referred to by its account alone', async () => {
    const photo = photoOf(jpeg());
    await announce('technician', photo);
    const refused = await record('office', comment(photo.ref));
    expect(refused.error).toMatchObject({ code: 'unknown-reference', field: 'body.papers' });
    expect((await record('technician', comment(photo.ref))).outcome).toBe('recorded');
  });

  it('makes nobody a reader of bytes that another account sent, however it refers to them', async () => {
    const photo = photoOf(jpeg());
    // Sent by the administrator, for an entry beyond the technician's scope.
    await announce('admin', photo);
    await put('admin', photo, 0, photo.bytes.length);
    const beyond = entry('fault.commented', { faultId: 'F-ZZ', papers: [photo.ref] });
    expect((await record('admin', beyond)).outcome).toBe('recorded');
    expect((await get('technician', photo)).status).toBe(404);
    // The technician has seen the hash only.
    expect((await announce('technician', photo)).body).toMatchObject({ offset: 0, complete: false });
    expect((await record('technician', comment(photo.ref))).outcome).toBe('recorded');
    expect((await get('technician', photo)).status).toBe(404);
    expect((await get('office', photo)).status).toBe(404);
    // A day later, and swept, it is the same.
    server.clock.forward(26 * HOUR);
    await server.app.sweepUploads();
    expect((await get('technician', photo)).status).toBe(404);
    // Whoever has the bytes has read them.
    await announce('technician', photo);
    expect((await put('technician', photo, 0, photo.bytes.length)).body.complete).toBe(true);
    expect((await get('office', photo)).status).toBe(200);
  });

  it('is beyond a reader of another scope', async () => {
    const photo = photoOf(jpeg());
    await announce('admin', photo);
    await put('admin', photo, 0, photo.bytes.length);
    await record('admin', entry('fault.commented', { faultId: 'F-ZZ', papers: [photo.ref] }));
    const absent = await get('technician', photoOf(jpeg()));
    const beyond = await get('technician', photo);
    expect([beyond.status, beyond.body]).toEqual([404, absent.body]);
    expect((await head('technician', photo)).status).toBe(404);
  });
});
