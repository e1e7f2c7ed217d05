import { describe, expect, it } from 'vitest';
import { startDeadlines } from '../../../client/view-models/exams/start-deadlines';
import { faultItem } from '../../helpers/fault-item';

const SITTING = { from: '2026-11-26T06:00:00.000Z', to: '2026-11-26T08:00:00.000Z' };
const at = (text: string) => Date.parse(`2026-11-26T${text}:00.000Z`);
const fault = (id: string, more: Parameters<typeof faultItem>[1] = {}) => faultItem(id, { roomId: 'K1-1', ...more });
const of = (...faults: ReturnType<typeof fault>[]) =>
  startDeadlines(faults, 'K1-1', SITTING).map(({ id, atStart }) => [id, atStart]);

describe('deadlines that the start of a sitting brings forward (semantics 7)', () => {
  it('are the start and the limit of the grade in a sitting, the first to fall due first', () => {
    const minor = fault('A', { severity: 'minor', sittingMin: null });
    const critical = fault('B', { severity: 'critical', sittingMin: 15 });
    expect(of(minor, critical, fault('C'))).toEqual([
      ['B', at('06:15')],
      ['C', at('06:30')],
      ['A', at('08:00')],
    ]);
    expect(startDeadlines([critical], 'K1-1', SITTING)[0]).toMatchObject({
      before: Date.parse('2026-11-27T00:00:00.000Z'),
    });
  });

  it('are only those that become earlier, of open faults that are judged, in this room', () => {
    const early = { deadline: '2026-11-26T06:30:00.000Z' };
    expect(of(fault('A', early))).toEqual([]);
    expect(of(fault('A', { state: 'paused', deadline: null }))).toEqual([]);
    expect(of(fault('A', { impact: 'none' }))).toEqual([]);
    expect(of(fault('A', { roomId: 'K1-2' }))).toEqual([]);
  });

  it('give a fault that a short sitting ends over a quarter of an hour', () => {
    const short = { from: SITTING.from, to: '2026-11-26T06:05:00.000Z' };
    const found = startDeadlines([fault('A', { sittingMin: null })], 'K1-1', short);
    expect(found.map(({ atStart }) => atStart)).toEqual([at('06:15')]);
  });
});
