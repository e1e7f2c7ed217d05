import { describe, expect, it } from 'vitest';
import type { DeviceItem, ProfileItem, RoomItem } from '../../../shared/contract/http';
import { begin, step, undo } from '../../../client/view-models/places/history';
import { rebase } from '../../../client/view-models/places/rebase';
import {
  type Batch,
  type RoomDraft,
  draftOf,
  problemsOf,
  roomEntries,
} from '../../../client/view-models/places/room-draft';
import { roomPlan } from '../../../client/view-models/places/room-plan';
import { slotsOf } from '../../../client/view-models/places/slots';

const NOW = Date.parse('2023-12-15T14:36:00+08:00');
const room: RoomItem = { id: 'K1-1', siteId: 'K1', name: '第 1 考场', origin: 'new', seats: 4, spareSeats: 1 };
const batch = (more: Partial<Batch> = {}): Batch => ({
  key: 1,
  category: 'computer',
  first: 'PC01',
  last: 'PC03',
  model: '',
  vendor: '',
  domestic: false,
  spare: false,
  atSeats: true,
  commission: true,
  at: null,
  ...more,
});
const draft = (more: Partial<RoomDraft> = {}): RoomDraft => ({ ...draftOf(room), ...more });
const entries = (more: Partial<RoomDraft>) => [...roomEntries(room, draft(more)).values()];
const device = (id: string, more: Partial<DeviceItem> = {}): DeviceItem => ({
  id,
  siteId: 'K1',
  roomId: 'K1-1',
  category: 'computer',
  commissionedAt: '2023-09-01T00:00:00.000Z',
  status: 'up',
  openFaults: [],
  ...more,
});

describe('a draft of a room as entries', () => {
  it('is none while nothing is changed', () => {
    expect(entries({})).toEqual([]);
    expect(entries({ seats: '04', spareSeats: '1 ', name: ' 第 1 考场 ' })).toEqual([]);
  });

  it('names only the fields that are changed', () => {
    const [changed, ...more] = entries({ seats: '53', profile: 'computer-room' });
    expect(more).toEqual([]);
    expect(changed).toEqual({
      kind: 'room.changed',
      body: { roomId: 'K1-1', seats: 53, profile: 'computer-room' },
    });
    const layout = { rows: 1, cols: 8, door: { wall: 'right' as const, at: 10 } };
    expect(entries({ layout })).toEqual([{ kind: 'room.changed', body: { roomId: 'K1-1', layout } }]);
  });

  it('registers each device of a batch at its seat, then puts it into service', () => {
    const at = NOW - 1000;
    const found = entries({ batches: [batch({ last: 'PC02', model: ' M1 ', domestic: true, at })] });
    const body = { siteId: 'K1', roomId: 'K1-1', category: 'computer', model: 'M1', domestic: true };
    expect(found).toEqual([
      { kind: 'device.registered', body: { deviceId: 'K1-1-PC01', ...body, seat: '01' } },
      { kind: 'device.commissioned', at, body: { deviceId: 'K1-1-PC01' } },
      { kind: 'device.registered', body: { deviceId: 'K1-1-PC02', ...body, seat: '02' } },
      { kind: 'device.commissioned', at, body: { deviceId: 'K1-1-PC02' } },
    ]);
  });

  it('numbers spare seats apart, and leaves out what is not said', () => {
    const spare = batch({ first: 'PCS1', last: '', spare: true, commission: false });
    const ups = batch({ key: 2, category: 'ups', first: 'UPS1', last: '', atSeats: false });
    const place = { siteId: 'K1', roomId: 'K1-1' };
    expect(entries({ batches: [spare, ups] })).toEqual([
      {
        kind: 'device.registered',
        body: { deviceId: 'K1-1-PCS1', ...place, category: 'computer', seat: 'S1', spare: true },
      },
      { kind: 'device.registered', body: { deviceId: 'K1-1-UPS1', ...place, category: 'ups' } },
      { kind: 'device.commissioned', body: { deviceId: 'K1-1-UPS1' } },
    ]);
  });
});

describe('what keeps a draft from being saved', () => {
  const check = (more: Partial<RoomDraft>, taken: string[] = []) =>
    problemsOf({ ...room, profile: 'old' }, draft({ profile: 'old', ...more }), new Set(taken), NOW);

  it('is nothing where everything fits', () => {
    const found = check({ batches: [batch(), batch({ key: 2, first: 'PC04', last: '' })] });
    expect(found.room).toEqual({});
    expect([...found.batches]).toEqual([]);
  });

  it('is a field that is empty, no number, or cannot be emptied', () => {
    const found = check({ name: ' ', seats: '-1', spareSeats: '1.5', profile: '' });
    expect(found.room).toEqual({ name: 'missing', seats: 'whole', spareSeats: 'whole', profile: 'keeps' });
  });

  it('is a code that is taken, in the ledger or by another batch, and it is named', () => {
    expect(check({ batches: [batch()] }, ['K1-1-PC02', 'X']).batches.get(1)).toEqual({
      problem: 'taken',
      codes: ['K1-1-PC02'],
    });
    const twice = check({ batches: [batch(), batch({ key: 2, first: 'PC03', last: 'PC05' })] });
    expect([...twice.batches]).toEqual([[2, { problem: 'taken', codes: ['K1-1-PC03'] }]]);
  });

  it('is a batch without a category, with a broken range, or in service in the future', () => {
    const problem = (one: Partial<Batch>) => check({ batches: [batch(one)] }).batches.get(1)?.problem;
    expect(problem({ category: '' })).toBe('category');
    expect(problem({ last: 'PC00' })).toBe('backwards');
    expect(problem({ at: NOW + 3 * 60_000 })).toBe('future');
    expect(problem({ at: NOW + 60_000 })).toBeUndefined();
    expect(problem({ at: Number.NaN })).toBe('time');
    expect(problem({ at: Number.NaN, commission: false })).toBeUndefined();
  });
});

describe('required and set up', () => {
  const profile: ProfileItem = {
    id: 'p',
    since: '2023-01-01T00:00:00.000Z',
    requires: [
      { category: 'computer', count: 1, per: 'seat' },
      { category: 'ups', count: 1, per: 'room' },
    ],
  };
  const devices = [
    device('K1-1-PC01', { seat: '01' }),
    device('K1-1-PCS1', { seat: 'S1', spare: true }),
    device('K1-1-CLK1', { category: 'clock' }),
    device('K1-1-PC09', { retiredAt: '2023-10-01T00:00:00.000Z' }),
  ];
  const lines = (more: Partial<RoomDraft>, given = devices) =>
    slotsOf({ room, draft: draft(more), devices: given, profile, now: NOW }).map((line) => [
      line.category + (line.spare ? ' spare' : ''),
      line.before,
      line.after,
      line.required,
      line.missing,
      line.waiting,
    ]);

  it('counts what is in service; spare ones fill slots, retired ones are gone', () => {
    // 4 seats take 4 computers: 1 and the spare one are there, 2 are missing.
    expect(lines({})).toEqual([
      ['computer', 1, 1, 4, 2, 0],
      ['ups', 0, 0, 1, 1, 0],
      ['clock', 1, 1, null, 0, 0],
      ['computer spare', 1, 1, null, 0, 0],
    ]);
  });

  it('adds what the draft puts into service; what is only registered waits', () => {
    const batches = [
      batch({ first: 'PC02', last: 'PC03' }),
      batch({ key: 2, category: 'ups', first: 'UPS1', last: '', commission: false }),
    ];
    expect(lines({ seats: '5', batches }).slice(0, 2)).toEqual([
      // 5 seats: 3 and the spare one.
      ['computer', 1, 3, 5, 1, 0],
      ['ups', 0, 0, 1, 1, 1],
    ]);
  });
});

describe('the drawing', () => {
  it('puts devices at the seats of their codes, and lists those without one', () => {
    const devices = [
      device('A', { seat: '02', openFaults: ['F1'] }),
      device('S', { seat: 'S1', spare: true }),
      device('Z', { seat: '77' }),
      device('CLK', { category: 'clock' }),
      device('UPS', { category: 'ups' }),
    ];
    const layout = { rows: 2, cols: 3, aisles: [1] };
    const plan = roomPlan(room, draft({ layout, batches: [batch({ first: 'PC04', last: '' })] }), devices);
    expect([plan.rows, plan.cols, plan.aisles]).toEqual([2, 3, [0]]);
    expect(plan.seats.map((seat) => [seat.row, seat.column, seat.deviceId, seat.isNew, seat.faulty])).toEqual([
      [0, 0, null, false, false],
      [0, 1, 'A', false, true],
      [0, 2, null, false, false],
      [1, 0, 'K1-1-PC04', true, false],
      [1, 1, 'S', false, false],
    ]);
    expect(plan.misfits).toEqual(['Z']);
    expect([plan.front.map(({ id }) => id), plan.back.map(({ id }) => id)]).toEqual([['CLK'], ['UPS']]);
  });
});

describe('steps of a draft', () => {
  it('are taken back one by one; letters of one field are one step', () => {
    let history = begin('');
    for (const text of ['a', 'ab', 'abc']) history = step(history, text, 'name');
    history = step(history, 'abc!', 'other');
    history = step(history, 'x');
    history = step(history, 'y');
    const seen: string[] = [];
    while (history.past.length > 0) seen.push((history = undo(history)).present);
    expect(seen).toEqual(['x', 'abc!', 'abc', '']);
    expect(undo(history).present).toBe('');
  });
});

describe('a room that somebody else saved meanwhile', () => {
  it('is followed where the draft left it alone, and told where both changed it', () => {
    const mine = draft({ name: '我的', seats: '10' });
    const theirs = { ...room, name: '他们的', spareSeats: 2, seats: 10 };
    const { draft: next, conflicts } = rebase(room, mine, theirs);
    expect(next).toMatchObject({ name: '我的', seats: '10', spareSeats: '2' });
    expect(conflicts).toEqual([{ field: 'name', mine: '我的', theirs: '他们的' }]);
  });
});
