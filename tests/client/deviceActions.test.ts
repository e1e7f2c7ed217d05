import { describe, expect, it } from 'vitest';
import { deviceActions, entryActions } from '../../client/view-models/deviceActions';
import type { EntryItem, FaultItem } from '../../shared/contract/http';
import type { Role } from '../../shared/model/vocabulary';
import { faultItem } from '../helpers/fault-item';

const fault = (id: string, state: FaultItem['state']) => faultItem(id, { state, deadline: null });
const entry = (more: Partial<EntryItem>): EntryItem => ({
  seq: 1,
  id: 'e1',
  kind: 'status.observed',
  at: '2026-11-26T00:00:00.000Z',
  recordedAt: '2026-11-26T00:00:00.000Z',
  actor: 'me',
  body: {},
  ...more,
});
const repair = (faultId: string, actor: string, at: string) =>
  entry({ kind: 'fault.repaired', actor, at, body: { faultId } });
const me = (role: Role) => ({ id: 'me', role });
const given = { account: me('technician'), inService: true, historical: false, faults: [], entries: [] };
const shown = (more: Partial<Parameters<typeof deviceActions>[0]>) =>
  deviceActions({ ...given, ...more }).actions.map(({ id, filled }) => (filled ? `[${id}]` : id));

describe('the actions on a device', () => {
  it('the office moves devices in service; a technician does not', () => {
    expect(shown({ account: me('office') })).toEqual(['move', 'status', 'report']);
    expect(shown({ account: me('office'), inService: false })).toEqual([]);
  });
  it('are quiet on a device that is well; the step that it waits for is the filled one', () => {
    expect(shown({})).toEqual(['status', 'report']);
    expect(shown({ faults: [fault('F1', 'open')] })).toEqual(['status', 'report', '[repaired]']);
    expect(shown({ faults: [fault('F1', 'paused'), fault('F2', 'repaired')] })).toEqual([
      'status',
      'report',
      'verify',
      '[repaired]',
    ]);
    expect(shown({ faults: [fault('F1', 'repaired')] })).toEqual(['status', 'report', '[verify]']);
  });
  it('of one out of service are those of its open faults', () => {
    expect(shown({ inService: false })).toEqual([]);
    expect(shown({ inService: false, faults: [fault('F1', 'open')] })).toEqual(['[repaired]']);
  });
  it('are none for a viewer, for nobody, and as of an earlier instant', () => {
    expect(shown({ account: me('viewer') })).toEqual([]);
    expect(shown({ account: null })).toEqual([]);
    expect(shown({ historical: true, faults: [fault('F1', 'open')] })).toEqual([]);
  });
  it('leave the verification of a repair to others than its repairer: the last repair that was not voided counts', () => {
    const faults = [fault('F1', 'repaired')];
    const mine = repair('F1', 'me', '2026-11-26T02:00:00.000Z');
    const others = repair('F1', 'other', '2026-11-26T01:00:00.000Z');
    expect(deviceActions({ ...given, faults, entries: [mine, others] })).toMatchObject({
      toVerify: [],
      ownRepairs: [{ id: 'F1' }],
    });
    expect(deviceActions({ ...given, faults, entries: [{ ...mine, voidedBy: 9 }, others] })).toMatchObject({
      toVerify: [{ id: 'F1' }],
      ownRepairs: [],
    });
  });
});

describe('an entry', () => {
  const DAY = 24 * 3_600_000;
  const at = Date.parse('2026-11-26T00:00:00.000Z');
  it('is voided by its author for 24 hours, by the office whenever', () => {
    expect(entryActions(entry({}), me('technician'), at + DAY).void).toBe(true);
    expect(entryActions(entry({}), me('technician'), at + DAY + 1).void).toBe(false);
    expect(entryActions(entry({ actor: 'other' }), me('technician'), at).void).toBe(false);
    expect(entryActions(entry({ actor: 'other' }), me('office'), at + 400 * DAY).void).toBe(true);
    expect(entryActions(entry({}), me('viewer'), at).void).toBe(false);
  });
  it('that is voided, a void, or the server’s own stays', () => {
    for (const more of [{ voidedBy: 2 }, { kind: 'entry.voided' }, { kind: 'config.changed' }]) {
      expect(entryActions(entry(more), me('admin'), at).void).toBe(false);
    }
  });
  it('is corrected where it is an observation of the device alone', () => {
    expect(entryActions(entry({}), me('technician'), at)).toEqual({ void: true, correct: true });
    expect(entryActions(entry({ kind: 'room.inspected' }), me('technician'), at)).toEqual({
      void: true,
      correct: false,
    });
  });
});
