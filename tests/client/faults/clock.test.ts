import { describe, expect, it } from 'vitest';
import { clockOf, isOverdue, marginOf } from '../../../client/view-models/faults/clock';
import { faultItem } from '../../helpers/fault-item';

const H = 3_600_000;
const REPORTED = Date.parse('2026-11-26T00:00:00.000Z');
const iso = (hours: number) => new Date(REPORTED + hours * H).toISOString();

describe('the clock of a fault', () => {
  it('runs from the report to the deadline: 6 of 24 hours are a quarter', () => {
    expect(clockOf(faultItem('F'), REPORTED + 6 * H)).toEqual({
      kind: 'running',
      ms: 18 * H,
      share: 0.25,
      urgent: false,
    });
  });
  it('is urgent in its last hour, and exactly on the deadline not over yet', () => {
    expect(clockOf(faultItem('F'), REPORTED + 23.5 * H)).toMatchObject({ kind: 'running', ms: H / 2, urgent: true });
    expect(clockOf(faultItem('F'), REPORTED + 24 * H)).toMatchObject({ kind: 'running', ms: 0, share: 1 });
    expect(clockOf(faultItem('F'), REPORTED + 24 * H + 1)).toMatchObject({ kind: 'overdue', ms: 1, share: 1 });
  });
  it('does not count the time in which it stood: 10 h after the report, 4 h of them paused, 6 of 24 are used', () => {
    const fault = faultItem('F', { stoppedMs: 4 * H, deadline: iso(28) });
    expect(clockOf(fault, REPORTED + 10 * H)).toEqual({ kind: 'running', ms: 18 * H, share: 0.25, urgent: false });
  });
  it('stands while it is paused without end: 6 h ran, 18 h are left, whatever the time', () => {
    const fault = faultItem('F', { state: 'paused', pausedAt: iso(6), deadline: null });
    const stands = { kind: 'paused', ms: 18 * H, share: 0.25, urgent: false };
    expect(clockOf(fault, REPORTED + 7 * H)).toEqual(stands);
    expect(clockOf(fault, REPORTED + 700 * H)).toEqual(stands);
  });
  it('goes to the nearer deadline that a sitting sets: 2 h ran and 1 h is left, two thirds are used', () => {
    expect(clockOf(faultItem('F', { deadline: iso(3) }), REPORTED + 2 * H)).toMatchObject({ ms: H, share: 2 / 3 });
  });
  it('of a fault that was paused only after its deadline is over', () => {
    const fault = faultItem('F', { state: 'paused', pausedAt: iso(25) });
    expect(clockOf(fault, REPORTED + 26 * H)).toMatchObject({ kind: 'overdue', ms: 2 * H });
    expect(isOverdue(fault, REPORTED + 26 * H)).toBe(true);
  });
  it('has ended with the repair: what was left is the margin, after the deadline negative', () => {
    const fault = faultItem('F', { state: 'repaired', repairedAt: iso(20) });
    expect(clockOf(fault, REPORTED + 100 * H)).toMatchObject({ kind: 'closed', ms: 4 * H });
    expect(marginOf(faultItem('F', { state: 'verified', repairedAt: iso(30) }))).toBe(-6 * H);
    expect(isOverdue(fault, REPORTED + 100 * H)).toBe(false);
  });
});
