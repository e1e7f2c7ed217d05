import { describe, expect, it } from 'vitest';
import { toIso } from '../../shared/model/instant';
import { parseScope } from '../../shared/model/scope';
import { newFold } from '../helpers/subject';
import { BEGIN, local, smallWorld } from '../helpers/small-world';

/** Two sites with a room each; D1 stands in R1 and is moved to R2 on the 5th. */
function moved() {
  const world = smallWorld();
  world.add('site.registered', { siteId: 'S2', name: 'S2', area: '440104' }, { at: BEGIN });
  world.add('room.registered', { roomId: 'R2', siteId: 'S2', name: 'R2', origin: 'new', seats: 1 }, { at: BEGIN });
  world.device('D1');
  const inspect = (roomId: string, day: string, exceptions: { deviceId: string; status: 'degraded' }[] = []) =>
    world.add('room.inspected', { roomId, exceptions }, { at: local(day) });
  inspect('R1', '2023-01-03 08:00', [{ deviceId: 'D1', status: 'degraded' }]);
  inspect('R2', '2023-01-04 08:00');
  world.add('device.moved', { deviceId: 'D1', siteId: 'S2', roomId: 'R2' }, { at: local('2023-01-05') });
  return { world, inspect };
}

const NOW = local('2023-02-01');
const seen = (world: ReturnType<typeof moved>['world'], scope: string | null, now = NOW) =>
  newFold(world.entries).fold.list('inspections', scope === null ? null : parseScope(scope), now);

describe('the last inspection of each device', () => {
  it('is of the room that it stood in then, with what was seen of it', () => {
    const { world } = moved();
    // R2 was inspected later, before the device came: that one did not see it.
    const item = { id: 'D1', roomId: 'R1', at: toIso(local('2023-01-03 08:00')), status: 'degraded' };
    expect(seen(world, null)).toEqual([item]);
    // Where the device stands now is where it is listed.
    expect(seen(world, 'room:R2')).toEqual([item]);
    expect(seen(world, 'room:R1')).toEqual([]);
  });

  it('is none before the first, and is as known at an instant', () => {
    const { world, inspect } = moved();
    expect(seen(world, null, local('2023-01-03 07:59'))).toEqual([]);
    inspect('R2', '2023-01-09 08:00');
    expect(seen(world, 'room:R2')).toMatchObject([{ roomId: 'R2', status: 'up' }]);
    expect(seen(world, 'room:R2', local('2023-01-08'))).toMatchObject([{ roomId: 'R1' }]);
  });

  it('does not count an inspection after its retirement, or one that was voided', () => {
    const { world, inspect } = moved();
    const mistake = inspect('R2', '2023-01-09 08:00');
    world.add('device.retired', { deviceId: 'D1' }, { at: local('2023-01-10') });
    inspect('R2', '2023-01-11 08:00');
    expect(seen(world, null)).toMatchObject([{ at: toIso(local('2023-01-09 08:00')) }]);
    world.add('entry.voided', { entryId: mistake.id, reason: '重复' }, { at: local('2023-01-12') });
    expect(seen(world, null)).toMatchObject([{ roomId: 'R1' }]);
  });

  it('names no room that its reader may not know', () => {
    const { world } = moved();
    const { fold } = newFold(world.entries);
    const [item] = fold.list('inspections', null, NOW, [{ kind: 'site', id: 'S2' }]);
    expect(item).toEqual({ id: 'D1', at: toIso(local('2023-01-03 08:00')), status: 'degraded' });
    expect(fold.list('inspections', null, NOW, [{ kind: 'site', id: 'S1' }])).toEqual([]);
  });
});
