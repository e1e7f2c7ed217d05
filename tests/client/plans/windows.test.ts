import { describe, expect, it } from 'vitest';
import type { MaintenanceItem, SittingItem } from '../../../shared/contract/http';
import { dayOfDate, zoneOf } from '../../../shared/timeline/zone';
import { axisOf, placeOf, strokeOf } from '../../../client/view-models/plans/axis';
import { parseClockTime } from '../../../client/view-models/plans/clock-time';
import { thingOf } from '../../../client/view-models/plans/covers';
import { nearestFree, sittingOver } from '../../../client/view-models/plans/freeze';
import { lanesOf } from '../../../client/view-models/plans/lanes';
import { type PlanValues, scopeOf, windowsOf } from '../../../client/view-models/plans/form';
import { windowsOfRule } from '../../../client/view-models/plans/rule';
import { takenOut, timeOut, without } from '../../../client/view-models/plans/time-out';

const HOUR = 3_600_000;
const zone = zoneOf('Asia/Shanghai');
const at = (text: string) => Date.parse(`${text}:00+08:00`);
const iso = (text: string) => `${text}:00+08:00`;

const rooms = [
  { id: 'R1', siteId: 'S1', name: '第 1 考场', origin: 'new' as const, seats: 30 },
  { id: 'R2', siteId: 'S1', name: '第 2 考场', origin: 'new' as const, seats: 30 },
];
const device = (id: string, roomId?: string, commissionedAt: string | undefined = '2023-09-01T00:00:00+08:00') => ({
  id,
  siteId: 'S1',
  ...(roomId !== undefined && { roomId }),
  ...(commissionedAt !== '' && { commissionedAt }),
  category: 'computer',
  status: 'up' as const,
  openFaults: [],
});
const sitting = (id: string, from: string, to: string, roomIds: string[], cancelled = false): SittingItem => ({
  id,
  exam: '英语听说模拟',
  siteId: 'S1',
  rooms: roomIds.map((roomId) => ({ roomId, placed: 52 })),
  from: iso(from),
  to: iso(to),
  cancelled,
});
const planned = (id: string, scope: string, from: string, to: string): MaintenanceItem => ({
  id,
  scope,
  from: iso(from),
  to: iso(to),
  declaredAt: iso('2023-12-01T00:00'),
});

describe('a weekly rule', () => {
  // 2023-12-16 is a Saturday: 16, 23, 30 December and 6 January lie in it.
  it('becomes a window for each of its days, the last date included', () => {
    const rule = { weekday: 6, fromMin: 480, toMin: 720, first: '2023-12-16', last: '2024-01-06' };
    const windows = windowsOfRule(rule, zone);
    expect(windows.map(({ key }) => key)).toEqual(['2023-12-16', '2023-12-23', '2023-12-30', '2024-01-06']);
    expect(windows[1]).toEqual({ key: '2023-12-23', from: at('2023-12-23T08:00'), to: at('2023-12-23T12:00') });
  });

  it('begins with the first such day after its first date, and ends on the next day where its end is not later', () => {
    const rule = { weekday: 7, fromMin: 22 * 60, toMin: 2 * 60, first: '2023-12-12', last: '2023-12-17' };
    expect(windowsOfRule(rule, zone)).toEqual([
      { key: '2023-12-17', from: at('2023-12-17T22:00'), to: at('2023-12-18T02:00') },
    ]);
  });

  it('makes no more than a year of windows', () => {
    const rule = { weekday: 1, fromMin: 0, toMin: 60, first: '2023-01-01', last: '2033-01-01' };
    expect(windowsOfRule(rule, zone)).toHaveLength(53);
  });
});

describe('typed times', () => {
  it('are read as people write them, up to 24:00', () => {
    expect(['8', '08:00', '0830', '8：30', '24:00'].map(parseClockTime)).toEqual([480, 480, 510, 510, 1440]);
    expect(['', '24:01', '8:60', '8.5', 'x'].map(parseClockTime)).toEqual([null, null, null, null, null]);
  });
});

describe('a window over a sitting', () => {
  const sittings = [
    sitting('X1', '2023-12-16T09:00', '2023-12-16T11:30', ['R1']),
    sitting('X2', '2023-12-16T14:00', '2023-12-16T16:30', ['R1']),
    sitting('X3', '2023-12-16T09:00', '2023-12-16T11:30', ['R2'], true),
  ];
  const places = { rooms, devices: [device('A', 'R1'), device('B', 'R2'), device('C')] };
  const thing = (scope: string) => thingOf(scope, places)!;
  const wanted = { from: at('2023-12-16T08:00'), to: at('2023-12-16T12:00') };

  it('is found for the room, its devices, the site and what stands in no room; not for another room', () => {
    const over = (scope: string) => sittingOver(thing(scope), wanted, sittings)?.id ?? null;
    expect(['room:R1', 'device:A', 'site:S1', 'device:C'].map(over)).toEqual(['X1', 'X1', 'X1', 'X1']);
    expect(['room:R2', 'device:B'].map(over)).toEqual([null, null]);
  });

  it('offers the nearest span of the same length without one', () => {
    // 4 h: 05:00–09:00 begins 3 h earlier, 11:30–15:30 meets the second sitting, 16:30–20:30 begins 8.5 h later.
    const free = nearestFree(thing('room:R1'), wanted, sittings, at('2023-12-15T00:00'));
    expect(free).toEqual({ from: at('2023-12-16T05:00'), to: at('2023-12-16T09:00') });
    // At 06:00 the first of them has gone by.
    const later = nearestFree(thing('room:R1'), wanted, sittings, at('2023-12-16T06:00'));
    expect(later).toEqual({ from: at('2023-12-16T16:30'), to: at('2023-12-16T20:30') });
    expect(nearestFree(thing('room:R2'), wanted, sittings, 0)).toBeNull();
  });
});

describe('the device-hours that a window takes out', () => {
  const schedules = [
    {
      id: 'S1',
      schedule: {
        weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '07:30', to: '22:00' }],
        except: [{ from: '2023-12-30', to: '2024-01-02', windows: [] }],
      },
      later: [],
    },
  ];
  const facts = {
    zone,
    schedules,
    devices: [device('A', 'R1'), device('B', 'R1'), device('C'), device('D', 'R1', '')],
    maintenances: [] as MaintenanceItem[],
    sittings: [] as SittingItem[],
  };
  const span = (from: string, to: string) => ({ from: at(from), to: at(to) });

  it('are the hours of its devices in service, within the site’s hours', () => {
    // Two devices in service in the room; 06:00–12:00 is 07:30–12:00, 4.5 h each.
    expect(timeOut('room:R1', span('2023-12-23T06:00', '2023-12-23T12:00'), facts)).toBe(9 * HOUR);
    expect(timeOut('site:S1', span('2023-12-23T08:00', '2023-12-23T12:00'), facts)).toBe(12 * HOUR);
    expect(timeOut('device:D', span('2023-12-23T08:00', '2023-12-23T12:00'), facts)).toBe(0);
  });

  it('are none on a holiday', () => {
    expect(timeOut('room:R1', span('2023-12-30T08:00', '2023-12-30T12:00'), facts)).toBe(0);
  });

  it('leave out what another maintenance takes out already, and sittings', () => {
    const maintenances = [planned('M1', 'device:A', '2023-12-23T08:00', '2023-12-23T09:00')];
    const sittings = [sitting('X', '2023-12-23T11:00', '2023-12-23T12:00', ['R1'])];
    // A: 09:00–11:00, B: 08:00–11:00.
    const more = { ...facts, maintenances, sittings };
    expect(timeOut('room:R1', span('2023-12-23T08:00', '2023-12-23T12:00'), more)).toBe(5 * HOUR);
    // Together they take out what each would, once: A 08:00–09:00 and a second window over the room 08:30–09:30.
    const both = [...maintenances, planned('M2', 'room:R1', '2023-12-23T08:30', '2023-12-23T09:30')];
    const day = span('2023-12-23T00:00', '2023-12-24T00:00');
    expect(takenOut(day, { ...facts, maintenances: both })).toBe(1.5 * HOUR + HOUR);
  });

  it('cuts what is left of a span on both sides', () => {
    expect(
      without(
        [{ from: 0, to: 10 }],
        [
          { from: 2, to: 3 },
          { from: 9, to: 20 },
        ],
      ),
    ).toEqual([
      { from: 0, to: 2 },
      { from: 3, to: 9 },
    ]);
  });
});

describe('the axis of the calendar', () => {
  const monday = dayOfDate('2023-12-11');
  it('opens one day to its hours and keeps the others narrow', () => {
    // 4 days, one of weight 8: 11 units.
    const days = axisOf(monday, 4, monday + 1);
    expect(days.map(({ width }) => Math.round(width * 11))).toEqual([1, 8, 1, 1]);
    expect(placeOf(at('2023-12-12T12:00'), days, zone)).toBeCloseTo(5 / 11);
    expect([at('2023-12-10T12:00'), at('2023-12-15T00:00')].map((one) => placeOf(one, days, zone))).toEqual([0, 1]);
    // 12:10 to 13:50 of the opened day is 12:00 to 14:00.
    expect(strokeOf((1 + (8 * 12.2) / 24) / 11, (1 + (8 * 13.8) / 24) / 11, days, zone)).toEqual({
      from: at('2023-12-12T12:00'),
      to: at('2023-12-12T14:00'),
    });
    // On a narrow day a stroke is the whole day.
    expect(strokeOf(0.5 / 11, 0.2 / 11, days, zone)).toEqual({
      from: at('2023-12-11T00:00'),
      to: at('2023-12-12T00:00'),
    });
  });
});

describe('the lanes', () => {
  const facts = {
    sites: [{ id: 'S1', name: '演示考点01', area: '440781' }],
    rooms,
    devices: [device('A', 'R1'), device('C')],
    maintenances: [planned('M1', 'device:A', '2023-12-23T08:00', '2023-12-23T09:00')],
    sittings: [sitting('X1', '2023-12-16T09:00', '2023-12-16T11:30', ['R1'])],
  };
  const shape = (open: string[]) =>
    lanesOf(facts, new Set(open)).map(({ scope, windows, sittings }) => [scope, windows.length, sittings.length]);

  it('show what lies below a closed one on it, and on its own lane once opened', () => {
    expect(shape([])).toEqual([['site:S1', 1, 1]]);
    expect(shape(['site:S1'])).toEqual([
      ['site:S1', 0, 1],
      ['room:R1', 1, 1],
      ['room:R2', 0, 0],
      ['device:C', 0, 0],
    ]);
    expect(shape(['site:S1', 'room:R1']).map(([scope, n]) => `${scope} ${n}`)).toContain('device:A 1');
  });
});

describe('the form of new maintenance', () => {
  const values: PlanValues = {
    siteId: 'S1',
    roomId: 'R1',
    deviceId: '',
    mode: 'once',
    first: '2023-12-16',
    fromTime: '22:00',
    last: '2023-12-17',
    toTime: '2:00',
    weekday: '6',
    reason: '',
    override: '',
  };
  const now = at('2023-12-15T12:00');
  const troubles = (part: Partial<PlanValues>) => windowsOf({ ...values, ...part }, zone, now).troubles;

  it('covers the smallest thing that was chosen', () => {
    expect([values, { ...values, roomId: '' }, { ...values, deviceId: 'A' }].map(scopeOf)).toEqual([
      'room:R1',
      'site:S1',
      'device:A',
    ]);
  });

  it('makes a window, over midnight too', () => {
    const { windows } = windowsOf(values, zone, now);
    expect(windows).toEqual([{ key: 'once', from: at('2023-12-16T22:00'), to: at('2023-12-17T02:00') }]);
  });

  it('says what is wrong, and plans nothing that has passed', () => {
    expect(troubles({ first: '2023-02-30', toTime: '25:00' })).toEqual({ first: 'date', toTime: 'time' });
    expect(troubles({ last: '2023-12-15' })).toEqual({ last: 'order' });
    expect(troubles({ last: '2023-12-16', toTime: '22:00' })).toEqual({ toTime: 'order' });
    expect(troubles({ first: '2023-12-14', last: '2023-12-14', toTime: '23:00' })).toEqual({ last: 'past' });
    // From Saturday to Sunday there is no Monday.
    expect(troubles({ mode: 'weekly', weekday: '1' })).toEqual({ last: 'none' });
    // Of a rule that began in the past what is to come is left: 16 December is a Saturday, and 9 has passed.
    const rule = { ...values, mode: 'weekly' as const, first: '2023-12-09', fromTime: '8', toTime: '9' };
    expect(windowsOf(rule, zone, now).windows.map(({ key }) => key)).toEqual(['2023-12-16']);
  });
});
