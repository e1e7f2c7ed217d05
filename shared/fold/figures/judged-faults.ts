import type { Instant } from '../../model/instant';
import { areaChain } from '../../model/scope';
import { placeAt } from '../device/device-timeline';
import { DEFAULT_LIMITS, type Limits, deadlineOf } from '../fault/deadline';
import type { Derived } from '../derived/derived';
import type { FaultRun } from '../fault/fault-run';
import { type Move, deadlineMoves } from '../fault/moves';
import { deviceLifecycle } from '../state/lifecycle';
import { lastUpTo } from '../state/log';
import { type FaultFacts, GENERAL, type State } from '../state/state';
import { type Verdict, judge } from '../fault/verdict';

/** A fault as judged at an instant. */
export interface JudgedFault extends Verdict {
  id: string;
  run: FaultRun;
}

/**
 * The limits in force when the fault was reported, for the site where its device stood then: those of its county before
 * its city's, its province's and the general ones, each by its own last `eff` (semantics 7).
 */
export function limitsFor(state: State, derived: Derived, run: FaultRun): Limits {
  return policyFor(state, derived, run).limits;
}

/** The same with where it comes from: an area's code, the general one, or what holds where nothing was set. */
export function policyFor(
  state: State,
  derived: Derived,
  run: FaultRun,
): { limits: Limits; of: string | null; since?: Instant; seq?: number } {
  const { at, seq, value } = run.report;
  const { limits } = state.rules;
  const inForce = (key: string) => {
    const fact = lastUpTo(limits.get(key) ?? [], at, seq);
    return fact && { limits: fact.value, of: key, since: fact.at, seq: fact.seq };
  };
  const hasAreas = limits.size > (limits.has(GENERAL) ? 1 : 0);
  const view = hasAreas ? derived.view(value.deviceId) : undefined;
  const area = (view && placeAt(state, view, at, seq)?.area) ?? '';
  for (const code of area === '' ? [] : areaChain(area)) {
    const own = inForce(code);
    if (own) return own;
  }
  return inForce(GENERAL) ?? { limits: DEFAULT_LIMITS, of: null };
}

/** The run of a fault as known now: steps that a clock wrote a moment ahead of `now` do not count yet. */
export function runAt(state: State, derived: Derived, fault: FaultFacts, now: Instant): FaultRun | null {
  const ahead = fault.steps.some((step) => step.at > now) || fault.reported.some((report) => report.at > now);
  const run = derived.run(fault.id);
  if (!run) return null;
  const device = state.devices.get(run.report.value.deviceId);
  const retired = device && deviceLifecycle(device).end;
  return ahead || (retired && retired.at > now) ? derived.runUpTo(fault.id, now) : run;
}

/** Judges a fault at `now` (semantics 7); null when no report of it stands by then. */
export function judgeFault(state: State, derived: Derived, id: string, now: Instant): JudgedFault | null {
  const fault = state.faults.get(id);
  const run = fault && runAt(state, derived, fault, now);
  if (!run) return null;
  const uses = derived.view(run.report.value.deviceId)?.uses ?? [];
  const verdict = judge(run, limitsFor(state, derived, run), uses, now);
  const excluded = isDuplicate(state, derived, run, now);
  return { id, run, ...verdict, ...(excluded && { judgement: 'excluded', low: 'excluded' }) };
}

/** How the deadline of a judged fault came to where it stands at `now`. */
export function movesOf(state: State, derived: Derived, { id, run }: JudgedFault, now: Instant): Move[] {
  const { deviceId } = run.report.value;
  const device = state.devices.get(deviceId);
  return deadlineMoves({
    fault: state.faults.get(id)!,
    retired: device && deviceLifecycle(device).end,
    run,
    limits: limitsFor(state, derived, run),
    uses: derived.view(deviceId)?.uses ?? [],
    now,
  });
}

/** Cancelled as the duplicate of another, uncancelled fault of its device that was open when it was reported. */
function isDuplicate(state: State, derived: Derived, run: FaultRun, now: Instant): boolean {
  const original = run.cancelled?.duplicateOf;
  const fault = original === undefined ? undefined : state.faults.get(original);
  const other = fault && runAt(state, derived, fault, now);
  if (!other || other.cancelled || other.report.seq === run.report.seq) return false;
  if (other.report.value.deviceId !== run.report.value.deviceId) return false;
  const then = derived.runUpTo(original!, run.report.at, run.report.seq);
  return then?.phase === 'open' || then?.phase === 'paused';
}

/** The faults that are not repaired at an instant, with their deadline as it stood then (section 8). */
export function openFaultsOf(state: State, derived: Derived, deviceId: string, then: Instant) {
  const out: { id: string; run: FaultRun; overdue: boolean }[] = [];
  const view = derived.view(deviceId);
  for (const id of state.devices.get(deviceId)?.faults ?? []) {
    const known = derived.run(id);
    if (known?.report.value.deviceId !== deviceId) continue;
    if (!known.unrepaired.some((stretch) => stretch.from <= then && then < stretch.to)) continue;
    const run = derived.runUpTo(id, then);
    if (!run || (run.phase !== 'open' && run.phase !== 'paused')) continue;
    const deadline = deadlineOf(run, run.severity, limitsFor(state, derived, run), view?.uses ?? [], then);
    out.push({ id, run, overdue: deadline !== null && then > deadline });
  }
  return out;
}
