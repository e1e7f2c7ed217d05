import { describe, expect, it } from 'vitest';
import { plan } from '../../client/stores/live/plan';
import { applyDelta, fromSnapshot } from '../../client/stores/live/state';
import type { Delta, LiveFault, LiveSite, LiveSitting, Snapshot } from '../../shared/contract/live';
import { faultItem } from '../helpers/fault-item';
import { roomReadiness } from '../helpers/readiness';

const counts = { up: 1, degraded: 0, down: 0, unknown: 0, maintenance: 0 };
const site = (id: string, down = 0): LiveSite => ({
  id,
  name: id,
  area: '440781',
  rooms: [],
  common: { ...counts, down },
});
const snapshot: Snapshot = {
  now: 0,
  zone: 'Asia/Shanghai',
  ledger: 'epoch-1',
  head: { seq: 7, hash: '' },
  status: {
    sites: [site('S1'), site('S2')],
    devices: [{ id: 'D1', siteId: 'S1', status: 'up', since: 0, maintenance: false }],
  },
};
const delta = (from: number, to: number, changes: Delta['changes'] = []): Delta => ({ from, to, now: 1, changes });

describe('what a delta means', () => {
  it('it continues what is known, also when only time went on', () => {
    expect(plan(7, delta(7, 9))).toEqual({ do: 'apply' });
    expect(plan(7, delta(7, 7))).toEqual({ do: 'apply' });
  });
  it('an older one crossed a snapshot on its way', () => {
    expect(plan(9, delta(7, 9))).toEqual({ do: 'drop' });
    expect(plan(9, delta(5, 7))).toEqual({ do: 'drop' });
  });
  it('a gap is watched again, since what is known', () => {
    expect(plan(7, delta(8, 9))).toEqual({ do: 'watch', since: 7 });
    // It overlaps, and what it adds may stand on what is missing.
    expect(plan(7, delta(5, 9))).toEqual({ do: 'watch', since: 7 });
  });
});

describe('the state of a watch', () => {
  it('whole objects replace those of the same id, and the old state stays true', () => {
    const before = fromSnapshot(snapshot, 7);
    const after = applyDelta(
      before,
      delta(7, 8, [
        {
          topic: 'status',
          put: {
            sites: [site('S1', 1), site('S3')],
            devices: [{ id: 'D1', siteId: 'S1', status: 'down', since: 5, maintenance: false }],
          },
        },
      ]),
    );
    expect(after.to).toBe(8);
    expect([...after.status.sites.keys()]).toEqual(['S1', 'S2', 'S3']);
    expect(after.status.sites.get('S1')?.common.down).toBe(1);
    expect(after.status.devices.get('D1')?.status).toBe('down');
    expect(before.status.sites.get('S1')?.common.down).toBe(0);
    expect(before.status.sites.size).toBe(2);
  });
  it('what did not change keeps its identity, so that nothing else is drawn anew', () => {
    const before = fromSnapshot(snapshot, 7);
    const after = applyDelta(before, delta(7, 8, [{ topic: 'status', put: { sites: [site('S1', 1)] } }]));
    expect(after.status.devices).toBe(before.status.devices);
    expect(after.status.sites.get('S2')).toBe(before.status.sites.get('S2'));
  });
  it('faults and sittings come, change and go, each map copied only when it is touched', () => {
    const fault = (id: string, verdict: LiveFault['verdict'] = 'pending') => faultItem(id, { verdict });
    const sitting = (id: string, reasons: string[] = []): LiveSitting => ({
      id,
      exam: '模拟',
      siteId: 'S1',
      rooms: [{ roomId: 'R1', placed: 30 }],
      from: '2025-03-06T04:00:00.000Z',
      to: '2025-03-06T06:00:00.000Z',
      cancelled: false,
      readiness: [roomReadiness('R1', 30, reasons)],
    });
    const before = fromSnapshot({ ...snapshot, faults: [fault('F1'), fault('F2')], exams: [sitting('X1')] }, 7);
    const after = applyDelta(
      before,
      delta(7, 8, [
        { topic: 'faults', gone: ['F1'] },
        { topic: 'faults', put: [fault('F2', 'late'), fault('F3')] },
        { topic: 'faults', gone: ['F9'] },
      ]),
    );
    expect([...after.faults.values()].map((one) => [one.id, one.verdict])).toEqual([
      ['F2', 'late'],
      ['F3', 'pending'],
    ]);
    expect([...before.faults.keys()]).toEqual(['F1', 'F2']);
    expect(after.exams).toBe(before.exams);
    const later = applyDelta(
      after,
      delta(8, 9, [
        { topic: 'exams', put: [sitting('X2', ['not-inspected'])] },
        { topic: 'exams', gone: ['X1'] },
      ]),
    );
    expect([...later.exams.values()].map((one) => one.id)).toEqual(['X2']);
    expect(later.faults).toBe(after.faults);
    // What comes back without them (the changes since are on their way) leaves them as they were known.
    const { faults, exams } = fromSnapshot(snapshot, 9, later);
    expect([faults, exams]).toEqual([later.faults, later.exams]);
  });
  it('a device that is gone is not shown, and a site takes its devices along', () => {
    const before = fromSnapshot(snapshot, 7);
    const device = applyDelta(before, delta(7, 8, [{ topic: 'status', gone: { devices: ['D1'] } }]));
    expect([device.status.devices.size, device.status.sites]).toEqual([0, before.status.sites]);
    const left = applyDelta(before, delta(7, 8, [{ topic: 'status', gone: { sites: ['S1'], devices: ['D1'] } }]));
    expect([[...left.status.sites.keys()], left.status.devices.size, before.status.devices.size]).toEqual([
      ['S2'],
      0,
      1,
    ]);
  });
  it('a snapshot that leaves a topic out keeps what was known of it', () => {
    const { status: _left, ...rest } = snapshot;
    expect(fromSnapshot(rest, 9, fromSnapshot(snapshot, 7)).status.sites.size).toBe(2);
  });
});
