import { describe, expect, it } from 'vitest';
import type { DeviceItem, EntryItem } from '../../../shared/contract/http';
import { clashesOf } from '../../../client/phone/view-models/clashes';

const day = (time: string) => `2025-03-05T${time}:00.000Z`;
let seq = 0;
function observed(actor: string, status: string, at: string, recordedAt: string, deviceId = 'D1'): EntryItem {
  seq += 1;
  const body = { deviceId, status };
  return { seq, id: `e${seq}`, kind: 'status.observed', at: day(at), recordedAt: day(recordedAt), actor, body };
}
const devices: DeviceItem[] = ['D1', 'D2'].map((id) => ({
  id,
  siteId: 'S1',
  roomId: 'R1',
  category: 'computer',
  status: 'up',
  openFaults: [],
}));
const of = (entries: EntryItem[], accountId: string) =>
  clashesOf({ entries, devices, faults: [], accountId, now: Date.parse(day('12:00')) });

describe('clashes', () => {
  it('are seen by both, whichever phone is synced first, and the later one stands', () => {
    // Offline both: A says up at 09:18, B says degraded at 09:20; A's phone is synced first, then B's; and the other way.
    for (const [recordedA, recordedB] of [
      ['09:30', '09:40'],
      ['09:40', '09:30'],
    ] as const) {
      const entries = [observed('A', 'up', '09:18', recordedA), observed('B', 'degraded', '09:20', recordedB)];
      expect(of(entries, 'A')).toMatchObject([
        { deviceId: 'D1', mineSaid: 'up', theirsSaid: 'degraded', stands: 'theirs' },
      ]);
      expect(of(entries, 'B')).toMatchObject([
        { deviceId: 'D1', mineSaid: 'degraded', theirsSaid: 'up', stands: 'mine' },
      ]);
    }
  });

  it('are none where the second knew of the first, or both say the same', () => {
    expect(of([observed('A', 'up', '09:00', '09:01'), observed('B', 'down', '09:05', '09:05')], 'A')).toEqual([]);
    expect(of([observed('A', 'down', '09:18', '09:30'), observed('B', 'down', '09:20', '09:40')], 'A')).toEqual([]);
  });

  it('are over once the account has said something since', () => {
    const entries = [observed('A', 'up', '09:18', '09:30'), observed('B', 'down', '09:20', '09:40')];
    expect(of([...entries, observed('A', 'up', '10:00', '10:00')], 'A')).toEqual([]);
    expect(of(entries, 'B')).toHaveLength(1);
  });

  it('an inspection says of every device of its room what it is not an exception of', () => {
    const inspection: EntryItem = {
      ...observed('A', 'up', '09:18', '09:30'),
      kind: 'room.inspected',
      body: { roomId: 'R1', exceptions: [{ deviceId: 'D2', status: 'down' }] },
    };
    const entries = [
      inspection,
      observed('B', 'down', '09:20', '09:40'),
      observed('B', 'down', '09:20', '09:40', 'D2'),
    ];
    expect(of(entries, 'A').map(({ deviceId }) => deviceId)).toEqual(['D1']);
  });
});
