import { describe, expect, it } from 'vitest';
import type { ReadinessThen } from '../../../shared/contract/http';
import { readyRows } from '../../../client/view-models/exams/ready';
import {
  changesSince,
  lastBefore,
  momentOf,
  thenRows,
  trendOf,
  yesterdayOf,
} from '../../../client/view-models/exams/ready-then';
import { roomReadiness } from '../../helpers/readiness';

const FROM = Date.parse('2025-03-12T01:00:00Z');
const iso = (at: number) => new Date(at).toISOString();
const CAMERA = 'not-working:camera';
const NOW = {
  id: 'a',
  exam: '英语听说',
  siteId: 'K1',
  from: iso(FROM),
  to: iso(FROM + 3_600_000),
  cancelled: false,
  rooms: [],
  readiness: [roomReadiness('R1', 52, [CAMERA]), roomReadiness('R2', 52, []), roomReadiness('R3', 52, [])],
};
const rows = readyRows(NOW, [NOW], [], FROM - 3_600_000);
const answer = (...rooms: ReadinessThen['sittings'][number]['rooms']): ReadinessThen => ({
  at: iso(0),
  seq: 5,
  hash: 'a',
  sittings: [{ id: 'a', rooms }],
});

describe('readiness at an earlier moment', () => {
  it('comes seven days and one day before the beginning, and is asked for up to it', () => {
    expect(iso(momentOf(FROM, 't7'))).toBe('2025-03-05T01:00:00.000Z');
    expect(iso(momentOf(FROM, 't1'))).toBe('2025-03-11T01:00:00.000Z');
    expect(iso(lastBefore(momentOf(FROM, 't1')))).toBe('2025-03-11T00:59:59.999Z');
    // 24 h before 09:14 is 09:14 of yesterday; its full hour is asked for.
    expect(iso(yesterdayOf(Date.parse('2025-03-11T01:14:00Z')))).toBe('2025-03-10T01:00:00.000Z');
  });

  it('is better or worse by the worst shape, then by how much is missing', () => {
    expect(trendOf([], ['not-inspected'])).toBe('worse');
    expect(trendOf([CAMERA, 'too-few-seats'], [CAMERA])).toBe('better');
    // Unknown is better than down, however much is missing.
    expect(trendOf([CAMERA], ['not-inspected'])).toBe('better');
    expect(trendOf(['not-inspected'], [CAMERA])).toBe('worse');
    expect(trendOf([CAMERA], ['too-few-seats'])).toBe('same');
  });

  it('stands beside each room of now; a room of which nothing was known has none', () => {
    const then = answer(roomReadiness('R1', 52, []), roomReadiness('R2', 52, ['too-few-seats']));
    expect(thenRows(rows, then).map(({ now, then: was, trend }) => [now.roomId, was?.shape, trend])).toEqual([
      ['R1', 'well', 'worse'],
      ['R2', 'down', 'better'],
      ['R3', undefined, null],
    ]);
  });

  it('tells what a room lacks no more, and what it lacks since', () => {
    const then = answer(roomReadiness('R1', 52, ['too-few-seats']));
    expect(changesSince(rows[0]!, then)).toEqual({ gone: ['too-few-seats'], came: [CAMERA] });
    expect(changesSince(rows[1]!, then)).toBeNull();
  });
});
