import { describe, expect, it } from 'vitest';
import { entryText, knownAt, latenessOf } from '../../client/view-models/entries';
import type { EntryItem } from '../../shared/contract/http';

const entry = (
  seq: number,
  kind: string,
  body: Record<string, unknown> = {},
  over: Partial<EntryItem> = {},
): EntryItem => ({
  seq,
  id: String(seq),
  kind,
  at: `2026-11-20T00:0${seq}:00.000Z`,
  recordedAt: `2026-11-20T00:0${seq}:00.000Z`,
  actor: 'a',
  body,
  ...over,
});

describe('an entry in one line', () => {
  it('an inspection tells of this device alone', () => {
    const inspection = entry(1, 'room.inspected', { exceptions: [{ deviceId: 'D1', status: 'down' }] });
    expect(entryText(inspection, 'D1')).toMatchObject({ key: 'inspected', status: 'down' });
    expect(entryText(inspection, 'D2')).toMatchObject({ key: 'inspected', status: 'up' });
  });
  it('a fault’s steps name the fault and, when repaired, the status', () => {
    expect(entryText(entry(1, 'fault.repaired', { faultId: 'F1' }), 'D1')).toMatchObject({
      key: 'faultStep',
      step: 'repaired',
      status: 'up',
      params: { fault: 'F1' },
    });
  });
  it('a kind that is not known yet is named as it is', () => {
    expect(entryText(entry(1, 'device.painted'), 'D1')).toMatchObject({
      key: 'other',
      params: { kind: 'device.painted' },
    });
  });
  it('a correction is one', () => {
    expect(entryText(entry(1, 'entry.voided'), 'D1').correction).toBe(true);
  });
});

describe('lateness', () => {
  it('two seconds are at once', () => {
    expect(latenessOf({ at: '2026-01-01T00:00:00.000Z', recordedAt: '2026-01-01T00:00:02.000Z' })).toBe(0);
    expect(latenessOf({ at: '2026-01-01T00:00:00.000Z', recordedAt: '2026-01-01T00:00:53.000Z' })).toBe(53_000);
  });
});

describe('as it was known', () => {
  const trail = [
    entry(3, 'entry.voided'),
    entry(2, 'status.observed', {}, { voidedBy: 3 }),
    entry(1, 'device.registered'),
  ];
  it('later entries are not in it, and what they took back still stands', () => {
    const known = knownAt(trail, { kind: 'seq', text: '2', seq: 2 });
    expect(known.map(({ seq, voidedBy }) => [seq, voidedBy])).toEqual([
      [2, undefined],
      [1, undefined],
    ]);
    const at = Date.parse('2026-11-20T00:02:30.000Z');
    expect(knownAt(trail, { kind: 'instant', text: '', at }).map(({ seq }) => seq)).toEqual([2, 1]);
  });
  it('now, everything is', () => {
    expect(knownAt(trail, null)).toEqual(trail);
  });
});
