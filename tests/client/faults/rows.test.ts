import { describe, expect, it } from 'vitest';
import { byUrgency, groupOf, isUnder, laneOf, mergeFaults } from '../../../client/view-models/faults/rows';
import { faultItem } from '../../helpers/fault-item';

const ZONE = 'Asia/Shanghai';
const due = (time: string) => `2026-11-26T${time}:00.000+08:00`;

describe('the list of faults', () => {
  it('stands by deadline, the paused last, then what is to be verified, then what is closed, the newest first', () => {
    const faults = [
      faultItem('closed', { state: 'verified', repairedAt: due('09:00') }),
      faultItem('paused', { state: 'paused', deadline: null }),
      faultItem('later', { deadline: due('20:00') }),
      faultItem('verify-old', { state: 'repaired', repairedAt: due('08:00') }),
      faultItem('overdue', { deadline: due('01:00') }),
      faultItem('verify-new', { state: 'repaired', repairedAt: due('10:00') }),
      faultItem('cancelled', { state: 'cancelled', reportedAt: due('07:00') }),
    ];
    expect(faults.sort(byUrgency).map(({ id }) => id)).toEqual([
      'overdue',
      'later',
      'paused',
      'verify-new',
      'verify-old',
      'closed',
      'cancelled',
    ]);
    expect(groupOf(faultItem('F', { state: 'cancelled' }))).toBe('closed');
  });

  it('has what is due today under its tab: to come, before midnight in the business zone', () => {
    const now = Date.parse(due('14:00'));
    const today = (deadline: string) => isUnder('today', faultItem('F', { deadline }), { now, zone: ZONE, self: 'me' });
    expect(today(due('23:59'))).toBe(true);
    expect(today('2026-11-27T00:00:00.000+08:00')).toBe(false);
    expect(today(due('13:59'))).toBe(false);
    expect(isUnder('overdue', faultItem('F', { deadline: due('13:59') }), { now, zone: ZONE, self: 'me' })).toBe(true);
    expect(isUnder('mine', faultItem('F', { assignedTo: 'me' }), { now, zone: ZONE, self: 'me' })).toBe(true);
  });

  it('puts what is open now over what was read: what was open and is no more is left out', () => {
    const listed = [faultItem('gone'), faultItem('kept', { state: 'verified' }), faultItem('moved')];
    const live = new Map([
      ['moved', faultItem('moved', { moves: 1 })],
      ['new', faultItem('new')],
    ]);
    expect(mergeFaults(listed, live).map(({ id, moves }) => [id, moves])).toEqual([
      ['kept', 0],
      ['moved', 1],
      ['new', 0],
    ]);
    expect(mergeFaults(listed, null)).toBe(listed);
  });

  it('has a column of the board for what a fault waits for', () => {
    expect(laneOf(faultItem('F'))).toBe('fresh');
    expect(laneOf(faultItem('F', { acknowledgedAt: due('08:00') }))).toBe('working');
    expect(laneOf(faultItem('F', { state: 'repaired' }))).toBe('repaired');
  });
});
