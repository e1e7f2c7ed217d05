import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntryItem, Page } from '../../../shared/contract/http';
import { type TestServer, discard, entry, startServer } from '../kit';
import { ScopedWorld, type Who } from '../scoped-world';

/** H4: a paper is referred to only by who may read it, and only by `papers` and texts. */
let server: TestServer;
let world: ScopedWorld;
/** The papers of the notes on the faults F-IN and F-ZZ. */
let own: string;
let beyond: string;
beforeAll(async () => {
  server = await startServer();
  world = await ScopedWorld.make(server);
  const { items } = (await server.ask<Page<EntryItem>>('/api/entries?kind=fault.reported')).body;
  const noteOf = (faultId: string) => {
    const found = items.map(({ body }) => body as { faultId: string; note: string });
    return found.find((body) => body.faultId === faultId)!.note;
  };
  [own, beyond] = [noteOf('F-IN'), noteOf('F-ZZ')];
});
afterAll(() => discard(server));

const comment = (...papers: string[]) => entry('fault.commented', { faultId: 'F-IN', papers });
const record = async (who: Who, one: ReturnType<typeof entry>) => (await world.record(who, [one]))[0]!;
const read = async (who: Who, ref: string) =>
  (await world.ask(who, `/api/papers/${ref.slice('sha256:'.length)}`)).status;
const ABSENT = `sha256:${'0'.repeat(64)}`;

describe('H4: an entry of a scoped account', () => {
  it.each(['technician', 'office'] as const)('of %s refers to no paper beyond its scope', async (who) => {
    const refused = await record(who, comment(beyond));
    expect(refused).toMatchObject({ outcome: 'refused', error: { code: 'unknown-reference', field: 'body.papers' } });
    expect((await record(who, comment(ABSENT))).error).toEqual(refused.error);
    expect(await read(who, beyond)).toBe(404);
  });

  it('refers to a paper that it may read; one that it may not read refuses the whole entry', async () => {
    expect((await record('technician', comment(own))).outcome).toBe('recorded');
    expect((await record('technician', comment(own, beyond))).outcome).toBe('refused');
  });

  it('that names a paper in another field makes it no reader of the paper', async () => {
    const label = entry('device.changed', { deviceId: 'D-IN', label: beyond });
    expect((await record('office', label)).outcome).toBe('recorded');
    expect(await read('office', beyond)).toBe(404);
    const text = entry('fault.commented', { faultId: 'F-IN', note: beyond });
    expect((await record('technician', text)).outcome).toBe('recorded');
    expect(await read('technician', beyond)).toBe(404);
  });

  it('is recorded beside one that refers to a paper beyond', async () => {
    const results = await world.record('technician', [comment(beyond), comment(own)]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['refused', 'recorded']);
  });
});

it('H4: the administrator refers to every paper that exists', async () => {
  expect((await record('admin', comment(beyond))).outcome).toBe('recorded');
  expect((await record('admin', comment(ABSENT))).error!.code).toBe('unknown-reference');
  // The office may read an entry that carries it, made by one who could read it.
  expect(await read('office', beyond)).toBe(200);
});
