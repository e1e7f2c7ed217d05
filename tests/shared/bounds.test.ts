import { describe, expect, it } from 'vitest';
import { ALL_KINDS, ledgerBodies, requestBodies } from '../../shared/model/kinds';
import { SETTINGS } from '../../shared/model/settings';
import { smallWorld } from '../helpers/small-world';
import { newFold } from '../helpers/subject';
import { uuid } from '../helpers/entries';
import type { Draft } from '../../shared/model/entry';

const site = (name: string) => ({ siteId: 'S1', name, area: '440781' });
const siteNamed = (name: string) => requestBodies['site.registered'].safeParse(site(name));
const limits = (normalMin: number) => {
  const limit = { normalMin, sittingMin: null };
  return { critical: limit, major: limit, minor: limit };
};
const window = (from: string, to: string) => ({ maintenanceId: 'M1', scope: 'site:S1', from, to, reason: 'x' });

describe('the bounds of a request', () => {
  // 10 years with three leap days: 3,653 days, 5,260,320 min, 315,619,200 s.
  it.each([
    ['limits.set', limits(5_260_320), limits(5_260_321)],
    ['category.set', { category: 'camera', validityS: 315_619_200 }, { category: 'camera', validityS: 315_619_201 }],
    [
      'device.registered',
      { deviceId: 'D', siteId: 'S', category: 'camera', reportWithinS: 315_619_200 },
      { deviceId: 'D', siteId: 'S', category: 'camera', reportWithinS: 315_619_201 },
    ],
    ['payment.refunded', { paymentId: 'Y', amountFen: 1e13 }, { paymentId: 'Y', amountFen: 1e13 + 1 }],
    [
      'weights.set',
      { scope: '440781', year: 9998, weights: {}, execution: 10 },
      { scope: '440781', year: 9999, weights: {}, execution: 10 },
    ],
    ['incident.monthSigned', { area: '440781', month: '1970-01' }, { area: '440781', month: '1969-12' }],
    [
      'maintenance.planned',
      window('1970-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'),
      window('1969-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'),
    ],
    [
      'deviation.explained',
      { scope: '440781', indicator: 'fault-rate', period: 'cycle:1970-2000', reason: 'x' },
      { scope: '440781', indicator: 'fault-rate', period: 'cycle:1970-2001', reason: 'x' },
    ],
  ] as const)('%s: at the bound it is taken, beyond it is refused', (kind, at, beyond) => {
    expect(requestBodies[kind].safeParse(at).error?.issues).toBeUndefined();
    expect(requestBodies[kind].safeParse(beyond).success).toBe(false);
  });

  it('leave the ledger as wide as it was', () => {
    expect(ledgerBodies['limits.set'].safeParse(limits(Number.MAX_SAFE_INTEGER)).success).toBe(true);
    expect(ledgerBodies['site.registered'].safeParse(site('a\u202Eb')).success).toBe(true);
    expect(ledgerBodies['site.registered'].safeParse({ ...site('x'), siteId: '..' }).success).toBe(true);
    const weights = { scope: '440781', year: 9999, weights: {}, execution: 10 };
    expect(ledgerBodies['weights.set'].safeParse(weights).success).toBe(true);
  });

  it('refuse periods that run backwards, and years before 1970', () => {
    const about = { scope: '440781', indicator: 'fault-rate', reason: 'x' };
    const taken = (period: string) => requestBodies['deviation.explained'].safeParse({ ...about, period }).success;
    expect(['2023', '2023-01..2023-01', 'cycle:2023-2025'].map(taken)).toEqual([true, true, true]);
    expect(['0023', '2023-02..2023-01', 'cycle:2025-2023', '9999'].map(taken)).toEqual([false, false, false, false]);
  });

  it('refuse the ids . and ..', () => {
    const taken = (siteId: string) =>
      requestBodies['site.registered'].safeParse({ siteId, name: 'x', area: '440781' }).success;
    expect(['.', '..', '...', '.a', 'a.'].map(taken)).toEqual([false, false, true, true, true]);
    expect(requestBodies['exam.attended'].safeParse({ sittingId: '..', attended: 1 }).success).toBe(false);
    expect(
      requestBodies['weights.set'].safeParse({ scope: 'site:..', year: 2023, weights: {}, execution: 10 }).success,
    ).toBe(false);
  });

  it('hold for settings: hours up to 10 years, a cycle of at most 30', () => {
    expect(SETTINGS.readinessHours.value.safeParse(87_672).success).toBe(true);
    expect(SETTINGS.readinessHours.value.safeParse(87_673).success).toBe(false);
    const cycle = (text: string) => SETTINGS.cycle.value.safeParse(text).success;
    expect(['2023-2025', '2023-2023', '2028-2026', '1970-2001', '0023-0025', '9998-9999'].map(cycle)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('texts of a request', () => {
  it.each([
    ['a lone surrogate', 'a\uD800b', 'U+D800'],
    ['a right-to-left override', 'a\u202Eb', 'U+202E'],
    ['an isolate', 'a\u2066b', 'U+2066'],
    ['NUL', 'a\u0000b', 'U+0000'],
    ['a line break in a name', 'a\nb', 'U+000A'],
    ['a zero-width space', 'a\u200Bb', 'U+200B'],
    ['a joiner outside a word', 'a \u200Db', 'U+200D'],
    ['a byte order mark', '\uFEFFab', 'U+FEFF'],
    ['a code point that is no character', 'a\uFFFFb', 'U+FFFF'],
  ])('%s is refused, and the message names it', (_, text, code) => {
    expect(siteNamed(text).error?.issues[0]?.message).toContain(code);
  });

  it.each([' ', '\u3000\u3000', '\u3164', '\u2800', '\uFE0F'])('a blank name (%j) is refused', (text) => {
    expect(siteNamed(text).success).toBe(false);
  });

  it.each(['台山一中', 'می\u200Cخواهم', 'क्\u200Dष', '👩\u200D🏫', '👨🏽\u200D🔧', '🏳️\u200D🌈', 'ᠪᠠᠢᠭ\u180Eᠠ', '𠮷野'])(
    '%s is a name',
    (text) => expect(siteNamed(text).data).toEqual(site(text.normalize('NFC'))),
  );

  it('are NFC in names, and may have lines in notes', () => {
    expect(siteNamed('Cafe\u0301').data).toEqual(site('Caf\u00E9'));
    const note = (text: string) => requestBodies['fault.repaired'].safeParse({ faultId: 'F1', note: text }).success;
    expect(note('first line\r\n\tsecond')).toBe(true);
    expect([note(' \n'), note('a\u202Eb'), note('a\uDC00'), note('a\u0007')]).toEqual([false, false, false, false]);
  });

  it('are checked in time linear to their length', () => {
    const long = 'a\u200D'.repeat(50_000);
    expect(siteNamed(long).success).toBe(false);
  });
});

it('targets: a rate lies in 0…1, a count is whole and not negative', () => {
  const { fold } = newFold(smallWorld().entries);
  const ask = (indicator: string, value: number) => {
    const body = { scope: '440781', indicator, period: '2023', op: '<=', value };
    const draft = { id: uuid(9), kind: 'target.set', at: 0, actor: 'admin', body } as Draft;
    return fold.check(draft, 0)?.message ?? null;
  };
  expect([ask('fault-rate', 0), ask('fault-rate', 0.02), ask('fault-rate', 1)]).toEqual([null, null, null]);
  expect(ask('fault-rate', 2)).toContain('0.02 for 2 %');
  expect(ask('fault-rate', -1)).toContain('0.02 for 2 %');
  expect([ask('standard-seats', 0), ask('standard-seats', 1200)]).toEqual([null, null]);
  expect([ask('standard-seats', 1.5), ask('standard-seats', -1), ask('standard-seats', 1e12)]).not.toContain(null);
});

it('every kind has both forms', () => {
  for (const kind of ALL_KINDS)
    expect([ledgerBodies[kind].type, requestBodies[kind].type]).toEqual(['object', 'object']);
});
