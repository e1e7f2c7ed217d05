import { describe, expect, it } from 'vitest';
import { lowReason, moveRows, storyLines } from '../../../client/view-models/faults/story';
import type { DeadlineMove, EntryItem, FaultStory } from '../../../shared/contract/http';
import { faultItem } from '../../helpers/fault-item';

const at = (time: string) => new Date(`2023-12-${time}:00.000+08:00`).toISOString();
const ms = (time: string) => Date.parse(at(time));
const limit = (normalMin: number, sittingMin: number | null) => ({ normalMin, sittingMin });
const move = (
  time: string,
  cause: DeadlineMove['cause'],
  deadline: string | null,
  more: Partial<DeadlineMove> = {},
) => ({
  at: at(time),
  cause,
  deadline: deadline === null ? null : at(deadline),
  severity: 'minor' as const,
  stoppedMs: 0,
  ...more,
});
const exam = { id: 'X1', exam: '英语听说模拟', from: at('16T09:00'), to: at('16T11:30') };
const entry = (seq: number, kind: string, time: string, recorded = time): EntryItem => ({
  seq,
  id: `e${seq}`,
  kind,
  at: at(time),
  recordedAt: at(recorded),
  actor: 'someone',
  body: {},
});

/** The story of the design's picture: regraded late, reopened, paused, and drawn forward by a sitting. */
const story: FaultStory = {
  fault: faultItem('F-0318', {
    severity: 'minor',
    state: 'repaired',
    reportedAt: at('14T13:52'),
    repairedAt: at('16T10:47'),
    deadline: at('16T11:30'),
    verdict: 'timely',
    low: 'late',
  }),
  policy: { of: null, limits: { critical: limit(240, 15), major: limit(1440, 30), minor: limit(4320, null) } },
  moves: [
    move('14T13:52', 'reported', '15T13:52', { severity: 'major', seq: 1 }),
    move('15T15:10', 'regraded', '17T13:52', { seq: 2 }),
    move('15T17:40', 'reopened', '17T16:12', { seq: 4 }),
    move('15T18:00', 'paused', null, { seq: 5 }),
    move('16T08:30', 'resumed', '18T06:42', { seq: 6 }),
    move('16T09:00', 'sitting', '16T11:30', { sittingFrom: at('16T09:00'), sitting: exam }),
  ],
  low: { severity: 'major', deadline: at('15T13:52'), verified: false },
  down: [],
  paused: [{ from: at('15T18:00'), to: at('16T08:30') }],
  stops: [
    { from: at('15T15:20'), to: at('15T17:40') },
    { from: at('15T18:00'), to: at('16T08:30') },
  ],
  repairs: [{ at: at('16T10:47'), recordedAt: at('16T11:58'), seq: 9, by: 'someone' }],
  sittings: [exam],
  upTo: 9,
  entries: [
    entry(1, 'fault.reported', '14T13:52'),
    entry(6, 'fault.resumed', '16T08:30'),
    entry(9, 'fault.repaired', '16T10:47', '16T11:58'),
  ],
  papers: {},
};
const H = 3_600_000;

describe('the story of a fault', () => {
  it('draws its four moves with their arithmetic; the pause is told where the clock goes on', () => {
    expect(moveRows(story).map(({ cause, deltaMs, sum }) => [cause, deltaMs, sum])).toEqual([
      ['reported', null, { key: 'limit', limitMin: 1440 }],
      ['regraded', 48 * H, { key: 'regraded', before: 1440, after: 4320 }],
      ['reopened', 2 * H + 20 * 60_000, { key: 'repaired', from: ms('15T15:20'), to: ms('15T17:40') }],
      ['resumed', 14.5 * H, { key: 'paused', from: ms('15T18:00'), to: ms('16T08:30') }],
      // From 12-18 06:42 to 12-16 11:30: 43:12 earlier.
      ['sitting', -(43 * H + 12 * 60_000), { key: 'sittingEnd', severity: 'minor', at: ms('16T11:30') }],
    ]);
  });

  it('keeps the pause that lasts: no deadline, and what is left when the clock goes on', () => {
    const paused = { ...story, moves: story.moves.slice(0, 4) };
    // 28:08 since the report.
    expect(moveRows(paused).at(-1)).toMatchObject({
      cause: 'paused',
      deadline: null,
      sum: { key: 'stopped', leftMs: 72 * H - (28 * H + 8 * 60_000) },
    });
  });

  it('says why the low bound judges otherwise: the grade once, or what was recorded late', () => {
    expect(lowReason(story)).toBe('grade');
    const late = { ...story, low: { ...story.low, severity: 'minor' as const, deadline: at('16T11:30') } };
    expect(lowReason(late)).toBe('record');
    expect(lowReason({ ...story, fault: { ...story.fault, low: 'timely' } })).toBe('same');
  });

  it('tells a step that was recorded late twice, and the sitting between', () => {
    const lines = storyLines(story, ms('16T12:06')).map((line) =>
      line.kind === 'entry' ? `${line.entry.seq} ${line.part}` : line.kind,
    );
    expect(lines).toEqual(['1 whole', '6 whole', 'sitting', '9 true', '9 recorded']);
    const open = { ...story, fault: { ...story.fault, state: 'open' as const, repairedAt: undefined } };
    expect(storyLines(open, ms('16T12:06')).some(({ kind }) => kind === 'deadline')).toBe(true);
    expect(storyLines(open, ms('16T11:30')).some(({ kind }) => kind === 'deadline')).toBe(false);
  });
});
