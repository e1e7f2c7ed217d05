import { describe, expect, it } from 'vitest';
import { seatLoss } from '../../../shared/fold/figures/seat-loss';
import { BEGIN, MIN, local, smallWorld } from '../../helpers/small-world';
import { factsOf, newFold } from '../../helpers/subject';

const FROM = local('2023-06-07 09:00');
const TO = FROM + 60 * MIN;
const at = (minute: number) => FROM + minute * MIN;

/** R1: exam seats 1, 2 and 3, and a spare one, with a computer each; all work. */
function world() {
  const base = smallWorld();
  const requires = [{ category: 'computer', count: 1, per: 'seat' as const }];
  base.add('profile.set', { profileId: 'P', requires }, { at: BEGIN });
  base.add('room.changed', { roomId: 'R1', profile: 'P', seats: 3, spareSeats: 1 }, { at: BEGIN });
  for (const seat of ['1', '2', '3', 'S1']) {
    const deviceId = `PC${seat}`;
    const spare = seat === 'S1' ? true : undefined;
    const body = { deviceId, siteId: 'S1', roomId: 'R1', seat, category: 'computer', spare };
    base.add('device.registered', body, { at: BEGIN });
    base.add('device.commissioned', { deviceId }, { at: BEGIN });
    base.seen(deviceId, 'up', FROM - 60 * MIN);
  }
  return base;
}
function loss(base: ReturnType<typeof world>, placed = 3, until = TO) {
  const { state, derived } = factsOf(newFold(base.entries).fold);
  derived.refresh();
  return seatLoss(state, derived, state.rooms.get('R1')!, placed, { from: FROM, to: until });
}
const minutes = ({ highMs, lowMs }: { highMs: number; lowMs: number }) => [highMs / MIN, lowMs / MIN];

describe('what a sitting loses in a room (semantics 8)', () => {
  it('is nothing where everything works: one seat is free', () => {
    expect(loss(world())).toEqual({
      highMs: 0,
      lowMs: 0,
      lost: 0,
      short: 0,
      affectedHigh: 0,
      affectedLow: 0,
      free: 1,
      steps: [{ at: FROM, lost: 0, short: 0 }],
    });
  });

  it('counts a seat that is down or unknown, whom the spare seat makes good of, only high', () => {
    const base = world();
    base.seen('PC1', 'down', at(10));
    base.seen('PC1', 'up', at(30));
    const found = loss(base);
    // 20 minutes of one seat; three seats worked all the time for three examinees.
    expect(minutes(found)).toEqual([20, 0]);
    expect(found).toMatchObject({ affectedHigh: 1, affectedLow: 0, free: 1, lost: 0 });
    expect(found.steps.map((one) => [(one.at - FROM) / MIN, one.lost, one.short])).toEqual([
      [0, 0, 0],
      [10, 1, 0],
      [30, 0, 0],
    ]);
  });

  it('counts low only what no spare seat makes good', () => {
    const base = world();
    base.seen('PC1', 'down', at(10));
    base.seen('PC2', 'unknown', at(20));
    base.seen('PC2', 'up', at(25));
    const found = loss(base);
    // PC1 50 minutes and PC2 5; from 20 to 25 two seats work for three.
    expect(minutes(found)).toEqual([55, 5]);
    expect(found).toMatchObject({ affectedHigh: 2, affectedLow: 1, lost: 1, short: 0, free: 0 });
  });

  it('has no loss of a spare seat, none of a degraded one, and no more affected than placed', () => {
    const base = world();
    base.seen('PCS1', 'down', at(10));
    base.seen('PC1', 'degraded', at(10));
    expect(minutes(loss(base))).toEqual([0, 0]);
    expect(loss(base)).toMatchObject({ free: 0, short: 0 });
    base.seen('PC2', 'down', at(20));
    base.seen('PC3', 'down', at(20));
    // One working exam seat for one examinee: two seats are lost, and nobody is without one.
    expect(loss(base, 1)).toMatchObject({ affectedHigh: 1, affectedLow: 0, lost: 2, short: 0, free: 0 });
    expect(minutes(loss(base, 1))).toEqual([80, 0]);
  });

  it('ends with the window: now, or the end of the sitting', () => {
    const base = world();
    base.seen('PC1', 'down', at(-5));
    base.seen('PC2', 'down', at(30));
    expect(minutes(loss(base, 3, at(30)))).toEqual([30, 0]);
    expect(loss(base, 3, at(30)).lost).toBe(1);
    expect(minutes(loss(base))).toEqual([90, 30]);
    expect(loss(base, 3, FROM)).toMatchObject({ highMs: 0, steps: [] });
  });

  it('knows an outage that was recorded later', () => {
    const base = world();
    base.seen('PC1', 'down', at(5), TO + 10 * MIN);
    base.seen('PC1', 'up', at(6), TO + 10 * MIN);
    expect(minutes(loss(base))).toEqual([1, 0]);
  });
});
