import { describe, expect, it } from 'vitest';
import { asOfFromAddress, parseAsOf } from '../../client/view-models/asOf';
import { periodChoices, periodWindow, windowOfPeriod } from '../../client/view-models/periods';
import { commonScope, scopeChoices } from '../../client/view-models/scopes';
import { stepWindow, ticksOf, windowAt } from '../../client/view-models/windows';
import { coarse, deviceHours, hoursMinutes } from '../../client/format/duration';
import { date, dateTime, shortInstant, time } from '../../client/format/instant';
import type { LiveWindow, RunningSums } from '../../shared/contract/live';

const ZONE = 'Asia/Shanghai';
const ms = (text: string) => Date.parse(`${text}+08:00`);
const local = (at: number) => dateTime(at, ZONE);

describe('windows of a timeline', () => {
  const noon = ms('2026-11-23T12:34:56');
  it('are those of the business zone', () => {
    const of = (unit: 'year' | 'month' | 'week' | 'day' | 'hour') => {
      const { from, to } = windowAt(unit, noon, ZONE);
      return [local(from), local(to)];
    };
    expect(of('year')).toEqual(['2026-01-01 00:00:00', '2027-01-01 00:00:00']);
    expect(of('month')).toEqual(['2026-11-01 00:00:00', '2026-12-01 00:00:00']);
    expect(of('week')).toEqual(['2026-11-17 00:00:00', '2026-11-24 00:00:00']);
    expect(of('day')).toEqual(['2026-11-23 00:00:00', '2026-11-24 00:00:00']);
    expect(of('hour')).toEqual(['2026-11-23 12:00:00', '2026-11-23 13:00:00']);
  });
  it('meet without a gap', () => {
    for (const unit of ['year', 'month', 'week', 'day', 'hour'] as const) {
      const here = windowAt(unit, noon, ZONE);
      expect(windowAt(unit, stepWindow(here, -1, ZONE), ZONE).to).toBe(here.from);
      expect(windowAt(unit, stepWindow(here, 1, ZONE), ZONE).from).toBe(here.to);
    }
  });
  it('have ticks that their width can carry', () => {
    const month = windowAt('month', noon, ZONE);
    expect(ticksOf(month, ZONE, 2000)).toHaveLength(30);
    expect(ticksOf(month, ZONE, 300).length).toBeLessThanOrEqual(9);
    expect(ticksOf(windowAt('week', noon, ZONE), ZONE, 300).map((tick) => tick.date)).toHaveLength(7);
    expect(ticksOf(windowAt('year', noon, ZONE), ZONE, 300)).toHaveLength(12);
    expect(ticksOf(windowAt('day', noon, ZONE), ZONE, 1200)).toHaveLength(24);
  });
});

describe('periods', () => {
  const sums = (from: string, to: string) => ({ from: ms(from), to: ms(to) }) as RunningSums;
  const running = {
    day: sums('2025-06-07T00:00', '2025-06-08T00:00'),
    month: sums('2025-06-01T00:00', '2025-07-01T00:00'),
    year: sums('2025-01-01T00:00', '2026-01-01T00:00'),
    cycle: sums('2023-01-01T00:00', '2026-01-01T00:00'),
  } satisfies Record<LiveWindow, RunningSums>;
  it('run live when they are the current year or the cycle', () => {
    expect(windowOfPeriod('2025', running, ZONE)).toBe('year');
    expect(windowOfPeriod('cycle:2023-2025', running, ZONE)).toBe('cycle');
    expect(windowOfPeriod('2024', running, ZONE)).toBeNull();
    expect(windowOfPeriod('2025-01..2025-06', running, ZONE)).toBeNull();
  });
  it('are offered newest first, with what the address says', () => {
    const values = periodChoices(2025, [2023, 2025], '2025').map((choice) => choice.value);
    expect(values).toEqual(['2025', '2024', '2023', 'cycle:2023-2025']);
    expect(periodChoices(2025, [2023, 2025], '2025-01..2025-06').at(-1)).toEqual({
      value: '2025-01..2025-06',
      kind: 'months',
      from: '2025-01',
      to: '2025-06',
    });
  });
  it('are windows of a query', () => {
    const of = (period: string) => {
      const { from, to } = periodWindow(period, ZONE);
      return [local(Date.parse(from)), local(Date.parse(to))];
    };
    expect(of('2023')).toEqual(['2023-01-01 00:00:00', '2024-01-01 00:00:00']);
    expect(of('2023-01..2023-07')).toEqual(['2023-01-01 00:00:00', '2023-08-01 00:00:00']);
    expect(of('cycle:2023-2025')).toEqual(['2023-01-01 00:00:00', '2026-01-01 00:00:00']);
  });
});

describe('scopes', () => {
  it('are the areas of the sites and what holds them', () => {
    expect(scopeChoices(['440781', '440781', '440783']).map(({ code, level }) => [code, level])).toEqual([
      ['440000', 0],
      ['440700', 1],
      ['440781', 2],
      ['440783', 2],
    ]);
  });
  it('open at the smallest area that holds every site', () => {
    expect(commonScope(['440781', '440781'])).toBe('440781');
    expect(commonScope(['440781', '440783'])).toBe('440700');
    expect(commonScope(['440781', '441201'])).toBe('440000');
    expect(commonScope(['440781', '110101'])).toBeNull();
    expect(commonScope([])).toBeNull();
  });
});

describe('instants and stretches in text', () => {
  const at = ms('2026-11-23T14:36:08');
  it('are those of the business zone', () => {
    expect(date(at, ZONE)).toBe('2026-11-23');
    expect(time(at, ZONE)).toBe('14:36:08');
    expect(time(at, ZONE, false)).toBe('14:36');
  });
  it('are as short as the day allows', () => {
    expect(shortInstant(at, ms('2026-11-23T20:00:00'), ZONE)).toBe('14:36');
    expect(shortInstant(at, ms('2026-11-24T00:00:00'), ZONE)).toBe('11-23 14:36');
    expect(shortInstant(at, ms('2027-01-01T00:00:00'), ZONE)).toBe('2026-11-23 14:36');
  });
  it('stretches of a table', () => {
    expect(hoursMinutes(91 * 3_600_000 + 16 * 60_000)).toBe('91:16');
    expect(hoursMinutes(3_862_400 * 3_600_000)).toBe('3\u202f862\u202f400:00');
    expect(deviceHours(1_234 * 3_600_000 + 5 * 60_000 + 12_000)).toBe('1\u202f234:05:12');
    expect(coarse(53_000)).toEqual({ value: 53, unit: 'second' });
    expect(coarse(25 * 3_600_000)).toEqual({ value: 25, unit: 'hour' });
    expect(coarse(50 * 3_600_000)).toEqual({ value: 2, unit: 'day' });
  });
});

describe('as known at', () => {
  it('an instant in local time, a whole day, or a ledger number', () => {
    expect(parseAsOf('2026-11-20 18:00', ZONE)).toMatchObject({ kind: 'instant', at: ms('2026-11-20T18:00') });
    expect(parseAsOf('2026/11/20', ZONE)).toMatchObject({ at: ms('2026-11-21T00:00') - 1 });
    expect(parseAsOf('#17\u202f655', ZONE)).toEqual({ kind: 'seq', text: '17655', seq: 17655 });
    expect(parseAsOf('17655', ZONE)).toMatchObject({ seq: 17655 });
  });
  it('anything else is refused', () => {
    for (const text of ['', 'yesterday', '2026-13-01', '2026-11-20 25:00', '#0', '-5']) {
      expect(parseAsOf(text, ZONE), text).toBeNull();
    }
  });
  it('comes back from the address', () => {
    const chosen = parseAsOf('2026-11-20 18:00', ZONE)!;
    expect(asOfFromAddress(chosen.text)).toEqual(chosen);
    expect(asOfFromAddress('17655')).toMatchObject({ kind: 'seq', seq: 17655 });
    expect(asOfFromAddress('')).toBeNull();
  });
});
