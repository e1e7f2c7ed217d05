import { describe, expect, it } from 'vitest';
import type { Draft } from '../../shared/model/entry';
import { DAY, H, local, smallWorld } from '../helpers/small-world';
import { newFold } from '../helpers/subject';
import { uuid } from '../helpers/entries';

const now = local('2025-03-01 12:00');
const SCOPE = { kind: 'site', id: 'S1' } as const;

describe('the setting cycle', () => {
  /** A camera that is up since 2024-12-31 00:00, and the live sums at `now`. */
  function running() {
    const world = smallWorld();
    world.device('D1', { at: local('2024-12-31') });
    world.add('category.set', { category: 'camera', validityS: 10_000_000 }, { at: local('2024-12-30') });
    const { fold, feed } = newFold(world.entries);
    fold.advance(now);
    fold.takeChanges();
    const feedNew = () => feed(world.entries.slice(fold.head.seq));
    return { world, fold, feedNew };
  }
  const DAYS_2025 = (now - local('2025-01-01')) / H;

  it('moves the live window as it is set, as after a restart, and back when it is voided', () => {
    const { world, fold, feedNew } = running();
    // The default is 2023-2025: all of the 24 h of 2024, too.
    expect(fold.running(SCOPE, now).cycle.sums.upMs / H).toBe(DAYS_2025 + 24);
    world.add('setting.set', { name: 'cycle', value: '2025-2027' }, { at: now });
    feedNew();
    const live = fold.running(SCOPE, now).cycle;
    expect([live.from, live.to]).toEqual([local('2025-01-01'), local('2028-01-01')]);
    expect(live.sums.upMs / H).toBe(DAYS_2025);
    expect(fold.takeChanges().sums.size).toBeGreaterThan(0);
    const later = now + 2 * DAY;
    const restarted = newFold(world.entries).fold;
    expect(fold.running(SCOPE, later)).toEqual(restarted.running(SCOPE, later));
    expect(fold.running(SCOPE, later).year.sums.upMs / H).toBe(DAYS_2025 + 48);
    const entry = world.entries.at(-1)!;
    fold.revert(entry, { seq: entry.seq - 1, hash: entry.prev, recordedAt: entry.recordedAt });
    expect(fold.running(SCOPE, later).cycle.sums.upMs / H).toBe(DAYS_2025 + 48 + 24);
  });

  it('that holds from an instant ahead moves the window at that instant', () => {
    const { world, fold, feedNew } = running();
    world.add('setting.set', { name: 'cycle', value: '2025-2027' }, { at: now + H, recordedAt: now });
    feedNew();
    expect(fold.running(SCOPE, now + H - 1).cycle.from).toBe(local('2023-01-01'));
    expect(fold.nextChangeAt()).toBe(now + H);
    expect(fold.running(SCOPE, now + H).cycle.from).toBe(local('2025-01-01'));
    expect(fold.running(SCOPE, now + H).cycle.sums.upMs / H).toBe(DAYS_2025 + 1);
  });
});

it('a device is neither its own parent nor a parent of its parents', () => {
  const world = smallWorld();
  for (const id of ['D1', 'D2', 'D3']) world.device(id);
  world.add('device.changed', { deviceId: 'D2', parentId: 'D1' }, { at: local('2024-12-31') });
  world.add('device.changed', { deviceId: 'D3', parentId: 'D2' }, { at: local('2024-12-31') });
  const { fold } = newFold(world.entries);
  const ask = (deviceId: string, parentId: string) => {
    const draft = { id: uuid(9), kind: 'device.changed', at: now, actor: 'a', body: { deviceId, parentId } } as Draft;
    const refusal = fold.check(draft, now);
    return refusal && [refusal.code, refusal.field];
  };
  expect([ask('D1', 'D1'), ask('D1', 'D2'), ask('D1', 'D3')]).toEqual(
    Array.from({ length: 3 }, () => ['invalid', 'body.parentId']),
  );
  expect([ask('D3', 'D1'), ask('D2', 'D1')]).toEqual([null, null]);
});
