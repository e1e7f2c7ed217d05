import { describe, expect, it } from 'vitest';
import type { DeviceItem } from '../../../shared/contract/http';
import type { LiveSitting } from '../../../shared/contract/live';
import { notReadyFirst, readyRows, signable, sparesFor } from '../../../client/view-models/exams/ready';
import { faultItem } from '../../helpers/fault-item';
import { roomReadiness } from '../../helpers/readiness';

const HOUR = 3_600_000;
const FROM = Date.parse('2025-03-06T04:00:00Z');
const NOW = FROM - 20 * HOUR;
const iso = (at: number) => new Date(at).toISOString();
/** An inspection counts from 24 h before the beginning on. */
const due = { inspectFrom: iso(FROM - 24 * HOUR) };

const sitting = (id: string, siteId: string, readiness: LiveSitting['readiness'], from = FROM): LiveSitting => ({
  id,
  exam: '英语听说',
  siteId,
  from: iso(from),
  to: iso(from + HOUR),
  cancelled: false,
  rooms: readiness.map(({ roomId, placed }) => ({ roomId, placed })),
  readiness,
});
const signed = { seq: 7, at: iso(NOW - HOUR), by: 'tech' };
const LIVE = [
  sitting('a', 'K10', [roomReadiness('K10-1', 52, [], { ...due, inspectedAt: iso(NOW), signed })]),
  sitting('b', 'K2', [
    roomReadiness('K2-2', 52, ['not-working:camera', 'too-few-seats'], { ...due, seats: 50 }),
    roomReadiness('K2-1', 52, ['not-inspected'], due),
  ]),
  sitting('c', 'K2', [roomReadiness('K2-1', 52, [])], FROM + HOUR),
  { ...sitting('d', 'K3', [roomReadiness('K3-1', 52, [])]), cancelled: true },
];
const rowsAt = (now: number, faults: Parameters<typeof readyRows>[2] = []) => readyRows(LIVE[0]!, LIVE, faults, now);

describe('the rooms of a session', () => {
  it('are those of all sittings of the same exam and times, in number order', () => {
    expect(rowsAt(NOW).map(({ roomId, sittingId }) => [roomId, sittingId])).toEqual([
      ['K2-1', 'b'],
      ['K2-2', 'b'],
      ['K10-1', 'a'],
    ]);
    expect(notReadyFirst(rowsAt(NOW)).map(({ roomId }) => roomId)).toEqual(['K2-1', 'K2-2', 'K10-1']);
  });

  it('have the worst shape of their conditions, and each condition apart', () => {
    const [unseen, short, ready] = rowsAt(NOW);
    expect([unseen!.shape, short!.shape, ready!.shape]).toEqual(['unknown', 'down', 'well']);
    expect(short).toMatchObject({ short: ['camera'], hasSeats: false, isAccepted: true, hasProfile: true });
    expect([unseen!.inspection, ready!.inspection]).toEqual(['missing', 'done']);
  });

  it('do not want an inspection before it is due', () => {
    const early = [sitting('a', 'K2', [roomReadiness('K2-1', 52, [], { ...due, inspectedAt: iso(FROM - 30 * HOUR) })])];
    expect(readyRows(early[0]!, early, [], FROM - 25 * HOUR)[0]).toMatchObject({ inspection: 'early', shape: 'well' });
  });

  it('show the open faults of impact down, the nearest deadline first; a paused one is not overdue', () => {
    const fault = (id: string, more: Parameters<typeof faultItem>[1]) => faultItem(id, { roomId: 'K10-1', ...more });
    const [, , row] = rowsAt(NOW, [
      fault('F3', { impact: 'down', state: 'paused', deadline: null }),
      fault('F1', { impact: 'down', state: 'open', deadline: iso(NOW + HOUR) }),
      fault('F2', { impact: 'down', state: 'open', deadline: iso(NOW - 1) }),
      fault('F4', { impact: 'degraded', state: 'open', deadline: iso(NOW - HOUR) }),
    ]);
    expect(row!.faults.map(({ id, overdue }) => [id, overdue])).toEqual([
      ['F2', true],
      ['F1', false],
      ['F3', false],
    ]);
    // Beside the verdict, never in it (semantics 8).
    expect(row!.shape).toBe('well');
  });

  it('can be signed when ready and not signed yet, or changed since', () => {
    expect(signable(rowsAt(NOW))).toEqual([]);
    const changed = [
      sitting('a', 'K2', [roomReadiness('K2-1', 52, [], { signed: { ...signed, changedAt: iso(NOW) } })]),
      sitting('b', 'K3', [roomReadiness('K3-1', 52, []), roomReadiness('K3-2', 52, ['not-inspected'])]),
    ];
    const rows = readyRows(changed[0]!, changed, [], NOW);
    expect(rows.map(({ signature }) => signature)).toEqual(['changed', 'none', 'none']);
    expect(signable(rows).map(({ roomId }) => roomId)).toEqual(['K2-1', 'K3-1']);
  });
});

describe('the spares for what a room lacks', () => {
  const device = (id: string, more: Partial<DeviceItem>): DeviceItem => ({
    id,
    siteId: 'K2',
    category: 'camera',
    status: 'up',
    spare: true,
    openFaults: [],
    ...more,
  });
  it('are spares of these categories elsewhere: the own site first, what works before what has to be checked', () => {
    const found = sparesFor(
      [
        device('K3-S1', { siteId: 'K3' }),
        device('K2-S3', { status: 'unknown' }),
        device('K2-S1', { status: 'degraded' }),
        device('K2-S2', { status: 'down' }),
        device('K2-S4', { category: 'server' }),
        device('K2-S5', { roomId: 'K2-2' }),
        device('K2-CAM', { spare: false }),
      ],
      { siteId: 'K2', roomId: 'K2-2', short: ['camera'] },
    );
    expect(found.map((one) => [one.device.id, one.own, one.works])).toEqual([
      ['K2-S1', true, true],
      ['K2-S3', true, false],
      ['K3-S1', false, true],
    ]);
  });
});
