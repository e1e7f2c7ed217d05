import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Draft, Entry } from '../../shared/model/entry';
import { ALL_KINDS, requestBodies, specOf } from '../../shared/model/kinds';
import { madeBy, namedBy, neededBy } from '../../shared/model/references';
import { PAPER, uuid } from '../helpers/entries';
import { BEGIN, H, smallWorld } from '../helpers/small-world';
import { newFold } from '../helpers/subject';

/** The fields that name a thing, by hand: every other field names nothing that an entry makes. */
const NAMES: Record<string, string> = {
  siteId: 'site',
  roomId: 'room',
  deviceId: 'device',
  parentId: 'device',
  faultId: 'fault',
  duplicateOf: 'fault',
  recurrenceOf: 'fault',
  sittingId: 'sitting',
  maintenanceId: 'maintenance',
  incidentId: 'incident',
  grantId: 'grant',
  projectId: 'project',
  paymentId: 'payment',
  milestoneId: 'milestone',
  category: 'category',
  profileId: 'profile',
  profile: 'profile',
  voiceId: 'voice',
  surveyId: 'survey',
  scope: 'a thing of any of these sorts, or an area',
  entryId: 'an entry: a void',
};
const NAMES_NOTHING = new Set(
  `validityS defaultSeverity requires count per name value critical major minor normalMin sittingMin indicator period op
  weights year execution area lat lng from to schedule weekly except days windows origin seats spareSeats layout rows cols aisles door numbering wall at order
  note papers reason override seat spare domestic reportWithinS label model vendor serial assetNo contractNo acceptanceNo cpu os ip
  mac problems exceptions status impact severity startedAt exam rooms placed attended grade month number amountFen purposes annex budgetFen
  purpose voucher dueAt group score token percent statement what id digest edition upTo versions field causes outlook
  expected groups slips counts`.split(/\s+/),
);

/** Every field of a schema, at any depth. */
function fieldsOf(schema: unknown, out = new Set<string>()): Set<string> {
  if (schema === null || typeof schema !== 'object') return out;
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties') for (const name of Object.keys(value as object)) out.add(name);
    fieldsOf(value, out);
  }
  return out;
}

describe('10: the table of references', () => {
  it.each(ALL_KINDS)('knows of each field of %s whether it names a thing', (kind) => {
    const schema = z.toJSONSchema(requestBodies[kind], { io: 'input', unrepresentable: 'any' });
    const fields = [...fieldsOf(schema)];
    expect(fields.filter((field) => !(field in NAMES) && !NAMES_NOTHING.has(field))).toEqual([]);
    // Each field that names a thing by its id is followed, but the one by which the kind registers its own.
    for (const field of fields) {
      const sort = NAMES[field];
      if (!sort || field === 'scope' || field === 'entryId') continue;
      const entry = { kind, body: { [field]: 'X' } } as unknown as Entry;
      const found = specOf(kind).makes === field ? madeBy(entry) : namedBy(entry)[0];
      expect(found, field).toBe(`${sort}:X`);
    }
    if (!fields.includes('scope')) return;
    const scoped = (scope: string) => namedBy({ kind, body: { scope } } as unknown as Entry);
    expect(scoped('440781')).toEqual([]);
    for (const ref of ['site:X', 'room:X', 'device:X', 'project:X', 'grant:X']) expect(scoped(ref)).toEqual([ref]);
  });

  it('has nothing for the built-in categories: no entry makes them, and naming one stands on nothing', () => {
    const body = { deviceId: 'D1', siteId: 'S1', category: 'camera' };
    expect(namedBy({ kind: 'device.registered', body })).toEqual(['site:S1']);
    expect(madeBy({ kind: 'category.set', body: { category: 'camera' } })).toBeNull();
    expect(madeBy({ kind: 'category.set', body: { category: 'pump' } })).toBe('category:pump');
    // Soft: a device of an old ledger whose category nobody set has its effect.
    expect(neededBy({ kind: 'device.registered', body: { ...body, category: 'pump' } })).toEqual(['site:S1']);
  });
});

/** What the door answers to a void. */
function voiding(world: ReturnType<typeof smallWorld>, target: Entry) {
  const { fold } = newFold(world.entries);
  const body = { entryId: target.id, reason: PAPER };
  const draft: Draft = { id: uuid(99_999), kind: 'entry.voided', at: BEGIN + 9 * H, actor: 'admin', body };
  return fold.check(draft, BEGIN + 9 * H);
}
const OPTIONS = { at: BEGIN + H };

describe('10: a void of a category or a room profile', () => {
  it('that devices have is refused, and lists what stands on it', () => {
    const world = smallWorld();
    const pump = world.add('category.set', { category: 'pump' }, OPTIONS);
    expect(voiding(world, pump)).toBeNull();
    world.device('D1', { category: 'pump' });
    const changed = world.add('device.changed', { deviceId: 'D1', category: 'pump' }, OPTIONS);
    expect(voiding(world, pump)).toEqual({
      code: 'order',
      // #5 registers D1, #6 commissions it.
      message: `other entries stand on it: category:pump, named by #5, #${changed.seq}: void them first`,
      field: 'body.entryId',
    });
  });

  it('lists the first 20 and the count', () => {
    const world = smallWorld();
    const pump = world.add('category.set', { category: 'pump' }, OPTIONS);
    for (let n = 1; n <= 25; n += 1) world.device(`D${n}`, { category: 'pump' });
    // 25 registrations, every other entry from #5 on.
    const listed = Array.from({ length: 20 }, (_, n) => `#${5 + 2 * n}`).join(', ');
    expect(voiding(world, pump)?.message).toBe(
      `other entries stand on it: category:pump, named by ${listed} … (25 entries): void them first`,
    );
  });

  it('that a room profile asks for, and of a profile that a room has, is refused', () => {
    const world = smallWorld();
    const pump = world.add('category.set', { category: 'pump' }, OPTIONS);
    const requires = [{ category: 'pump', count: 1, per: 'room' as const }];
    const profile = world.add('profile.set', { profileId: 'F1', requires }, OPTIONS);
    expect(voiding(world, pump)).toMatchObject({ code: 'order', message: expect.stringContaining(`#${profile.seq}`) });
    expect(voiding(world, profile)).toBeNull();
    const named = world.add('room.changed', { roomId: 'R1', profile: 'F1' }, OPTIONS);
    expect(voiding(world, profile)).toMatchObject({ code: 'order', message: expect.stringContaining(`#${named.seq}`) });
    world.void(named, OPTIONS);
    expect(voiding(world, profile)).toBeNull();
  });

  it('that was set again is held by what made it first; the later one can be taken back', () => {
    const world = smallWorld();
    const first = world.add('category.set', { category: 'pump' }, OPTIONS);
    const second = world.add('category.set', { category: 'pump', validityS: 60 }, OPTIONS);
    const builtIn = world.add('category.set', { category: 'camera', validityS: 60 }, OPTIONS);
    world.device('D1', { category: 'pump' });
    world.device('D2', { category: 'camera' });
    expect(voiding(world, first)?.code).toBe('order');
    expect(voiding(world, second)).toBeNull();
    expect(voiding(world, builtIn)).toBeNull();
  });

  it('in an imported ledger has no effect and is contested', () => {
    const world = smallWorld();
    const pump = world.add('category.set', { category: 'pump', validityS: 60 }, OPTIONS);
    world.device('D1', { category: 'pump' });
    const wrong = world.void(pump, OPTIONS);
    const { fold } = newFold(world.entries);
    expect(fold.contested()).toEqual([{ seq: wrong.seq, reason: 'others-stand-on:category:pump' }]);
    expect(fold.item('categories', 'pump', BEGIN + 2 * H)).toMatchObject({ validityS: 60 });
  });
});
