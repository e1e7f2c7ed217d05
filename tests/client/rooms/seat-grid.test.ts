import { describe, expect, it } from 'vitest';
import type { DeviceItem } from '../../../shared/contract/http';
import type { DeviceRow } from '../../../client/view-models/devices';
import { walk } from '../../../client/view-models/rooms/grid-walk';
import { seatMapOf, seatText } from '../../../client/view-models/rooms/seat-map';
import { toneOf } from '../../../client/view-models/rooms/tile-colours';
import { wallsOf } from '../../../client/view-models/rooms/walls';

const device = (id: string, more: Partial<DeviceItem> = {}): DeviceItem => ({
  id,
  siteId: 'S1',
  roomId: 'R1',
  category: 'computer',
  status: 'up',
  openFaults: [],
  ...more,
});
const seats = (count: number) =>
  Array.from({ length: count }, (_, n) => device(`PC${n + 1}`, { seat: String(n + 1).padStart(2, '0') }));

describe('a room as it is drawn', () => {
  it('stands its seats in pairs: 8 columns have aisles behind the 2nd, 4th and 6th', () => {
    const map = seatMapOf({}, seats(10));
    expect(map.rows.map((row) => row.map((seat) => seat?.seat ?? '-').join(' '))).toEqual([
      '01 02 03 04 05 06 07 08',
      '09 10 - - - - - -',
    ]);
    expect(map.aisles).toEqual([1, 3, 5]);
    expect(seatMapOf({ layout: { rows: 2, cols: 5 } }, seats(10)).aisles).toEqual([]);
    expect(seatMapOf({ layout: { rows: 5, cols: 2 } }, seats(10)).aisles).toEqual([]);
  });

  it('puts spare seats last, by the name on their label', () => {
    const spare = device('PCS1', { seat: 'S1', spare: true, label: '备用 1 号机' });
    const map = seatMapOf({}, [spare, ...seats(1)]);
    expect(map.rows[0]!.flatMap((seat) => (seat ? [seatText(seat)] : []))).toEqual(['01', '备1']);
  });

  it('puts cameras by their names, or in turn, and what feeds the room at the back', () => {
    const camera = (id: string, label?: string) => device(id, { category: 'camera', ...(label && { label }) });
    const ids = (list: readonly DeviceItem[]) => list.map(({ id }) => id);
    const named = wallsOf([camera('A', '后摄像头'), camera('B', '前摄像头')]);
    expect([ids(named.front), ids(named.back)]).toEqual([['B'], ['A']]);
    const plain = wallsOf([
      camera('A'),
      camera('B'),
      device('U', { category: 'ups' }),
      device('C', { category: 'clock' }),
    ]);
    expect([ids(plain.front), ids(plain.back)]).toEqual([
      ['A', 'C'],
      ['B', 'U'],
    ]);
  });
});

describe('keys in the grid', () => {
  // Two things on the front wall, two rows of four seats with two empty places, one thing at the back.
  const rows = [['f1', 'f2'], ['1', '2', '3', '4'], ['5', '6', null, null], ['b1']];
  const go = (id: string | null, ...keys: string[]) =>
    keys.reduce((at, key) => walk(rows, at, key.replace('Ctrl+', ''), key.startsWith('Ctrl+')) ?? at, id);

  it('arrows go to the next thing in their direction, and stay at the edge', () => {
    expect(go('1', 'ArrowRight', 'ArrowRight')).toBe('3');
    expect(go('4', 'ArrowRight')).toBe('4');
    // Above the third of four seats (5/8 of the width) stands the second of two things.
    expect(go('3', 'ArrowUp')).toBe('f2');
    expect(go('f2', 'ArrowDown')).toBe('3');
    // Below the fourth seat nothing stands: the nearest of that row.
    expect(go('4', 'ArrowDown')).toBe('6');
    expect(go('6', 'ArrowDown', 'ArrowDown')).toBe('b1');
  });

  it('Home and End go to the ends of the row, with Ctrl to those of the grid', () => {
    expect(go('3', 'Home')).toBe('1');
    expect(go('5', 'End')).toBe('6');
    expect(go('3', 'Ctrl+Home')).toBe('f1');
    expect(go('3', 'Ctrl+End')).toBe('b1');
  });

  it('a device that is gone begins at the first thing; other keys lead nowhere', () => {
    expect(walk(rows, 'gone', 'ArrowDown')).toBe('f1');
    expect(walk([], null, 'ArrowDown')).toBeNull();
    expect(walk(rows, '1', 'x')).toBeNull();
  });
});

describe('what a tile is coloured by', () => {
  const now = Date.parse('2026-03-31T00:00:00Z');
  const row = (more: Partial<DeviceRow> = {}): DeviceRow => ({
    ...device('D'),
    sinceMs: null,
    maintenance: false,
    inService: true,
    ...more,
  });
  const rate = (faultRate: number | null) => ({
    key: 'D',
    serviceMs: 1,
    upMs: 0,
    degradedMs: 0,
    downMs: 0,
    unknownMs: 0,
    maintenanceMs: 0,
    faultRate,
    low: 0,
    high: 1,
    coverage: 0,
  });
  const toned = (colouring: 'faultRate' | 'inspected', value: number | null | string) =>
    toneOf(row(), colouring, {
      rates: typeof value === 'string' ? new Map() : new Map([['D', rate(value)]]),
      inspections:
        typeof value === 'string' ? new Map([['D', { id: 'D', at: value, status: 'up' as const }]]) : new Map(),
      now,
    });
  const nothing = { rates: new Map(), inspections: new Map(), now };

  it('status: a device that is not in service has none', () => {
    expect(toneOf(row(), 'status', nothing)).toBe('well');
    expect(toneOf(row({ status: 'down' }), 'status', nothing)).toBe('down');
    expect(toneOf(row({ inService: false }), 'status', nothing)).toBe('out');
  });

  it('30-day fault rate: the steps end at 1, 2, 5 and 10 %; 0 is plain, and no figure is none', () => {
    expect([0, 0.01, 0.0101, 0.02, 0.05, 0.1, 0.11, null].map((value) => toned('faultRate', value))).toEqual([
      'plain',
      1,
      2,
      2,
      3,
      4,
      5,
      'none',
    ]);
  });

  it('time since inspection: the steps end at 1, 7, 14 and 31 days; never inspected is none', () => {
    expect(
      ['2026-03-30', '2026-03-29', '2026-03-17', '2026-02-28', '2026-02-27'].map((day) =>
        toned('inspected', `${day}T00:00:00Z`),
      ),
    ).toEqual([1, 2, 3, 4, 5]);
    expect(toned('inspected', null)).toBe('none');
  });

  it('domestic or not', () => {
    expect(toneOf(row({ domestic: true }), 'domestic', nothing)).toBe('yes');
    expect(toneOf(row(), 'domestic', nothing)).toBe('plain');
  });
});
