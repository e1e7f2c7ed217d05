import { describe, expect, it } from 'vitest';
import type { DeviceItem, FaultItem } from '../../../shared/contract/http';
import { type Finding, findingOf, nextMark, roundEntries } from '../../../client/view-models/rooms/round';
import { seatMapOf } from '../../../client/view-models/rooms/seat-map';
import { deviceIdOf } from '../../../client/phone/view-models/label-code';

const device = (id: string, more: Partial<DeviceItem> = {}): DeviceItem => ({
  id,
  siteId: 'S1',
  roomId: 'R1',
  category: 'computer',
  status: 'up',
  openFaults: [],
  ...more,
});

describe('a round', () => {
  it('a tap says down, the next degraded, the next well', () => {
    expect([nextMark('up'), nextMark('down'), nextMark('degraded')]).toEqual(['down', 'degraded', 'up']);
  });

  it('is one inspection, a report for each new down device, and the repairs that were seen', () => {
    const devices = [device('D1'), device('D2'), device('D3', { category: 'switch' }), device('D4')];
    const fault = { id: 'F9', deviceId: 'D2', impact: 'down', severity: 'minor', state: 'open' } as FaultItem;
    const findings = new Map<string, Finding>([
      ['D1', { ...findingOf('down', []), note: ' 黑屏 ' }],
      ['D2', { ...findingOf('up', ['F9']), repaired: true }],
      ['D3', { ...findingOf('down', []), missing: true }],
      ['D4', findingOf('degraded', [])],
    ]);
    let made = 0;
    const entries = roundEntries({
      roomId: 'R1',
      devices,
      findings,
      faults: [fault],
      extra: '',
      missingText: '没找到。',
      faultId: () => `F${++made}`,
    });
    expect(entries).toEqual([
      {
        kind: 'room.inspected',
        body: {
          roomId: 'R1',
          exceptions: [
            { deviceId: 'D1', status: 'down', note: '黑屏' },
            { deviceId: 'D3', status: 'down', note: '没找到。' },
            { deviceId: 'D4', status: 'degraded' },
          ],
        },
      },
      {
        kind: 'fault.reported',
        body: { faultId: 'F1', deviceId: 'D1', impact: 'down', severity: 'minor', note: '黑屏' },
      },
      {
        kind: 'fault.reported',
        body: { faultId: 'F2', deviceId: 'D3', impact: 'down', severity: 'critical', note: '没找到。' },
      },
      { kind: 'fault.repaired', body: { faultId: 'F9' } },
    ]);
  });

  it('draws seats in the order of their numbers, spare ones last, the rest around', () => {
    const seats = ['10', '2', '1'].map((seat) => device(`PC${seat}`, { seat }));
    const spare = device('PCS1', { seat: 'S1', spare: true });
    const headset = device('H1', { seat: '1', category: 'headset' });
    const server = device('SRV', { category: 'server' });
    const map = seatMapOf({ layout: { rows: 2, cols: 3 } }, [spare, server, headset, ...seats]);
    expect(map.rows.map((row) => row.map((cell) => cell?.device.id ?? null))).toEqual([
      ['PC1', 'PC2', 'PC10'],
      ['PCS1', null, null],
    ]);
    expect(map.around.map(({ id }) => id)).toEqual(['H1', 'SRV']);
  });

  it('reads a device id from a label’s address or as it is typed', () => {
    expect(deviceIdOf('https://exam.example/v/K03-1-PC12')).toBe('K03-1-PC12');
    expect(deviceIdOf(' K03-1-PC12 ')).toBe('K03-1-PC12');
    expect(deviceIdOf('https://elsewhere.example/about')).toBe(null);
    expect(deviceIdOf('')).toBe(null);
  });
});
