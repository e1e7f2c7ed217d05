import { describe, expect, it } from 'vitest';
import type { FigureCut, FigureId } from '../../../shared/contract/http';
import { figures } from '../../../shared/figures/figures';
import type { Instant } from '../../../shared/model/instant';
import { PAPER } from '../../helpers/entries';
import { known } from '../../helpers/oracle/known';
import { figureRows } from '../../helpers/oracle/figures';
import { scopeOf } from '../../helpers/oracle';
import { World } from '../../helpers/oracle/world';
import { type SmallWorld, DAY, H, local, smallWorld } from '../../helpers/small-world';
import { ZONE, newFold } from '../../helpers/subject';

const at = (time: string) => local(`2023-06-05 ${time}`);
const NEXT = local('2023-06-06');

interface Asked {
  scope?: string;
  by?: FigureCut;
  from?: Instant;
  to?: Instant;
  now?: Instant;
}

/** By the key of the cut: the sum of times in hours, and over how many faults, of each figure. */
function ask(world: SmallWorld, which: FigureId, asked: Asked = {}) {
  const { scope = '440781', by = 'none', from = at('00:00'), to = NEXT, now = NEXT } = asked;
  const query = { scope: scopeOf(scope), by, from, to };
  const { fold } = newFold(world.entries);
  const got = figures(fold, { ...query, now });
  const facts = known(world.entries, { now });
  expect(got).toEqual(figureRows(new World(facts.entries, facts.now, ZONE), query));
  return Object.fromEntries(
    got.map(({ key, figures }) => {
      const { numerator, denominator, value } = figures.find((one) => one.id === which)!;
      expect(value).toBe(denominator === 0 ? null : numerator / denominator);
      return [key, [numerator / H, denominator]];
    }),
  );
}

const report = (faultId: string, more: object = {}) => ({
  faultId,
  deviceId: 'D1',
  impact: 'down' as const,
  severity: 'minor' as const,
  ...more,
});

function oneCamera() {
  const world = smallWorld();
  world.device('D1');
  return world;
}

describe('MTTA (semantics 7)', () => {
  it('is the mean from the report to the first acknowledgement, over the acknowledged faults', () => {
    const world = oneCamera();
    world.add('fault.reported', report('A'), { at: at('08:00') });
    world.add('fault.reported', report('B'), { at: at('09:00') });
    world.add('fault.reported', report('C'), { at: at('10:00') });
    world.add('fault.acknowledged', { faultId: 'A' }, { at: at('09:00') });
    world.add('fault.acknowledged', { faultId: 'A' }, { at: at('11:00') });
    world.add('fault.acknowledged', { faultId: 'B' }, { at: at('12:00') });
    // A took 1 h, B 3 h; C is not acknowledged: (1 + 3) ÷ 2 = 2 h.
    expect(ask(world, 'mtta')).toEqual({ '': [4, 2] });
  });
});

describe('MTTR (semantics 7)', () => {
  it('is the mean from the start to the last repair, over the faults that are repaired', () => {
    const world = oneCamera();
    world.add('fault.reported', report('A', { startedAt: new Date(at('06:00')).toISOString() }), { at: at('08:00') });
    world.add('fault.repaired', { faultId: 'A' }, { at: at('09:00') });
    world.add('fault.reported', report('B', { impact: 'none' }), { at: at('09:00') });
    world.add('fault.repaired', { faultId: 'B' }, { at: at('10:00') });
    world.add('fault.reopened', { faultId: 'A', reason: PAPER }, { at: at('11:00') });
    // A is open again: B alone counts, with 1 h.
    expect(ask(world, 'mttr')).toEqual({ '': [1, 1] });
    world.add('fault.repaired', { faultId: 'A' }, { at: at('13:00') });
    // A's last repair: 06:00 to 13:00, 7 h; B 1 h.
    expect(ask(world, 'mttr')).toEqual({ '': [8, 2] });
    // As known at 12:00, A was open.
    expect(ask(world, 'mttr', { now: at('12:00') })).toEqual({ '': [1, 1] });
  });
});

describe('MTBF (semantics 7)', () => {
  it('is service time ÷ faults with impact down', () => {
    const world = oneCamera();
    world.add('fault.reported', report('A'), { at: at('08:00') });
    world.add('fault.reported', report('B'), { at: at('09:00') });
    world.add('fault.reported', report('C', { impact: 'degraded' }), { at: at('10:00') });
    // One camera, 24 h of service whatever its status; two faults of impact down: 12 h.
    expect(ask(world, 'mtbf')).toEqual({ '': [24, 2] });
    // Cut at now: 12 h of service so far.
    expect(ask(world, 'mtbf', { now: at('12:00') })).toEqual({ '': [12, 2] });
  });

  it('is null without such a fault', () => {
    expect(ask(oneCamera(), 'mtbf')).toEqual({ '': [24, 0] });
  });
});

describe('which faults count', () => {
  it('a cancelled fault does not, and a window counts the faults that were reported in it', () => {
    const world = oneCamera();
    world.add('fault.reported', report('A'), { at: at('00:00') - 1 });
    world.add('fault.reported', report('B'), { at: at('00:00') });
    world.add('fault.reported', report('C'), { at: at('01:00') });
    world.add('fault.cancelled', { faultId: 'C', reason: PAPER }, { at: at('02:00') });
    world.add('fault.reported', report('D'), { at: NEXT });
    expect(ask(world, 'mtbf')).toEqual({ '': [24, 1] });
    expect(ask(world, 'mtbf', { from: at('00:00') - DAY, to: NEXT + DAY, now: NEXT + DAY })).toEqual({ '': [72, 3] });
  });

  it('a fault belongs to where its device stood when it was reported, service time to each moment', () => {
    const world = oneCamera();
    world.add('site.registered', { siteId: 'S2', name: 'S2', area: '440703' }, { at: at('00:00') });
    world.add('fault.reported', report('A'), { at: at('08:00') });
    world.add('device.moved', { deviceId: 'D1', siteId: 'S2' }, { at: at('18:00') });
    world.add('fault.repaired', { faultId: 'A' }, { at: at('20:00') });
    // 18 h in S1 with the fault, 6 h in S2 without one; the repair of A is S1's.
    expect(ask(world, 'mtbf', { scope: '440000', by: 'site' })).toEqual({ S1: [18, 1], S2: [6, 0] });
    expect(ask(world, 'mttr', { scope: '440000', by: 'site' })).toEqual({ S1: [12, 1], S2: [0, 0] });
    expect(ask(world, 'mtbf', { scope: 'site:S2' })).toEqual({ '': [6, 0] });
  });

  it('is cut by what the device was at the report: category, vendor and model', () => {
    const world = smallWorld();
    const registered = { siteId: 'S1', roomId: 'R1', category: 'camera' };
    world.add('device.registered', { deviceId: 'D1', ...registered, vendor: 'V1' }, { at: at('00:00') });
    world.add('device.registered', { deviceId: 'D2', ...registered, category: 'ups' }, { at: at('00:00') });
    for (const deviceId of ['D1', 'D2']) world.add('device.commissioned', { deviceId }, { at: at('00:00') });
    world.add('fault.reported', report('A'), { at: at('06:00') });
    world.add('device.changed', { deviceId: 'D1', vendor: 'V2', model: 'M' }, { at: at('08:00') });
    world.add('fault.reported', report('B'), { at: at('09:00') });
    // D1 was V1's for 8 h with fault A, then V2's for 16 h with fault B; D2 has no vendor.
    expect(ask(world, 'mtbf', { by: 'vendor' })).toEqual({ '': [24, 0], V1: [8, 1], V2: [16, 1] });
    expect(ask(world, 'mtbf', { by: 'model' })).toEqual({ '': [32, 1], M: [16, 1] });
    expect(ask(world, 'mtbf', { by: 'category' })).toEqual({ camera: [24, 2], ups: [24, 0] });
  });
});
