import { describe, expect, it } from 'vitest';
import { SittingsOfPlaces, emptyTimeline, refreshPlaces } from '../../shared/fold/device/device-timeline';
import type { Log } from '../../shared/fold/state/log';
import { type State, deviceOf, emptyState, roomOf, siteOf } from '../../shared/fold/state/state';
import { deviceVersions } from '../../shared/fold/state/versions';

const MANY = 500;

/** Changes, one a millisecond from 1 on, and how often their values were read. */
function counted<T>(valueOf: (index: number) => T): { log: Log<T>; reads: () => number } {
  let reads = 0;
  const log = Array.from({ length: MANY }, (_, index) => ({
    seq: 10 + index,
    at: 1 + index,
    get value(): T {
      reads += 1;
      return valueOf(index);
    },
  }));
  return { log, reads: () => reads };
}

/** A site, its room and a device in it, which was labelled anew many times. */
function world(): State {
  const state = emptyState();
  siteOf(state, 'S').registered = [{ seq: 1, at: 0, value: { name: '一中', area: '440781' } }];
  const room = { siteId: 'S', name: '第 1 考场', origin: 'new', seats: 30 } as const;
  roomOf(state, 'R').registered = [{ seq: 2, at: 0, value: room }];
  const device = deviceOf(state, 'D');
  device.registered = [{ seq: 3, at: 0, value: { siteId: 'S', roomId: 'R', category: 'camera' } }];
  device.changed = counted((index) => ({ label: `${index}` })).log;
  return state;
}

/** Where a thing and its place both changed often, the numbers of their changes are added, not multiplied. */
describe('a device that was changed often', () => {
  it('has each change of its room read a few times', () => {
    const state = world();
    const { log, reads } = counted((index) => ({ name: `第 ${index} 考场` }));
    roomOf(state, 'R').changed = log;
    const found = deviceVersions(state, deviceOf(state, 'D'));
    expect(found).toHaveLength(MANY + 1);
    expect(found.at(-1)!.value).toMatchObject({ siteId: 'S', roomId: 'R', label: `${MANY - 1}` });
    expect(reads()).toBeLessThanOrEqual(3 * MANY);
  });

  it('has each change of its site read a few times', () => {
    const state = world();
    const { log, reads } = counted(() => ({ area: '440783' }));
    siteOf(state, 'S').changed = log;
    const view = emptyTimeline('D');
    refreshPlaces({ state, sittings: new SittingsOfPlaces(state) }, deviceOf(state, 'D'), view);
    expect(view.places.at(-1)).toMatchObject({ from: MANY, to: Infinity, area: '440783' });
    expect(reads()).toBeLessThanOrEqual(3 * MANY);
  });
});
