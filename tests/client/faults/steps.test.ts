import { describe, expect, it } from 'vitest';
import { draftOf } from '../../../client/composables/faults/drafts';
import { canStep, stepsOf } from '../../../client/view-models/faults/steps';
import type { FaultItem } from '../../../shared/contract/http';
import type { Role } from '../../../shared/model/vocabulary';
import { faultItem } from '../../helpers/fault-item';

const NOW = Date.parse('2026-11-26T12:00:00.000Z');
const shown = (role: Role, more: Partial<FaultItem>) =>
  stepsOf(faultItem('F', more), { id: 'me', role }, NOW).map(({ id, filled }) => (filled ? `[${id}]` : id));

describe('the steps of a fault', () => {
  it('are by state and role; the filled one is what it waits for', () => {
    expect(shown('technician', {})).toEqual(['acknowledge', 'askPause', 'note', '[repaired]']);
    expect(shown('office', { acknowledgedAt: '2026-11-26T01:00:00.000Z' })).toEqual([
      'assign',
      'pause',
      'cancel',
      'regrade',
      'note',
      '[repaired]',
    ]);
    expect(shown('office', { state: 'paused', acknowledgedAt: '2026-11-26T01:00:00.000Z' })).toEqual([
      'assign',
      'cancel',
      'regrade',
      'note',
      'repaired',
      '[resume]',
    ]);
    const repairedAt = '2026-11-26T11:00:00.000Z';
    expect(shown('office', { state: 'repaired', repairedAt, repairedBy: 'other' })).toEqual([
      'cancel',
      'regrade',
      'note',
      'reopen',
      '[verify]',
    ]);
    expect(shown('technician', { state: 'verified', repairedAt })).toEqual(['note', 'reopen']);
    expect(shown('admin', { state: 'cancelled' })).toEqual([]);
    expect(shown('viewer', {})).toEqual([]);
  });

  it('leave the verification to others than the repairer, and the reopening to 7 × 24 hours', () => {
    const repaired = (hours: number, repairedBy: string) =>
      faultItem('F', { state: 'repaired', repairedBy, repairedAt: new Date(NOW - hours * 3_600_000).toISOString() });
    const me = { id: 'me', role: 'technician' } as const;
    expect(canStep('verify', repaired(1, 'me'), me, NOW)).toBe(false);
    expect(canStep('verify', repaired(1, 'other'), me, NOW)).toBe(true);
    expect(canStep('reopen', repaired(168, 'other'), me, NOW)).toBe(true);
    expect(canStep('reopen', repaired(168.1, 'other'), me, NOW)).toBe(false);
  });

  it('become entries with what their form holds, and nothing empty', () => {
    const values = { text: ' 误报 ', at: null, severity: 'minor', to: 'someone', duplicateOf: '' } as const;
    expect(draftOf('cancel', 'F', values)).toEqual({ kind: 'fault.cancelled', body: { faultId: 'F', reason: '误报' } });
    expect(draftOf('repaired', 'F', { ...values, text: '', at: 5 })).toEqual({
      kind: 'fault.repaired',
      at: 5,
      body: { faultId: 'F' },
    });
    expect(draftOf('assign', 'F', values)).toEqual({ kind: 'fault.assigned', body: { faultId: 'F', to: 'someone' } });
  });
});
