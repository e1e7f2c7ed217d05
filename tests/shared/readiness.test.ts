import { describe, expect, it } from 'vitest';
import { roomReady } from '../../shared/fold/figures/readiness';
import { BEGIN, H, local, smallWorld } from '../helpers/small-world';
import { factsOf, newFold } from '../helpers/subject';

const now = local('2023-01-05 08:00');
/** The sitting begins in an hour, and by default an inspection from 09:00 of the day before on counts. */
const from = now + H;

/** R1: 2 exam seats and a spare one, a computer at each; one server a room. Inspected an hour ago. */
function ready() {
  const world = smallWorld();
  const requires = [
    { category: 'computer', count: 1, per: 'seat' as const },
    { category: 'server', count: 1, per: 'room' as const },
  ];
  world.add('profile.set', { profileId: 'P', requires }, { at: BEGIN });
  world.add('room.changed', { roomId: 'R1', profile: 'P', spareSeats: 1 }, { at: BEGIN });
  for (const seat of ['1', '2', 'S1']) {
    const deviceId = `PC${seat}`;
    world.add('device.registered', { deviceId, siteId: 'S1', roomId: 'R1', seat, category: 'computer' }, { at: BEGIN });
    world.add('device.commissioned', { deviceId }, { at: BEGIN });
  }
  world.device('SRV', { category: 'server' });
  world.add('room.inspected', { roomId: 'R1', exceptions: [] }, { at: now - H });
  return world;
}

function found(world: ReturnType<typeof ready>, { placed = 2, begins = from, at = now } = {}) {
  const { fold } = newFold(world.entries);
  const { state, derived } = factsOf(fold);
  derived.refresh();
  return roomReady(state, derived, state.rooms.get('R1')!, { placed, from: begins }, at);
}
const reasons = (...given: Parameters<typeof found>) => found(...given).reasons;

describe('readiness before a sitting (semantics 8)', () => {
  it('finds nothing missing in a room that is accepted, works and was inspected today', () => {
    expect(reasons(ready())).toEqual([]);
  });

  it('counts spare seats: one broken seat of two is made good by the spare one, two are not', () => {
    const world = ready();
    world.seen('PC1', 'down', now - 10);
    expect(reasons(world)).toEqual([]);
    world.seen('PC2', 'unknown', now - 5);
    expect(reasons(world)).toEqual(['too-few-seats']);
    expect(reasons(world, { placed: 1 })).toEqual([]);
  });

  it('takes a degraded device, and neither an unknown nor a broken one', () => {
    const world = ready();
    world.seen('SRV', 'degraded', now - 10);
    expect(reasons(world)).toEqual([]);
    world.seen('SRV', 'unknown', now - 5);
    expect(reasons(world)).toEqual(['not-working:server']);
  });

  it('wants an inspection within 24 hours of the beginning, or what the setting says, whenever it is judged', () => {
    const world = ready();
    world.entries.pop();
    world.add('room.inspected', { roomId: 'R1', exceptions: [] }, { at: from - 24 * H });
    expect(reasons(world)).toEqual([]);
    // It stays fresh for the whole sitting.
    expect(reasons(world, { at: from + 2 * H })).toEqual([]);
    world.entries.pop();
    world.add('room.inspected', { roomId: 'R1', exceptions: [] }, { at: from - 24 * H - 1 });
    expect(reasons(world)).toEqual(['not-inspected']);
    world.add('setting.set', { name: 'readinessHours', value: 25 }, { at: now - H });
    expect(reasons(world)).toEqual([]);
  });

  it('does not want it before it is due: until then it is told from when it counts', () => {
    const world = ready();
    // Inspected at 07:00 of the 5th. The sitting begins at 08:00 of the 7th: due from 08:00 of the 6th on.
    const begins = now + 48 * H;
    const early = found(world, { begins, at: now + 24 * H - 1 });
    expect([early.reasons, early.inspectFrom, early.inspectedAt]).toEqual([[], now + 24 * H, now - H]);
    expect(reasons(world, { begins, at: now + 24 * H })).toEqual(['not-inspected']);
    world.add('room.inspected', { roomId: 'R1', exceptions: [] }, { at: now + 24 * H });
    expect(reasons(world, { begins, at: now + 24 * H })).toEqual([]);
    // An inspection does not count before it is made.
    expect(reasons(world, { begins, at: now + 24 * H - 1 })).toEqual([]);
  });

  it('counts what works: devices of the room, and seats with everything that a seat needs', () => {
    const world = ready();
    world.seen('PC1', 'down', now - 10);
    world.seen('SRV', 'down', now - 10);
    expect(found(world)).toMatchObject({ seats: 2, working: 0, required: 1, short: ['server'] });
  });

  it('says so of a room that was never accepted or has no profile', () => {
    const world = smallWorld();
    world.add('room.registered', { roomId: 'R2', siteId: 'S1', name: 'R2', origin: 'new', seats: 1 }, { at: BEGIN });
    const { fold } = newFold(world.entries);
    const { state, derived } = factsOf(fold);
    derived.refresh();
    expect(roomReady(state, derived, state.rooms.get('R2')!, { placed: 0, from }, now).reasons).toEqual([
      'not-accepted',
      'no-profile',
      'not-inspected',
    ]);
  });
});
