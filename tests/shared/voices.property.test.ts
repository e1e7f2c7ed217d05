import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FaultItem } from '../../shared/contract/http';
import type { Entry } from '../../shared/model/entry';
import { VOICE_PROBLEMS } from '../../shared/model/vocabulary';
import { type QueryDraw, comparable, rowsQuery, uptimeQuery } from '../helpers/compare';
import { PAPER, uuid } from '../helpers/entries';
import { lawfulHistory } from '../helpers/history';
import { someNow } from '../helpers/same';
import { newFold, subjectOf } from '../helpers/subject';

const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 100);
const n = fc.nat({ max: 9999 });
const query: fc.Arbitrary<QueryDraw> = fc.record({ scope: n, from: n, to: n, by: n, nudge: n });
const queries = fc.array(query, { minLength: 1, maxLength: 6, size: 'max' });
const spoken = fc.array(fc.record({ after: n, device: n, problem: n, dismissed: fc.boolean() }), {
  minLength: 1,
  maxLength: 12,
});
type Spoken = typeof spoken extends fc.Arbitrary<infer T> ? T : never;

/** The same history with voices and dismissals in it: everything after them has a later number. */
function withVoices(entries: readonly Entry[], said: Spoken): Entry[] {
  const devices = entries.flatMap((one) => (one.kind === 'device.registered' ? [one.body.deviceId] : []));
  const out: Entry[] = [];
  const push = (entry: Omit<Entry, 'seq'>) => out.push({ ...entry, seq: out.length + 1 } as Entry);
  entries.forEach((entry, index) => {
    push(entry);
    for (const [position, one] of said.entries()) {
      if (one.after % entries.length !== index) continue;
      const deviceId = devices.length === 0 ? 'none' : devices[one.device % devices.length]!;
      const { at, recordedAt, hash, prev } = entry;
      const common = { id: uuid(1_000_000 + position), at, recordedAt, actor: 'public', hash, prev };
      const problems = [VOICE_PROBLEMS[one.problem % VOICE_PROBLEMS.length]!];
      if (one.dismissed) push({ ...common, kind: 'fault.voiceDismissed', body: { deviceId, reason: PAPER } });
      else push({ ...common, kind: 'fault.voiced', body: { voiceId: `V-${position}`, deviceId, problems } });
    }
  });
  return out;
}

describe('voices', () => {
  it(
    'bear on no figure: uptime, rows and faults are the same without them',
    { timeout: 30_000 + numRuns * 600 },
    () => {
      fc.assert(
        fc.property(lawfulHistory(), spoken, n, queries, (entries, said, wait, draws) => {
          const now = someNow(entries, wait);
          const [without, among] = [newFold(entries).fold, newFold(withVoices(entries, said)).fold];
          const [a, b] = [subjectOf(without, now), subjectOf(among, now)];
          for (const draw of draws) {
            const window = uptimeQuery(entries, now, draw);
            expect(b.uptime(window)).toEqual(a.uptime(window));
            const form = rowsQuery(entries, draw);
            expect(b.rows(form).map(comparable)).toEqual(a.rows(form).map(comparable));
          }
          const faults = (fold: typeof without): FaultItem[] => fold.list('faults', null, now);
          expect(faults(among)).toEqual(faults(without));
          expect(among.list('devices', null, now)).toEqual(without.list('devices', null, now));
          expect(among.contested()).toHaveLength(without.contested().length);
        }),
        { numRuns },
      );
    },
  );
});
