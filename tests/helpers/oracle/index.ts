import type { UptimeCut, UptimeRow } from '../../../shared/contract/http';
import type { Entry } from '../../../shared/model/entry';
import type { Instant } from '../../../shared/model/instant';
import { type Period, parsePeriod } from '../../../shared/model/period';
import { type Scope, parseScope } from '../../../shared/model/scope';
import type { FaultState } from './fault';
import { type KnownOptions, known } from './known';
import { type Piece, pieces } from './pieces';
import { type Verdict, deadlineBy, lastGrade, verdict } from './repair';
import { type OracleRow, allRows } from './rows';
import { uptimeRows } from './uptime';
import { World } from './world';
import { LocalZone } from './zone';

export type { OracleRow } from './rows';
export { LocalZone } from './zone';

export interface OracleFault {
  state: FaultState;
  deadline: Instant | null;
  verdict: Verdict;
}

export interface Oracle {
  readonly now: Instant;
  uptime(query: { scope: string; from: Instant; to: Instant; by: UptimeCut }): UptimeRow[];
  /** All twenty rows; a measured row with its numbers, a qualitative one with its state and suggestion. */
  rows(query: { scope: string; period: string }): OracleRow[];
  /** What a device was, in service, by now: its status, and whether the time counts. */
  pieces(deviceId: string): Piece[];
  /** Null where there is no such fault (or its report has no effect). */
  fault(id: string): OracleFault | null;
  /** Seqs of the entries (or parts of them) without effect, in rising order. */
  contested(): number[];
}

/**
 * What every figure is, by the definitions of semantics 1–9 taken word by word and asked at every instant at which
 * anything may change. It shares nothing with the fold but the vocabulary, and is there to be compared with it.
 */
export function oracle(entries: readonly Entry[], options: { zone: string } & KnownOptions): Oracle {
  const facts = known(entries, options);
  const world = new World(facts.entries, facts.now, options.zone);
  return {
    now: facts.now,
    uptime: ({ scope, ...query }) => uptimeRows(world, { scope: scopeOf(scope), ...query }),
    rows: ({ scope, period }) => allRows(world, scopeOf(scope), periodOf(period, world.zone)),
    pieces: (deviceId) => pieces(world, world.now).filter((piece) => piece.deviceId === deviceId),
    fault: (id) => {
      const fault = world.faults.find((one) => one.id === id);
      const state = fault?.steps.at(-1)?.state;
      // A report after `now` is not there yet.
      if (!fault || !state) return null;
      return {
        state,
        deadline: deadlineBy(world, fault, lastGrade(fault), world.now),
        verdict: verdict(world, fault),
      };
    },
    contested: () => facts.contested,
  };
}

export function scopeOf(text: string): Scope {
  const scope = parseScope(text);
  if (!scope) throw new Error(`not a scope: ${text}`);
  return scope;
}

export function periodOf(text: string, zone: LocalZone): Period {
  const period = parsePeriod(text, zone);
  if (!period) throw new Error(`not a period: ${text}`);
  return period;
}
