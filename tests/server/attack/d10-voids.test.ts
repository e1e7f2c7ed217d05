import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EntryItem, Page } from '../../../shared/contract/http';
import { ALL_KINDS, specOf } from '../../../shared/model/kinds';
import { type Sent, type TestServer, discard, entry, startServer } from '../kit';
import { KINDS } from '../matrix-kinds';
import { county } from '../scoped-world';

/**
 * Defect 10: whatever an entry makes and another names is held by it: one entry of every kind is recorded, with what it
 * stands on, and the void of each that made a thing is refused while any other names that thing.
 */
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => discard(server));

/** Fields by hand that name a thing, and how its maker calls it. */
const SORTS: Record<string, string> = {
  parentId: 'deviceId',
  duplicateOf: 'faultId',
  recurrenceOf: 'faultId',
  profile: 'profileId',
};

/** Every `field=value` of a body at any depth, as the maker's own field would have it. */
function named(value: unknown, out = new Set<string>()): Set<string> {
  if (value === null || typeof value !== 'object') return out;
  for (const [field, inner] of Object.entries(value)) {
    if (typeof inner !== 'string') named(inner, out);
    else if (field === 'scope') {
      const [sort, id] = inner.split(':');
      if (id) out.add(`${sort}Id=${id}`);
    } else out.add(`${SORTS[field] ?? field}=${inner}`);
  }
  return out;
}

/** What one of each kind needs and is, and what more names the things of the matrix. */
function story(): Sent[] {
  const kinds = KINDS.filter(({ kind }) => kind !== 'entry.voided');
  const about = { scope: 'grant:G-IN', indicator: 'fault-rate', period: '2025' };
  return [
    entry('category.set', { category: 'pump' }),
    entry('profile.set', { profileId: 'held', requires: [{ category: 'pump', count: 1, per: 'room' }] }),
    ...county('IN'),
    ...kinds.flatMap((row) => {
      const { before = [], body } = row.make('IN', `k${row.kind.replace('.', '-')}`);
      return [...before, entry(row.kind, body)];
    }),
    entry('room.changed', { roomId: 'R-IN', profile: 'held' }),
    entry('device.changed', { deviceId: 'D-IN', parentId: 'D2-IN' }),
    entry('target.set', { ...about, op: '<=', value: 0.02 }),
    entry('incident.reported', { incidentId: 'I-held', siteId: 'S-IN', grade: 'IV', note: '小事' }),
  ];
}

it('10: every kind that makes a thing is held by every entry that names the thing', async () => {
  const sent = story();
  const results = await server.record(sent);
  expect(results.filter(({ outcome }) => outcome !== 'recorded')).toEqual([]);
  const held = new Set<string>();
  for (const [index, { id, kind, body }] of sent.entries()) {
    const { makes } = specOf(ALL_KINDS.find((one) => one === kind)!);
    if (!makes) continue;
    const own = `${makes}=${(body as Record<string, string>)[makes]}`;
    const isNamer = (other: Sent) => {
      const spec = specOf(ALL_KINDS.find((one) => one === other.kind)!);
      // What bears on no figure holds nothing.
      return spec.makes !== makes && spec.light !== true;
    };
    const namers = sent.flatMap((other, at) =>
      isNamer(other) && named(other.body).has(own) ? [results[at]!.seq!] : [],
    );
    const [answer] = await server.record([entry('entry.voided', { entryId: id, reason: '撤回' })]);
    if (namers.length === 0) {
      // Nothing names it: it is taken back, and no later step of this test needs it.
      expect(answer!.outcome, `${index} ${kind}`).toBe('recorded');
      continue;
    }
    held.add(kind);
    expect(answer!.error, `${index} ${kind}`).toMatchObject({ code: 'order', field: 'body.entryId' });
    for (const seq of namers.slice(0, 20)) expect(answer!.error!.message, `${kind} #${seq}`).toContain(`#${seq}`);
  }
  // Of the kinds that make a thing only an incident and a voice are named by no other.
  const unnamed: readonly string[] = ['incident.reported', 'fault.voiced'];
  const makers = ALL_KINDS.filter((kind) => specOf(kind).makes !== undefined && !unnamed.includes(kind));
  expect([...held].sort()).toEqual([...makers].sort());
  expect((await server.ask<Page<EntryItem>>('/api/entries?kind=entry.voided')).status).toBe(200);
});
