import { describe, expect, it } from 'vitest';
import { type Cursor, compare, cursorText, parseCursor, parseOrder } from '../../shared/fold/lists/cursor';
import type { ListQuery } from '../../shared/fold/lists/page';
import { DAY, H, type SmallWorld, local, smallWorld } from '../helpers/small-world';
import { newFold } from '../helpers/subject';

const NOW = local('2023-06-05 12:00');

/** D1 and D2 are V1's cameras, D3 a UPS of V2, D4 a camera without a vendor; D1 is down, D2 up since 2 h, D3 and D4 up. */
function fourDevices(): SmallWorld {
  const world = smallWorld();
  const add = (deviceId: string, category: string, more: object = {}) => {
    world.add('device.registered', { deviceId, siteId: 'S1', category, ...more }, { at: NOW - DAY });
    world.add('device.commissioned', { deviceId }, { at: NOW - DAY });
  };
  add('D1', 'camera', { vendor: 'V1', label: 'Front' });
  add('D2', 'camera', { vendor: 'V1', label: 'Back' });
  add('D3', 'ups', { vendor: 'V2', label: 'front desk' });
  add('D4', 'camera');
  world.seen('D1', 'down', NOW - H);
  world.seen('D2', 'degraded', NOW - 3 * H);
  world.seen('D2', 'up', NOW - 2 * H);
  return world;
}

function ask(world: SmallWorld, query: Partial<Omit<ListQuery, 'order'>> & { sort?: string }) {
  const { sort, ...rest } = query;
  const order = sort === undefined ? null : parseOrder(sort);
  const page = newFold(world.entries).fold.listPage('devices', { scope: null, limit: 100, order, ...rest }, NOW);
  return { ...page, ids: page.items.map(({ id }) => id).join(' ') };
}

describe('a page of a list', () => {
  it('is filtered by the values of properties, of which one has to fit', () => {
    const world = fourDevices();
    expect(ask(world, { filters: { status: ['down'] } }).ids).toBe('D1');
    expect(ask(world, { filters: { status: ['down', 'up'], category: ['camera'] } }).ids).toBe('D1 D2 D4');
    expect(ask(world, { filters: { vendor: ['V2'], category: ['camera'] } }).ids).toBe('');
  });

  it('is searched without regard to case', () => {
    expect(ask(fourDevices(), { q: 'FRONT' }).ids).toBe('D1 D3');
    expect(ask(fourDevices(), { q: 'd4' }).ids).toBe('D4');
  });

  it('is sorted either way; what has no value comes last, and equal ones go by id', () => {
    const world = fourDevices();
    expect(ask(world, { sort: 'label' }).ids).toBe('D2 D1 D3 D4');
    expect(ask(world, { sort: '-label' }).ids).toBe('D3 D1 D2 D4');
    expect(ask(world, { sort: 'vendor' }).ids).toBe('D1 D2 D3 D4');
    expect(ask(world, { sort: '-vendor' }).ids).toBe('D3 D1 D2 D4');
    // up 0, down 2.
    expect(ask(world, { sort: '-status' }).ids).toBe('D1 D2 D3 D4');
  });

  it('counts all that fits, and for each facet what the other filters leave', () => {
    const query = { filters: { status: ['up'] }, limit: 1, count: true, facets: ['status', 'category', 'vendor'] };
    expect(ask(fourDevices(), query)).toMatchObject({
      ids: 'D2',
      total: 3,
      facets: { status: { down: 1, up: 3 }, category: { camera: 2, ups: 1 }, vendor: { V1: 1, V2: 1 } },
    });
    const plain = ask(fourDevices(), {});
    expect(Object.keys(plain)).toEqual(['items', 'ids']);
  });

  it.each([undefined, 'label', '-label', 'vendor', '-status', 'since'])('goes on by its cursor, sort %s', (sort) => {
    const world = fourDevices();
    const order = sort === undefined ? null : parseOrder(sort);
    const ids: string[] = [];
    let after: Cursor | undefined;
    for (;;) {
      const page = ask(world, { sort, after, limit: 1 });
      ids.push(page.ids);
      if (page.next === undefined) break;
      after = parseCursor(order, page.next)!;
    }
    expect(ids.join(' ')).toBe(ask(world, { sort }).ids);
  });

  it('goes on rightly when items come and go between two pages', () => {
    const world = fourDevices();
    const first = ask(world, { sort: 'label', limit: 2 });
    expect(first.ids).toBe('D2 D1');
    const after = parseCursor(parseOrder('label'), first.next!)!;
    // D1, at which the page ended, gets another label; a new device comes in front, another behind.
    world.add('device.changed', { deviceId: 'D1', label: 'Zone' }, { at: NOW - 1 });
    const more = { siteId: 'S1', category: 'clock' };
    world.add('device.registered', { deviceId: 'D5', label: 'Attic', ...more }, { at: NOW - 1 });
    world.add('device.registered', { deviceId: 'D6', label: 'Gate', ...more }, { at: NOW - 1 });
    expect(ask(world, { sort: 'label', limit: 9, after }).ids).toBe('D6 D1 D3 D4');
  });

  it('takes only what meets a window of time, where its items have a time', () => {
    const world = smallWorld();
    const plan = (maintenanceId: string, from: number, to: number) =>
      world.add(
        'maintenance.planned',
        {
          maintenanceId,
          scope: 'site:S1',
          from: new Date(from).toISOString(),
          to: new Date(to).toISOString(),
          reason: `sha256:${'a'.repeat(64)}`,
        },
        { at: NOW - DAY },
      );
    plan('M1', NOW - 2 * H, NOW - H);
    plan('M2', NOW, NOW + H);
    plan('M3', NOW + H, NOW + 2 * H);
    const { fold } = newFold(world.entries);
    const ids = (query: Partial<ListQuery>) =>
      fold.listPage('maintenances', { scope: null, limit: 9, ...query }, NOW).items.map(({ id }) => id);
    expect(ids({ from: NOW - H })).toEqual(['M2', 'M3']);
    expect(ids({ to: NOW + H })).toEqual(['M1', 'M2']);
    expect(ids({ from: NOW + 1, to: NOW + 2 })).toEqual(['M2']);
    expect(ids({ filters: { state: ['running', 'planned'] } })).toEqual(['M2', 'M3']);
  });
});

describe('a cursor', () => {
  it('is of one order: of another it is none', () => {
    const text = cursorText(parseOrder('-since'), { id: 'D1', value: '2023' });
    expect(parseCursor(parseOrder('-since'), text)).toEqual({ id: 'D1', value: '2023' });
    expect(parseCursor(parseOrder('since'), text)).toBeNull();
    expect(parseCursor(null, text)).toBeNull();
    for (const bad of ['D1', '[]', '["-since",{},"D1"]', '["-since","2023",1]'])
      expect(parseCursor(parseOrder('-since'), bad)).toBeNull();
  });

  it('compares numbers as numbers', () => {
    const by = (a: number, b: number) => compare(parseOrder('n'), { id: 'A', value: a }, { id: 'B', value: b });
    expect([by(2, 10), by(10, 2), by(2, 2)]).toEqual([-1, 1, -1]);
  });
});
