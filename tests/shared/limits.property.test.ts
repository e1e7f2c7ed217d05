import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../shared/model/entry';
import { type Ledger, ledger } from '../helpers/entries';
import { newFold } from '../helpers/subject';
import { BEGIN, DAY, H, MIN } from '../helpers/small-world';

/** Limits by area (semantics 7): nearest area first, each by its own last `eff`. */
const limit = (normalMin: number) => ({ normalMin, sittingMin: 15 });
const limits = (normalMin: number, scope?: string) => ({
  critical: limit(1),
  minor: limit(2),
  major: limit(normalMin),
  ...(scope !== undefined && { scope }),
});

/** Sites in two counties of one city, in another city and in another province, with a camera in each. */
function counties(): Ledger {
  const world = ledger();
  for (const area of ['440781', '440782', '440103', '360102']) {
    world.add('site.registered', { siteId: `S${area}`, name: area, area }, { at: BEGIN });
    world.add('device.registered', { deviceId: `D${area}`, siteId: `S${area}`, category: 'camera' }, { at: BEGIN });
    world.add('device.commissioned', { deviceId: `D${area}` }, { at: BEGIN });
  }
  return world;
}

const report = (world: Ledger, faultId: string, deviceId: string, at: number, recordedAt = at) =>
  world.add('fault.reported', { faultId, deviceId, impact: 'down', severity: 'major' }, { at, recordedAt });

/** The normal limit of each fault in minutes, from its deadline: none of them is paused or in a sitting. */
function minutes(entries: readonly Entry[]): Record<string, number> {
  const { fold } = newFold(entries);
  const faults = fold.list('faults', null, entries.at(-1)!.recordedAt + DAY);
  return Object.fromEntries(
    faults.map(({ id, deadline, reportedAt }) => [id, (Date.parse(deadline!) - Date.parse(reportedAt)) / MIN]),
  );
}

describe('limits by area', () => {
  it('are those of the county before the city’s, the province’s and the general ones', () => {
    const world = counties();
    world.add('limits.set', limits(100), { at: BEGIN });
    world.add('limits.set', limits(200, '440000'), { at: BEGIN });
    world.add('limits.set', limits(300, '440700'), { at: BEGIN });
    world.add('limits.set', limits(400, '440781'), { at: BEGIN });
    for (const area of ['440781', '440782', '440103', '360102']) report(world, `F${area}`, `D${area}`, BEGIN + H);
    expect(minutes(world.entries)).toEqual({ F440781: 400, F440782: 300, F440103: 200, F360102: 100 });
  });

  it('hold by their own last `eff`: a newer general one does not pass over a county’s', () => {
    const world = counties();
    world.add('limits.set', limits(400, '440781'), { at: BEGIN });
    world.add('limits.set', limits(100), { at: BEGIN + 2 * H });
    world.add('limits.set', limits(500, '440781'), { at: BEGIN + 4 * H });
    report(world, 'F1', 'D440781', BEGIN + 3 * H, BEGIN + 5 * H);
    report(world, 'F2', 'D440781', BEGIN + 5 * H);
    report(world, 'F3', 'D440782', BEGIN + H, BEGIN + 5 * H);
    report(world, 'F4', 'D440782', BEGIN + 5 * H);
    // F3 lies before the general ones: the default for major is 24 h.
    expect(minutes(world.entries)).toEqual({ F1: 400, F2: 500, F3: 1440, F4: 100 });
  });

  it('are those of where the device stood when the fault was reported', () => {
    const world = counties();
    world.add('limits.set', limits(400, '440781'), { at: BEGIN });
    world.add('limits.set', limits(500, '440782'), { at: BEGIN });
    report(world, 'F1', 'D440781', BEGIN + H);
    world.add('device.moved', { deviceId: 'D440781', siteId: 'S440782' }, { at: BEGIN + 2 * H });
    report(world, 'F2', 'D440781', BEGIN + 3 * H);
    expect(minutes(world.entries)).toEqual({ F1: 400, F2: 500 });
    // A late change of the site's area before both reports: S440781 lay in 440782 by then.
    world.add('site.changed', { siteId: 'S440781', area: '440782' }, { at: BEGIN, recordedAt: BEGIN + 4 * H });
    expect(minutes(world.entries)).toEqual({ F1: 500, F2: 500 });
  });

  it('of an area end with their void: then the next larger area’s hold', () => {
    const world = counties();
    world.add('limits.set', limits(300, '440700'), { at: BEGIN });
    const county = world.add('limits.set', limits(400, '440781'), { at: BEGIN });
    report(world, 'F1', 'D440781', BEGIN + H);
    world.void(county, { at: BEGIN + 2 * H });
    expect(minutes(world.entries)).toEqual({ F1: 300 });
  });

  it('never reach back, and the general ones of an old ledger stay in force, whoever set them', () => {
    const world = counties();
    world.add('limits.set', limits(100), { at: BEGIN, actor: 'an-office' });
    report(world, 'F1', 'D440781', BEGIN + H);
    world.add('limits.set', limits(400, '440781'), { at: BEGIN, recordedAt: BEGIN + 2 * H });
    expect(minutes(world.entries)).toEqual({ F1: 100 });
  });
});

const SCOPES = [undefined, '440000', '440700', '440781', '440782', '440100', '360000'];
const draw = fc.record({
  op: fc.nat({ max: 9 }),
  pick: fc.nat({ max: 999 }),
  scope: fc.nat({ max: SCOPES.length - 1 }),
  wait: fc.constantFrom(0, 0, 1, MIN, H),
  late: fc.constantFrom(0, 0, 1, MIN, H, 3 * H),
});

/** The limit by the words of semantics 7, looked for among all entries. */
function byDefinition(world: Ledger, fault: Entry & { kind: 'fault.reported' }): number {
  const voided = new Set(world.entries.flatMap((one) => (one.kind === 'entry.voided' ? [one.body.entryId] : [])));
  const standing = world.entries.filter((one) => !voided.has(one.id));
  const before = (at: number, seq: number) => at < fault.at || (at === fault.at && seq < fault.seq);
  let site = `S${fault.body.deviceId.slice(1)}`;
  const moves = standing.filter((one) => one.kind === 'device.moved' && one.body.deviceId === fault.body.deviceId);
  for (const one of moves.sort((a, b) => a.at - b.at || a.seq - b.seq)) {
    if (one.kind === 'device.moved' && before(one.at, one.seq)) site = one.body.siteId;
  }
  const county = site.slice(1);
  for (const scope of [county, `${county.slice(0, 4)}00`, `${county.slice(0, 2)}0000`, undefined]) {
    const set = standing
      .flatMap((one) => (one.kind === 'limits.set' && one.body.scope === scope ? [one] : []))
      .map((one) => ({ eff: Math.max(one.at, one.recordedAt), seq: one.seq, min: one.body.major.normalMin }))
      .filter(({ eff, seq }) => before(eff, seq))
      .sort((a, b) => a.eff - b.eff || a.seq - b.seq);
    if (set.length > 0) return set.at(-1)!.min;
  }
  return 1440;
}

it('limits by area are by every history those of the definition', () => {
  fc.assert(
    fc.property(fc.array(draw, { minLength: 4, maxLength: 40, size: 'max' }), (draws) => {
      const world = counties();
      const areas = ['440781', '440782', '440103', '360102'];
      const rules: Entry[] = [];
      let now = BEGIN + DAY;
      let n = 0;
      for (const { op, pick, scope, wait, late } of draws) {
        now += wait;
        n += 1;
        const device = `D${areas[pick % 4]}`;
        if (op < 4)
          rules.push(world.add('limits.set', limits(10 + n, SCOPES[scope]), { at: now - late, recordedAt: now }));
        else if (op < 8) report(world, `F${n}`, device, now - late, now);
        else if (op < 9) {
          const siteId = `S${areas[(pick >> 2) % 4]}`;
          world.add('device.moved', { deviceId: device, siteId }, { at: now - late, recordedAt: now });
        } else {
          const [rule] = rules.splice(pick % Math.max(1, rules.length), 1);
          if (rule) world.void(rule, { at: now, recordedAt: now });
        }
      }
      const faults = world.entries.flatMap((one) => (one.kind === 'fault.reported' ? [one] : []));
      expect(minutes(world.entries)).toEqual(
        Object.fromEntries(faults.map((one) => [one.body.faultId, byDefinition(world, one)])),
      );
    }),
    { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 200) },
  );
});
