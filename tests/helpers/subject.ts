import type { IndicatorRow, UptimeCut, UptimeRow } from '../../shared/contract/http';
import { SealedFacts } from '../../shared/fold/derived/facts';
import { Fold, type FoldOptions } from '../../shared/fold/fold';
import { evaluate } from '../../shared/indicators/evaluate';
import type { Entry } from '../../shared/model/entry';
import type { Instant } from '../../shared/model/instant';
import type { IndicatorId } from '../../shared/model/vocabulary';
import { LocalZone, type OracleRow, oracle, periodOf, scopeOf } from './oracle';

export const ZONE = 'Asia/Shanghai';

/** What both answer: the fold of the program and the oracle of the tests. Hand-worked cases are asked of each. */
export interface Subject {
  uptime(query: { scope: string; from: Instant; to: Instant; by: UptimeCut }): UptimeRow[];
  rows(query: { scope: string; period: string }): Row[];
  contested(): number[];
}

/** A row of the form with the fields that both have; the fold's other fields (weights, scores) are another test's. */
export type Row = Partial<OracleRow> & Pick<OracleRow, 'id' | 'value' | 'state' | 'target'>;

export type MakeSubject = (entries: readonly Entry[], now: Instant, zone?: string) => Subject;

export const askOracle: MakeSubject = (entries, now, zone = ZONE) => oracle(entries, { zone, now });

export function newFold(
  entries: readonly Entry[],
  zone = ZONE,
  options: Pick<FoldOptions, 'windows'> = {},
): { fold: Fold; feed(more: readonly Entry[]): void } {
  const byId = new Map<string, Entry>();
  const fold = new Fold({ zone, find: (id) => byId.get(id), ...options });
  const feed = (more: readonly Entry[]) => {
    for (const entry of more) {
      fold.apply(entry);
      byId.set(entry.id, entry);
    }
  };
  feed(entries);
  return { fold, feed };
}

/** The facts inside a fold, for tests that look at them. */
export const factsOf = (fold: Fold) => SealedFacts.open(fold.facts);

export function subjectOf(fold: Fold, now: Instant, zone = ZONE): Subject {
  const local = zoneOf(zone);
  return {
    uptime: ({ scope, from, to, by }) => fold.uptime({ scope: scopeOf(scope), from, to, by, now }),
    rows: ({ scope, period }) =>
      evaluate(fold, { scope: scopeOf(scope), period: periodOf(period, local), now }).rows.map(rowOf),
    contested: () => fold.contested().map((one) => one.seq),
  };
}

export const askFold: MakeSubject = (entries, now, zone = ZONE) => subjectOf(newFold(entries, zone).fold, now, zone);

const zones = new Map<string, LocalZone>();
export function zoneOf(zone: string): LocalZone {
  const local = zones.get(zone) ?? new LocalZone(zone);
  zones.set(zone, local);
  return local;
}

function rowOf(row: IndicatorRow): Row {
  const { failing, budget, ...rest } = row;
  return { ...rest, failing: failing?.map((one) => one.roomId).sort(), plannedMs: budget?.plannedMs };
}

/** Every hand-worked case is asked of both: its numbers are worked out by hand, from the definitions. */
export const SUBJECTS: [name: string, make: MakeSubject][] = [
  ['oracle', askOracle],
  ['fold', askFold],
];

/** One row, by its id. */
export function rowFor(subject: Subject, scope: string, period: string, id: IndicatorId): Row {
  return subject.rows({ scope, period }).find((row) => row.id === id)!;
}
