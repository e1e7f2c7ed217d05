import { describe, expect, it } from 'vitest';
import type { IndicatorId } from '../../../shared/model/vocabulary';
import { type Subject, SUBJECTS, rowFor } from '../../helpers/subject';
import { BEGIN, DAY, H, type SmallWorld, local, smallWorld } from '../../helpers/small-world';

const at = (time: string) => local(`2023-01-05 ${time}`);
const OVER = local('2024-01-01');
const row = (subject: Subject, indicator: IndicatorId, period = '2023') => rowFor(subject, '440781', period, indicator);

function target(world: SmallWorld, indicator: IndicatorId, value: number | string, op?: '>=' | '<=', period = '2023') {
  const at = Math.max(BEGIN, world.entries.at(-1)!.recordedAt);
  world.add('target.set', { scope: '440781', indicator, period, op, value }, { at });
}

describe.each(SUBJECTS)('the state of a row (%s)', (_, make) => {
  const state = (world: SmallWorld, indicator: IndicatorId, now: number, period?: string) =>
    row(make(world.entries, now), indicator, period).state;

  it('needs a target of exactly that scope and period, set by now', () => {
    const world = smallWorld();
    target(world, 'standard-seats', 2, '>=', 'cycle:2023-2025');
    expect(state(world, 'standard-seats', OVER)).toBe('noTarget');
    world.add(
      'target.set',
      { scope: '440781', indicator: 'standard-seats', period: '2023', value: 2 },
      { at: at('10:00') + 60_000, recordedAt: at('10:00') },
    );
    expect(state(world, 'standard-seats', at('10:00'))).toBe('noTarget');
    expect(state(world, 'standard-seats', at('10:01'))).toBe('met');
  });

  it('takes the last target', () => {
    const world = smallWorld();
    target(world, 'standard-seats', 2);
    target(world, 'standard-seats', 3);
    expect(row(make(world.entries, OVER), 'standard-seats')).toMatchObject({ state: 'missed', target: { value: 3 } });
  });

  it('lets a count run: on track by the elapsed share, missed only at the end', () => {
    const world = smallWorld();
    target(world, 'standard-seats', 4);
    // 2 seats of 4: on track until half of the 365 days are over, behind after that, missed at the end.
    const half = BEGIN + (365 / 2) * DAY;
    expect(state(world, 'standard-seats', half)).toBe('onTrack');
    expect(state(world, 'standard-seats', half + 1)).toBe('behind');
    expect(state(world, 'standard-seats', OVER - 1)).toBe('behind');
    expect(state(world, 'standard-seats', OVER)).toBe('missed');
  });

  it('says met of a fault rate only when its high bound and its coverage say so', () => {
    const world = smallWorld();
    world.device('D1');
    target(world, 'fault-rate', 0.02, '<=');
    // 31 days up, then unknown. At 31 days: 0, covered: met. Later the high bound is N ÷ S.
    expect(state(world, 'fault-rate', BEGIN + 31 * DAY)).toBe('met');
    // 32 days: high = 1 ÷ 32 > 2 %.
    expect(state(world, 'fault-rate', BEGIN + 32 * DAY)).toBe('unproven');
    // With a target of 10 %: 1 ÷ 32 is within it, and 31 ÷ 32 = 96.9 % is covered.
    target(world, 'fault-rate', 0.1, '<=');
    expect(state(world, 'fault-rate', BEGIN + 32 * DAY)).toBe('met');
    // 33 days: 2 ÷ 33 = 6.1 % is within it, but 93.9 % covered is under 95 %.
    expect(state(world, 'fault-rate', BEGIN + 33 * DAY)).toBe('unproven');
  });

  it('says that a fault rate is missed when the down time is more than the whole period allows', () => {
    const world = smallWorld();
    world.device('D1');
    world.seen('D1', 'down', BEGIN);
    target(world, 'fault-rate', 0.5, '<=', '2023-01..2023-01');
    // January plans 31 days of service: 15.5 days of down time are allowed.
    const half = BEGIN + 15.5 * DAY;
    const plan = row(make(world.entries, half), 'fault-rate', '2023-01..2023-01');
    expect(plan).toMatchObject({ state: 'behind', plannedMs: 31 * DAY });
    expect(state(world, 'fault-rate', half + 1, '2023-01..2023-01')).toBe('missed');
  });

  it('plans with schedules, sittings and maintenance as they stand', () => {
    const world = smallWorld();
    world.device('D1');
    const weekly = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '18:00' }];
    world.add('site.scheduleSet', { siteId: 'S1', schedule: { weekly } }, { at: BEGIN });
    const iso = (text: string) => new Date(local(text)).toISOString();
    world.add(
      'exam.scheduled',
      {
        sittingId: 'X',
        exam: 'mock',
        siteId: 'S1',
        rooms: [{ roomId: 'R1', placed: 1 }],
        from: iso('2023-01-20 17:00'),
        to: iso('2023-01-20 20:00'),
      },
      { at: BEGIN },
    );
    world.add(
      'maintenance.planned',
      { maintenanceId: 'M', scope: 'site:S1', from: iso('2023-01-25 16:00'), to: iso('2023-01-26 00:00'), reason: 'x' },
      { at: BEGIN },
    );
    target(world, 'fault-rate', 0.5, '<=', '2023-01..2023-01');
    // 31 days of 10 h, 2 h more by the sitting, 2 h less by the maintenance.
    const plan = row(make(world.entries, at('08:00')), 'fault-rate', '2023-01..2023-01');
    expect(plan.plannedMs).toBe(310 * H);
  });

  it('loses a target of 1 with the first late fault', () => {
    const world = smallWorld();
    world.device('D1');
    target(world, 'timely-repair', 1);
    const report = (faultId: string) =>
      world.add(
        'fault.reported',
        { faultId, deviceId: 'D1', impact: 'down', severity: 'critical' },
        { at: at('08:00') },
      );
    report('A');
    report('B');
    world.add('fault.repaired', { faultId: 'A' }, { at: at('09:00') });
    // A timely; B pending: 1 ÷ 1 is met. Late, the year is lost, though it runs.
    expect(state(world, 'timely-repair', at('12:00'))).toBe('met');
    expect(state(world, 'timely-repair', at('12:01'))).toBe('missed');
    target(world, 'timely-repair', 0.9);
    expect(state(world, 'timely-repair', at('12:01'))).toBe('behind');
    expect(state(world, 'timely-repair', OVER)).toBe('missed');
    target(world, 'timely-repair', 0.5);
    expect(state(world, 'timely-repair', OVER)).toBe('met');
  });

  it('does not prove a timely repair by a low bound that misses', () => {
    const world = smallWorld();
    world.device('D1');
    target(world, 'timely-repair', 1);
    const report = { faultId: 'A', deviceId: 'D1', impact: 'down', severity: 'critical' } as const;
    world.add('fault.reported', report, { at: at('08:00') });
    world.add('fault.repaired', { faultId: 'A' }, { at: at('09:00'), recordedAt: at('13:00') });
    expect(state(world, 'timely-repair', at('13:00'))).toBe('unproven');
  });

  it('is met by a year without any fault only when it is over and was watched', () => {
    const world = smallWorld();
    world.device('D1', { at: local('2023-12-10') });
    target(world, 'timely-repair', 1);
    // Up for 31 days from 10 December: the year is covered to its end.
    expect(state(world, 'timely-repair', OVER - 1)).toBe('noData');
    expect(state(world, 'timely-repair', OVER)).toBe('met');
    const unwatched = smallWorld();
    unwatched.device('D1');
    target(unwatched, 'timely-repair', 1);
    expect(state(unwatched, 'timely-repair', OVER)).toBe('noData');
  });

  it('has no data where there is no figure', () => {
    const world = smallWorld();
    target(world, 'fault-rate', 0.02, '<=');
    target(world, 'device-compliance', 1);
    target(world, 'student-satisfaction', 0.9);
    for (const id of ['fault-rate', 'device-compliance', 'student-satisfaction'] as const) {
      expect(state(world, id, OVER)).toBe('noData');
    }
  });

  it('is decided by an attestation where the row is qualitative', () => {
    const world = smallWorld();
    const about = { scope: '440781', indicator: 'pilot-zone', period: '2023' } as const;
    expect(state(world, 'pilot-zone', OVER)).toBe('noTarget');
    target(world, 'pilot-zone', '建成');
    expect(state(world, 'pilot-zone', OVER)).toBe('noData');
    for (const [grade, expected] of [
      ['unmet', 'missed'],
      ['partly', 'partly'],
      ['met', 'met'],
    ] as const) {
      world.add('attestation.made', { ...about, grade, percent: 80, statement: 'x' }, { at: at('10:00') });
      expect(state(world, 'pilot-zone', OVER)).toBe(expected);
    }
    // Told later of an earlier day, it is not the last.
    world.add(
      'attestation.made',
      { ...about, grade: 'unmet', percent: 10, statement: 'x' },
      { at: at('09:00'), recordedAt: at('11:00') },
    );
    expect(state(world, 'pilot-zone', OVER)).toBe('met');
  });
});
