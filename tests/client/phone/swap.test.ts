import { describe, expect, it } from 'vitest';
import type { DeviceItem, FaultItem } from '../../../shared/contract/http';
import type { Role } from '../../../shared/model/vocabulary';
import { sparesFor, swapEntries } from '../../../client/view-models/swap';

const NOW = Date.parse('2026-03-02T08:00:00Z');
const device = (id: string, more: Partial<DeviceItem> = {}): DeviceItem => ({
  id,
  siteId: 'S1',
  roomId: 'R1',
  category: 'computer',
  status: 'up',
  openFaults: [],
  commissionedAt: '2026-01-01T00:00:00Z',
  ...more,
});
const spare = (id: string, more: Partial<DeviceItem> = {}) => device(id, { spare: true, ...more });
const statusOf = ({ status }: DeviceItem) => status;

describe('the spares for a device', () => {
  it('are of its category at its site, in service and not down; its own room first, the well ones first', () => {
    const list = [
      spare('R2-S1', { roomId: 'R2' }),
      spare('R1-S10', { status: 'up' }),
      spare('R1-S2', { status: 'unknown' }),
      spare('R1-S3', { status: 'degraded' }),
      spare('R1-S4', { status: 'down' }),
      spare('R1-S5'),
      spare('OTHER', { category: 'switch' }),
      spare('FAR', { siteId: 'S2', roomId: 'R9' }),
      spare('GONE', { retiredAt: '2026-02-01T00:00:00Z' }),
      spare('TO-COME', { commissionedAt: '2026-04-01T00:00:00Z' }),
      device('PLAIN'),
    ];
    const found = sparesFor(device('D1'), list, statusOf, NOW);
    expect(found.usable.map(({ id }) => id)).toEqual(['R1-S5', 'R1-S10', 'R1-S3', 'R1-S2', 'R2-S1']);
    expect(found.down).toBe(1);
  });

  it('a device that is a spare is not its own', () => {
    expect(sparesFor(spare('R1-S1'), [spare('R1-S1')], statusOf, NOW)).toEqual({ usable: [], down: 0 });
  });
});

describe('a swap', () => {
  const swapped = (role: Role, faults: FaultItem[] = [], papers: string[] = []) =>
    swapEntries({
      device: device('D23', { seat: '23' }),
      spare: spare('R2-S1', { roomId: 'R2', seat: 'S1' }),
      faults,
      role,
      deviceNote: '已换上',
      spareNote: '换到 23 号位',
      papers,
      faultId: () => 'F1',
    });
  const fault = (id: string, impact: FaultItem['impact']) => ({ id, deviceId: 'D23', impact }) as FaultItem;
  const works = { kind: 'status.observed', body: { deviceId: 'R2-S1', status: 'up', note: '换到 23 号位' } };

  it('of a technician is a report of the device with the photos, and that the spare works; places are the office’s', () => {
    const reported = {
      faultId: 'F1',
      deviceId: 'D23',
      impact: 'down',
      severity: 'minor',
      note: '已换上',
      papers: ['sha256:a'],
    };
    expect(swapped('technician', [], ['sha256:a'])).toEqual([{ kind: 'fault.reported', body: reported }, works]);
  });

  it('with an open fault that bears on the device it is a note on that fault: the device is not repaired', () => {
    const faults = [fault('F7', 'none'), fault('F8', 'degraded')];
    expect(swapped('technician', faults)).toEqual([
      { kind: 'fault.commented', body: { faultId: 'F8', note: '已换上' } },
      works,
    ]);
    expect(swapped('technician', faults.slice(0, 1))[0]?.kind).toBe('fault.reported');
  });

  it('of the office it changes the two places besides, and which of them is the spare', () => {
    expect(swapped('office').slice(2)).toEqual([
      { kind: 'device.moved', body: { deviceId: 'R2-S1', siteId: 'S1', roomId: 'R1', seat: '23' } },
      { kind: 'device.moved', body: { deviceId: 'D23', siteId: 'S1', roomId: 'R2', seat: 'S1' } },
      { kind: 'device.changed', body: { deviceId: 'R2-S1', spare: false } },
      { kind: 'device.changed', body: { deviceId: 'D23', spare: true } },
    ]);
  });
});
