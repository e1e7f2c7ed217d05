import { describe, expect, it } from 'vitest';
import type { RoomLoss, SittingLosses } from '../../../shared/contract/http';
import { faultsOfSitting, minutesUp, outages, runOn } from '../../../client/view-models/exams/losses';
import { faultItem } from '../../helpers/fault-item';

const MIN = 60_000;
const FROM = Date.parse('2025-06-07T01:00:00Z');
const iso = (minute: number) => new Date(FROM + minute * MIN).toISOString();
const room = (roomId: string, more: Partial<RoomLoss> = {}): RoomLoss => ({
  roomId,
  placed: 52,
  highMs: 0,
  lowMs: 0,
  lost: 0,
  short: 0,
  free: 4,
  affectedHigh: 0,
  affectedLow: 0,
  steps: [{ at: iso(0), lost: 0, short: 0 }],
  ...more,
});
/** Known 20 minutes after the beginning of an hour: R2 lost 6 seats for 10 minutes with 4 spare ones, and R3 one. */
const LOSSES: SittingLosses = {
  sitting: {
    id: 'X1',
    exam: '英语听说',
    siteId: 'K5',
    rooms: [
      { roomId: 'R1', placed: 52 },
      { roomId: 'R2', placed: 52 },
      { roomId: 'R3', placed: 52 },
    ],
    from: iso(0),
    to: iso(60),
    cancelled: false,
  },
  until: iso(20),
  rooms: [
    room('R1'),
    room('R2', { highMs: 60 * MIN, lowMs: 20 * MIN, lost: 6, short: 2, free: 0, affectedHigh: 6, affectedLow: 2 }),
    room('R3', { highMs: 5 * MIN, lost: 1, free: 3, affectedHigh: 1 }),
  ],
  upTo: 7,
};

describe('the losses of a sitting, run on', () => {
  it('are those of the answer at its instant, and grow by what is out', () => {
    expect(runOn(LOSSES, FROM + 20 * MIN)).toMatchObject({
      highMs: 65 * MIN,
      lowMs: 20 * MIN,
      lost: 7,
      short: 2,
      free: 7,
    });
    // Two minutes on: 7 seats are out, 2 examinees have none.
    const later = runOn(LOSSES, FROM + 22 * MIN);
    expect(later).toMatchObject({ highMs: 79 * MIN, lowMs: 24 * MIN, leftMs: 38 * MIN, ended: false, affectedHigh: 7 });
    expect(later.rooms.map(({ state }) => state)).toEqual(['well', 'short', 'lost']);
    expect(later.share).toBeCloseTo(22 / 60);
  });

  it('stop at the end of the sitting, and never run back', () => {
    const end = runOn(LOSSES, FROM + 90 * MIN);
    expect(end).toMatchObject({ highMs: 65 * MIN + 7 * 40 * MIN, ended: true, leftMs: 0, share: 1 });
    expect(runOn(LOSSES, FROM + 19 * MIN).highMs).toBe(65 * MIN);
  });

  it('have a high bound that is never under the low one: where placed examinees have no device at all', () => {
    const bare = { ...LOSSES, rooms: [room('R1', { lowMs: 20 * MIN, short: 1, affectedLow: 1 })] };
    expect(runOn(bare, FROM + 22 * MIN)).toMatchObject({ highMs: 22 * MIN, lowMs: 22 * MIN, affectedHigh: 1 });
  });

  it('are minutes rounded up', () => {
    expect([0, 1, MIN, MIN + 1].map(minutesUp)).toEqual([0, 1, 1, 2]);
  });

  it('are drawn where something was out, up to now', () => {
    const steps = [
      { at: iso(0), lost: 0, short: 0 },
      { at: iso(15), lost: 1, short: 0 },
      { at: iso(30), lost: 0, short: 0 },
      { at: iso(45), lost: 6, short: 2 },
    ];
    expect(outages({ steps }, { from: FROM, to: FROM + 60 * MIN, upTo: FROM + 48 * MIN })).toEqual([
      { x: 0.25, width: 0.25, short: false },
      { x: 0.75, width: 0.05, short: true },
    ]);
  });
});

describe('the faults of a sitting', () => {
  it('are those of its rooms and of its site in no room, by deadline; paused ones last', () => {
    const fault = (id: string, more: Parameters<typeof faultItem>[1]) => faultItem(id, { siteId: 'K5', ...more });
    const found = faultsOfSitting(
      [
        fault('F1', { roomId: 'R2', deadline: iso(40) }),
        fault('F2', { deadline: iso(30) }),
        fault('F3', { roomId: 'R1', deadline: iso(10), state: 'paused' }),
        fault('F4', { roomId: 'R9', deadline: iso(5) }),
        fault('F5', { siteId: 'K6', deadline: iso(5) }),
      ],
      LOSSES.sitting,
    );
    expect(found.map(({ id }) => id)).toEqual(['F2', 'F1', 'F3']);
  });
});
