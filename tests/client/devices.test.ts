import { describe, expect, it } from 'vitest';
import { countStatuses, filterDevices, inPlaces, mergeDevices } from '../../client/view-models/devices';
import { devicesIn, inIdOrder, shortRoomName, siteCounts, sumCounts, worstOf } from '../../client/view-models/worst';
import type { DeviceItem } from '../../shared/contract/http';

const item = (id: string, over: Partial<DeviceItem> = {}): DeviceItem => ({
  id,
  siteId: 'S1',
  category: 'computer',
  status: 'up',
  commissionedAt: '2026-01-01T00:00:00.000Z',
  openFaults: [],
  ...over,
});
const everything = { status: '', category: '', room: '', text: '' };

describe('the worst thing in a place', () => {
  const counts = { up: 5, degraded: 0, down: 0, unknown: 0, maintenance: 0 };
  it('is down before unknown before degraded before maintenance', () => {
    expect(worstOf({ ...counts, down: 1, unknown: 1, degraded: 1 })).toBe('down');
    expect(worstOf({ ...counts, unknown: 1, degraded: 1 })).toBe('unknown');
    expect(worstOf({ ...counts, degraded: 1, maintenance: 1 })).toBe('degraded');
    expect(worstOf({ ...counts, maintenance: 1 })).toBe('maintenance');
    expect(worstOf(counts)).toBe('well');
    expect(worstOf({ ...counts, up: 0 })).toBe('none');
  });
  it('maintenance lies over a status and is not counted again', () => {
    const all = sumCounts([counts, { ...counts, down: 2, maintenance: 3 }]);
    expect(devicesIn(all)).toBe(12);
    expect(all.maintenance).toBe(3);
  });
  it('a site is its rooms and what stands in none', () => {
    const site = {
      id: 'S1',
      name: '',
      area: '440781',
      rooms: [{ id: 'R1', name: '', counts }],
      common: { ...counts, down: 1 },
    };
    expect(siteCounts(site)).toMatchObject({ up: 10, down: 1 });
  });
  it('places stay where people learnt them: by id, digits as numbers', () => {
    expect(inIdOrder([{ id: 'K10' }, { id: 'K2' }, { id: 'K1' }]).map(({ id }) => id)).toEqual(['K1', 'K2', 'K10']);
  });
  it('a room among others is its number', () => {
    expect(shortRoomName('第 2 考场')).toBe('2');
    expect(shortRoomName('听说室 A')).toBe('听说室 A');
  });
});

describe('the devices of a site', () => {
  const rows = mergeDevices(
    [
      item('D10', { roomId: 'R1', seat: '10', label: '10 号机' }),
      item('D2', { roomId: 'R1', status: 'down', since: '2026-11-01T00:00:00.000Z' }),
      item('NVR', { category: 'recorder' }),
      item('OLD', { retiredAt: '2026-02-01T00:00:00.000Z', status: 'down' }),
    ],
    new Map([['D10', { id: 'D10', siteId: 'S1', status: 'unknown', since: 5, maintenance: true }]]),
  );
  it('have the status that was heard last', () => {
    expect(rows[0]).toMatchObject({ status: 'unknown', sinceMs: 5, maintenance: true, inService: true });
    expect(rows[1]).toMatchObject({ status: 'down', sinceMs: Date.parse('2026-11-01T00:00:00.000Z') });
  });
  it('stand by room and id, what is in no room last', () => {
    expect(filterDevices(rows, everything).map(({ id }) => id)).toEqual(['D2', 'D10', 'NVR', 'OLD']);
  });
  it('are filtered by status, place, category and text', () => {
    const ids = (filter: Partial<typeof everything>) =>
      filterDevices(rows, { ...everything, ...filter }).map(({ id }) => id);
    // Retired: it has no status any more.
    expect(ids({ status: 'down' })).toEqual(['D2']);
    expect(ids({ status: 'maintenance' })).toEqual(['D10']);
    expect(ids({ room: '-' })).toEqual(['NVR', 'OLD']);
    expect(ids({ category: 'recorder' })).toEqual(['NVR']);
    expect(ids({ text: ' 号机' })).toEqual(['D10']);
  });
  it('are counted without the status filter, so that a click can go back', () => {
    const counted = countStatuses(rows, { ...everything, status: 'down' });
    expect(counted).toEqual({ up: 1, degraded: 0, down: 1, unknown: 1, maintenance: 1 });
  });
  it('19: are counted in one look at each, and merged in the order in which they were read', () => {
    let looks = 0;
    const many = Array.from({ length: 1000 }, (_, n) =>
      Object.defineProperty({ ...rows[0]! }, 'id', { get: () => ((looks += 1), `D${1000 - n}`) }),
    );
    // 1,000 devices of the status `unknown`; sorting them would look at ids thousands of times.
    expect(countStatuses(many, { ...everything, status: 'down' })).toMatchObject({ unknown: 1000, down: 0 });
    expect(looks).toBe(0);
    expect(inPlaces(rows).map(({ id }) => id)).toEqual(['D2', 'D10', 'NVR', 'OLD']);
    expect(mergeDevices(inPlaces(rows), new Map()).map(({ id }) => id)).toEqual(['D2', 'D10', 'NVR', 'OLD']);
  });
});
