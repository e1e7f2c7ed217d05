import { describe, expect, it } from 'vitest';
import { PAPER } from '../../helpers/entries';
import { SUBJECTS } from '../../helpers/subject';
import { DAY, H, judged, local, smallWorld, verdictAt } from '../../helpers/small-world';

const at = (time: string) => local(`2023-01-05 ${time}`);
const LONG_AFTER = local('2023-06-01');

function world() {
  const made = smallWorld();
  made.device('D1');
  made.device('D2');
  return made;
}
const report = (faultId: string, more: object = {}) => ({
  faultId,
  deviceId: 'D1',
  impact: 'down' as const,
  severity: 'critical' as const,
  ...more,
});
const cancel = (faultId: string, duplicateOf?: string) => ({ faultId, reason: PAPER, duplicateOf });

describe.each(SUBJECTS)('the timely repair rate (%s)', (_, make) => {
  it('is timely ÷ (timely + late); what is not judged yet is beside it', () => {
    const one = world();
    for (const id of ['A', 'B', 'C']) one.add('fault.reported', report(id), { at: at('08:00') });
    one.add('fault.reported', report('N', { impact: 'none' }), { at: at('08:00') });
    one.add('fault.repaired', { faultId: 'A' }, { at: at('09:00') });
    one.add('fault.reported', report('D', { impact: 'degraded' }), { at: at('11:00') });
    // 11:59: A timely; B, C and D open and not late. 12:01: B and C are late. 15:01: D too.
    expect(judged(make, one, at('11:59'))).toMatchObject({ value: 1, timely: 1, late: 0, pending: 3 });
    expect(judged(make, one, at('12:01'))).toMatchObject({ value: 1 / 3, timely: 1, late: 2, pending: 1 });
    expect(judged(make, one, at('15:01'))).toMatchObject({ value: 1 / 4, timely: 1, late: 3, pending: 0 });
  });

  it('is null without a fault, and with faults of which none is judged', () => {
    const one = world();
    expect(judged(make, one, at('08:00'))).toEqual({ timely: 0, late: 0, pending: 0, value: null, low: null });
    one.add('fault.reported', report('A'), { at: at('08:00') });
    expect(judged(make, one, at('09:00'))).toMatchObject({ pending: 1, value: null });
  });

  it('counts a fault in the year in which it was reported', () => {
    const one = world();
    one.add('fault.reported', report('A'), { at: local('2023-12-31 23:59:59.999') });
    one.add('fault.reported', report('B'), { at: local('2024-01-01') });
    const subject = make(one.entries, local('2024-02-01'));
    const late = (period: string) =>
      subject.rows({ scope: '440781', period }).find((row) => row.id === 'timely-repair')!.late;
    expect([late('2023'), late('2024'), late('2023-12..2024-01'), late('2022')]).toEqual([1, 1, 2, 0]);
  });

  it('leaves out what was cancelled by its deadline, from when that was recorded', () => {
    const intime = world();
    intime.add('fault.reported', report('A'), { at: at('08:00') });
    intime.add('fault.cancelled', cancel('A'), { at: at('12:00') });
    expect(verdictAt(make, intime, LONG_AFTER)).toBe('excluded');
    const late = world();
    late.add('fault.reported', report('A'), { at: at('08:00') });
    late.add('fault.cancelled', cancel('A'), { at: at('11:00'), recordedAt: at('12:00') + 1 });
    expect(verdictAt(make, late, LONG_AFTER)).toBe('late');
  });

  it('judges what was cancelled too late as if it had not been', () => {
    const one = world();
    one.add('fault.reported', report('A'), { at: at('08:00') });
    one.add('fault.repaired', { faultId: 'A' }, { at: at('10:00') });
    one.add('fault.cancelled', cancel('A'), { at: at('18:00') });
    expect(verdictAt(make, one, LONG_AFTER)).toBe('timely');
  });

  it('leaves out a duplicate of an open fault of the same device, even when it is cancelled late', () => {
    const one = world();
    one.add('fault.reported', report('A'), { at: at('08:00') });
    one.add('fault.paused', { faultId: 'A', reason: PAPER }, { at: at('08:30') });
    one.add('fault.reported', report('B'), { at: at('09:00') });
    one.add('fault.cancelled', cancel('B', 'A'), { at: at('20:00') });
    // A is paused (still open): pending. B is left out.
    expect(judged(make, one, LONG_AFTER)).toMatchObject({ timely: 0, late: 0, pending: 1 });
  });

  it('does not take as a duplicate what was repaired, cancelled or another device’s', () => {
    const repaired = world();
    repaired.add('fault.reported', report('A'), { at: at('08:00') });
    repaired.add('fault.repaired', { faultId: 'A' }, { at: at('08:59') });
    repaired.add('fault.reported', report('B'), { at: at('09:00') });
    repaired.add('fault.cancelled', cancel('B', 'A'), { at: at('20:00') });
    expect(judged(make, repaired, LONG_AFTER)).toMatchObject({ timely: 1, late: 1 });

    const cancelled = world();
    cancelled.add('fault.reported', report('A'), { at: at('08:00') });
    cancelled.add('fault.reported', report('B'), { at: at('09:00') });
    cancelled.add('fault.cancelled', cancel('A'), { at: at('10:00') });
    cancelled.add('fault.cancelled', cancel('B', 'A'), { at: at('20:00') });
    expect(judged(make, cancelled, LONG_AFTER)).toMatchObject({ timely: 0, late: 1 });

    const another = world();
    another.add('fault.reported', report('A', { deviceId: 'D2' }), { at: at('08:00') });
    another.add('fault.reported', report('B'), { at: at('09:00') });
    another.add('fault.cancelled', cancel('B', 'A'), { at: at('20:00') });
    expect(judged(make, another, LONG_AFTER)).toMatchObject({ timely: 0, late: 2 });
  });

  it('takes what happened at the instant of the report in the order of seq', () => {
    const one = world();
    one.add('fault.reported', report('A'), { at: at('08:00') });
    one.add('fault.reported', report('B'), { at: at('09:00') });
    // Told later, of the very instant: A still was open when B was reported (semantics 2: by at, then by seq).
    one.add('fault.repaired', { faultId: 'A' }, { at: at('09:00'), recordedAt: at('09:30') });
    one.add('fault.cancelled', cancel('B', 'A'), { at: at('20:00') });
    expect(judged(make, one, LONG_AFTER)).toMatchObject({ timely: 1, late: 0 });
  });

  it('is not timely while it is open again', () => {
    const one = world();
    one.add('fault.reported', report('A'), { at: at('08:00') });
    one.add('fault.repaired', { faultId: 'A' }, { at: at('09:00') });
    one.add('fault.verified', { faultId: 'A' }, { at: at('09:30') });
    expect(verdictAt(make, one, at('10:00'))).toBe('timely');
    one.add('fault.reopened', { faultId: 'A', reason: PAPER }, { at: at('10:00') });
    expect(verdictAt(make, one, at('10:00'))).toBe('pending');
  });

  it('may be reopened within 7 × 24 h, not a millisecond later', () => {
    const one = world();
    one.add('fault.reported', report('A'), { at: at('08:00') });
    one.add('fault.repaired', { faultId: 'A' }, { at: at('09:00') });
    const tooLate = one.add('fault.reopened', { faultId: 'A', reason: PAPER }, { at: at('09:00') + 7 * DAY + 1 });
    expect(verdictAt(make, one, LONG_AFTER)).toBe('timely');
    expect(make(one.entries, LONG_AFTER).contested()).toEqual([tooLate.seq]);
    const two = world();
    two.add('fault.reported', report('A'), { at: at('08:00') });
    two.add('fault.repaired', { faultId: 'A' }, { at: at('09:00') });
    two.add('fault.reopened', { faultId: 'A', reason: PAPER }, { at: at('09:00') + 7 * DAY });
    // 3 h of the clock are left after the reopening.
    expect(verdictAt(make, two, at('12:00') + 7 * DAY)).toBe('pending');
    expect(verdictAt(make, two, at('12:00') + 7 * DAY + 1)).toBe('late');
  });

  it('has a low bound by the highest grade that a fault ever had', () => {
    const one = world();
    one.add('fault.reported', report('A'), { at: at('08:00') });
    one.add('fault.repaired', { faultId: 'A' }, { at: at('15:00') });
    // Late as critical (12:00); regraded afterwards, it is timely as minor, and the bound remembers.
    one.add('fault.regraded', { faultId: 'A', severity: 'minor' }, { at: at('16:00') });
    expect(judged(make, one, LONG_AFTER)).toMatchObject({ value: 1, low: 0 });
  });

  it('has a low bound that believes a repair recorded too late only when another account verified it', () => {
    const one = world();
    one.add('fault.reported', report('A'), { at: at('08:00') });
    one.add('fault.repaired', { faultId: 'A' }, { at: at('10:00'), recordedAt: at('12:00') + 1, actor: 'tech-1' });
    expect(judged(make, one, LONG_AFTER)).toMatchObject({ value: 1, low: 0 });
    one.add('fault.verified', { faultId: 'A' }, { at: at('13:00'), actor: 'tech-1' });
    expect(judged(make, one, LONG_AFTER)).toMatchObject({ value: 1, low: 0 });
    one.add('fault.verified', { faultId: 'A' }, { at: at('14:00'), actor: 'tech-2' });
    expect(judged(make, one, LONG_AFTER)).toMatchObject({ value: 1, low: 1 });
  });

  it('asks for a verification of the last repair, not of an earlier one', () => {
    const one = world();
    one.add('fault.reported', report('A'), { at: at('08:00') });
    one.add('fault.repaired', { faultId: 'A' }, { at: at('09:00'), actor: 'tech-1' });
    one.add('fault.verified', { faultId: 'A' }, { at: at('09:10'), actor: 'tech-2' });
    one.add('fault.reopened', { faultId: 'A', reason: PAPER }, { at: at('09:30') });
    // The clock stood from 09:00 to 09:30: the deadline is 12:30. Repaired at 10:00, recorded at 13:00.
    one.add('fault.repaired', { faultId: 'A' }, { at: at('10:00'), recordedAt: at('13:00'), actor: 'tech-1' });
    expect(judged(make, one, at('13:00') + H)).toMatchObject({ value: 1, low: 0 });
  });
});
