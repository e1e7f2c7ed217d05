import { describe, expect, it } from 'vitest';
import { parseScope } from '../../shared/model/scope';
import { toIso } from '../../shared/model/instant';
import { DAY, H, local, smallWorld } from '../helpers/small-world';
import { newFold } from '../helpers/subject';

const now = local('2023-03-01 12:00');
const HUGE = Number.MAX_SAFE_INTEGER;
const limits = (normalMin: number) => {
  const limit = { normalMin, sittingMin: 15 };
  return { critical: limit, major: limit, minor: limit };
};

/** A camera with a fault of 10 h ago, its entries after `add`. */
function withFault(add: (world: ReturnType<typeof smallWorld>) => void) {
  const world = smallWorld();
  world.device('D1');
  add(world);
  const report = { faultId: 'F1', deviceId: 'D1', impact: 'down', severity: 'minor' } as const;
  world.add('fault.reported', report, { at: now - 10 * H });
  const { fold } = newFold(world.entries);
  fold.advance(now);
  return { fold, world };
}

describe('a ledger of an earlier version that holds what the fold cannot carry', () => {
  it('limits of 2^53 minutes have no effect, are listed, and are taken back', () => {
    const { fold, world } = withFault(({ add }) => add('limits.set', limits(HUGE), { at: now - DAY }));
    const seq = world.entries.find((entry) => entry.kind === 'limits.set')!.seq;
    expect(fold.contested()).toEqual([{ seq, reason: 'out-of-bounds' }]);
    // The built-in limit of a minor fault: 72 h from the report.
    expect(fold.item('faults', 'F1', now)?.deadline).toBe(toIso(now + 62 * H));
    expect(fold.list('limits', parseScope('440781'), now)[0]?.minor.normalMin).toBe(72 * 60);
    const entry = world.entries.at(-1)!;
    fold.revert(entry, { seq: entry.seq - 1, hash: entry.prev, recordedAt: entry.recordedAt });
    expect(fold.contested()).toEqual([{ seq, reason: 'out-of-bounds' }]);
  });

  it('validities and settings likewise; an entry before 1970 has no effect', () => {
    const { fold } = withFault(({ add }) => {
      add('category.set', { category: 'camera', validityS: HUGE }, { at: now - DAY });
      add('setting.set', { name: 'readinessHours', value: 1e308 }, { at: now - DAY });
      add('status.observed', { deviceId: 'D1', status: 'down' }, { at: -7000 * 365 * DAY, recordedAt: now - DAY });
    });
    expect(fold.contested().map((one) => one.reason)).toEqual(['out-of-bounds', 'out-of-bounds', 'out-of-bounds']);
    expect(fold.setting('readinessHours', now)).toBe(24);
  });

  it('a deadline beyond 9999 is the last instant that can be written', () => {
    const { fold } = withFault((world) => {
      const body = { from: toIso(now - 12 * H), to: '9999-12-31T23:59:59.999Z', rooms: [{ roomId: 'R1', placed: 1 }] };
      world.add('exam.scheduled', { sittingId: 'X1', exam: 'x', siteId: 'S1', ...body }, { at: now - DAY });
      world.add(
        'limits.set',
        { ...limits(5_260_320), minor: { normalMin: 5_260_320, sittingMin: null } },
        { at: now - DAY },
      );
    });
    // 3,653 days after the report; the sitting's end does not come before it.
    expect(fold.item('faults', 'F1', now)?.deadline).toBe(toIso(now - 10 * H + 3653 * DAY));
  });
});

it('an instant that cannot be written is the nearest that can', () => {
  expect([toIso(8e20), toIso(Infinity), toIso(-Infinity), toIso(Number.NaN)]).toEqual([
    '9999-12-31T23:59:59.999Z',
    '9999-12-31T23:59:59.999Z',
    '0000-01-01T00:00:00.000Z',
    '0000-01-01T00:00:00.000Z',
  ]);
});
