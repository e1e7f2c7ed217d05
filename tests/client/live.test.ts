import { describe, expect, it } from 'vitest';
import { plan } from '../../client/stores/live/plan';
import { applyDelta, fromSnapshot } from '../../client/stores/live/state';
import type { Delta, LiveFault, LiveSite, LiveSitting, Snapshot } from '../../shared/contract/live';

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
        { topic: 'status', type: 'site', site: site('S1', 1) },
        { topic: 'status', type: 'site', site: site('S3') },
        {
          topic: 'status',
          type: 'device',
          device: { id: 'D1', siteId: 'S1', status: 'down', since: 5, maintenance: false },
        },
      ]),
    );
    expect(after.to).toBe(8);
    expect([...after.sites.keys()]).toEqual(['S1', 'S2', 'S3']);
    expect(after.sites.get('S1')?.common.down).toBe(1);
    expect(after.devices.get('D1')?.status).toBe('down');
    expect(before.sites.get('S1')?.common.down).toBe(0);
    expect(before.sites.size).toBe(2);
  });
  it('what did not change keeps its identity, so that nothing else is drawn anew', () => {
    const before = fromSnapshot(snapshot, 7);
    const after = applyDelta(before, delta(7, 8, [{ topic: 'status', type: 'site', site: site('S1', 1) }]));
    expect(after.devices).toBe(before.devices);
    expect(after.sites.get('S2')).toBe(before.sites.get('S2'));
  });
  it('faults and sittings come, change and go, each map copied only when it is touched', () => {
    const fault = (id: string, verdict: LiveFault['verdict'] = 'pending'): LiveFault => ({
      id,
      deviceId: 'D1',
      siteId: 'S1',
      impact: 'down',
      severity: 'minor',
      state: 'open',
      reportedAt: '2025-03-05T04:00:00.000Z',
      startedAt: '2025-03-05T04:00:00.000Z',
      deadline: null,
      verdict,
    });
    const sitting = (id: string, reasons: string[] = []): LiveSitting => ({
      id,
      exam: '模拟',
      siteId: 'S1',
      rooms: [{ roomId: 'R1', placed: 30 }],
      from: '2025-03-06T04:00:00.000Z',
      to: '2025-03-06T06:00:00.000Z',
      cancelled: false,
      readiness: [{ roomId: 'R1', placed: 30, reasons }],
    });
    const before = fromSnapshot({ ...snapshot, faults: [fault('F1'), fault('F2')], exams: [sitting('X1')] }, 7);
    const after = applyDelta(
      before,
      delta(7, 8, [
        { topic: 'faults', type: 'gone', id: 'F1' },
        { topic: 'faults', type: 'fault', fault: fault('F2', 'late') },
        { topic: 'faults', type: 'fault', fault: fault('F3') },
        { topic: 'faults', type: 'gone', id: 'F9' },
      ]),
    );
    expect([...after.faults.values()].map((one) => [one.id, one.verdict])).toEqual([
      ['F2', 'late'],
      ['F3', 'pending'],
    ]);
    expect([...before.faults.keys()]).toEqual(['F1', 'F2']);
    expect(after.sittings).toBe(before.sittings);
    const later = applyDelta(
      after,
      delta(8, 9, [
        { topic: 'exams', type: 'sitting', sitting: sitting('X2', ['not-inspected']) },
        { topic: 'exams', type: 'gone', id: 'X1' },
      ]),
    );
    expect([...later.sittings.values()].map((one) => one.id)).toEqual(['X2']);
    expect(later.faults).toBe(after.faults);
    // What comes back without them (the changes since are on their way) leaves them as they were known.
    const { faults, sittings } = fromSnapshot(snapshot, 9, later);
    expect([faults, sittings]).toEqual([later.faults, later.sittings]);
  });
  it('a device that is gone is not shown, and a site takes its devices along', () => {
    const before = fromSnapshot(snapshot, 7);
    const device = applyDelta(before, delta(7, 8, [{ topic: 'status', type: 'gone', sort: 'device', id: 'D1' }]));
    expect([device.devices.size, device.sites]).toEqual([0, before.sites]);
    const left = applyDelta(before, delta(7, 8, [{ topic: 'status', type: 'gone', sort: 'site', id: 'S1' }]));
    expect([[...left.sites.keys()], left.devices.size, before.devices.size]).toEqual([['S2'], 0, 1]);
  });
  it('a snapshot that leaves a topic out keeps what was known of it', () => {
    const { status: _left, ...rest } = snapshot;
    expect(fromSnapshot(rest, 9, fromSnapshot(snapshot, 7)).sites.size).toBe(2);
  });
});
