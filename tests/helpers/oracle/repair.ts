import type { EntryOf } from '../../../shared/model/entry';
import type { Instant } from '../../../shared/model/instant';
import type { Severity } from '../../../shared/model/vocabulary';
import { SEVERITIES } from '../../../shared/model/vocabulary';
import { type Fault, cancellationOf, lastRepairOf, repairedNow, stateAt, uncancelled } from './fault';
import { inFoldOrder, iso, momentOf, ofKind, precedes } from './order';
import { sittingUses } from './service';
import type { World } from './world';

const MINUTE = 60_000;

export interface Limit {
  normalMin: number;
  sittingMin: number | null;
}

/** 4 h, 24 h, 72 h; in a sitting 15 min, 30 min, and the sitting's end (semantics 7). */
const DEFAULT_LIMITS: Record<Severity, Limit> = {
  critical: { normalMin: 4 * 60, sittingMin: 15 },
  major: { normalMin: 24 * 60, sittingMin: 30 },
  minor: { normalMin: 72 * 60, sittingMin: null },
};

/**
 * The limit in force at `reportedAt`, by the order of the fold: that of the county of the device's site then, before its
 * city's, its province's and the general one.
 */
function limitFor(world: World, fault: Fault, severity: Severity): Limit {
  const moment = momentOf(fault.report);
  const inForce = ofKind(world.entries, 'limits.set').filter((one) => precedes(momentOf(one), moment));
  const county = world.area(world.device(fault.deviceId, moment).siteId, moment);
  for (const scope of [county, `${county.slice(0, 4)}00`, `${county.slice(0, 2)}0000`, undefined]) {
    const last = inFoldOrder(inForce.filter((one) => one.body.scope === scope)).at(-1);
    if (last) return last.body[severity];
  }
  return DEFAULT_LIMITS[severity];
}

export function lastGrade(fault: Fault): Severity {
  return fault.steps.findLast((step) => step.severity !== undefined)!.severity!;
}

export function highestGrade(fault: Fault): Severity {
  const grades = fault.steps.flatMap((step) => (step.severity === undefined ? [] : [step.severity]));
  return SEVERITIES.findLast((severity) => grades.includes(severity))!;
}

/**
 * The repair clock: it runs while the fault is open, stands while it is paused and between a repair and the reopening,
 * and after the last repair it runs on. Null: a pause without end comes before the limit.
 */
function normalDeadline(fault: Fault, limit: number): Instant | null {
  let left = limit;
  for (const [index, step] of fault.steps.entries()) {
    const next = fault.steps[index + 1];
    const repaired = step.state === 'repaired' || step.state === 'verified';
    const reopened = fault.steps.slice(index + 1).some((later) => later.kind === 'fault.reopened');
    const runs = step.state === 'open' || (repaired && !reopened);
    if (!runs) continue;
    const stretch = (next?.at ?? Infinity) - step.at;
    if (left <= stretch) return step.at + left;
    left -= stretch;
  }
  return null;
}

/** `t₀ + limit` of one sitting that uses the device and has begun by `now`; null where it asks for nothing. */
function sittingDeadline(
  world: World,
  fault: Fault,
  limit: Limit,
  sitting: EntryOf<'exam.scheduled'>,
  now: Instant,
): Instant | null {
  const from = iso(sitting.body.from);
  const to = iso(sitting.body.to);
  if (from > now) return null;
  // The first instant at which all three hold can only be one at which one of them begins to hold.
  const moves = ofKind(world.entries, 'device.moved', 'device.changed').map((one) => one.at);
  const candidates = [from, fault.reportedAt, ...fault.steps.map((step) => step.at), ...moves];
  const first = candidates
    .filter((t) => from <= t && t < to && t >= fault.reportedAt)
    .sort((a, b) => a - b)
    .find((t) => stateAt(fault, t) === 'open' && sittingUses(world, sitting, fault.deviceId, t));
  if (first === undefined) return null;
  return limit.sittingMin === null ? Math.max(to, first + 15 * MINUTE) : first + limit.sittingMin * MINUTE;
}

/**
 * The deadline by the limits of one grade, from the fault's steps as they stand; null: none. A cancellation does not
 * move it: it is asked whether the cancellation came in time.
 */
export function deadlineBy(world: World, cancelledOrNot: Fault, severity: Severity, now: Instant): Instant | null {
  const fault = uncancelled(cancelledOrNot);
  const limit = limitFor(world, fault, severity);
  const all = [normalDeadline(fault, limit.normalMin * MINUTE)];
  for (const sitting of world.sittings) all.push(sittingDeadline(world, fault, limit, sitting, now));
  const set = all.filter((one) => one !== null);
  return set.length === 0 ? null : Math.min(...set);
}

export type Verdict = 'timely' | 'late' | 'pending' | 'excluded' | 'none';

/** Cancelled as a duplicate of another, uncancelled fault of the device, reported and not repaired at this report. */
function isDuplicate(world: World, fault: Fault): boolean {
  const other = world.faults.find((one) => one.id === cancellationOf(fault)?.duplicateOf);
  if (!other || other.id === fault.id || other.deviceId !== fault.deviceId || cancellationOf(other)) return false;
  // Reading: "at their report" is the report's own place in the order of the fold.
  const before = other.steps.filter((step) => precedes(step, momentOf(fault.report)));
  const state = before.at(-1)?.state;
  return state === 'open' || state === 'paused';
}

/** Whether the timely-repair rate leaves a fault out: no outage, cancelled by its deadline, or a duplicate. */
export function excluded(world: World, fault: Fault): boolean {
  const cancellation = cancellationOf(fault);
  if (!cancellation) return false;
  const deadline = deadlineBy(world, fault, lastGrade(fault), world.now);
  return deadline === null || cancellation.at <= deadline || isDuplicate(world, fault);
}

/** The figure: by the last grade; exactly on the deadline is timely. */
export function verdict(world: World, fault: Fault): Verdict {
  if (fault.impact === 'none') return 'none';
  if (excluded(world, fault)) return 'excluded';
  const deadline = deadlineBy(world, fault, lastGrade(fault), world.now);
  const judged = uncancelled(fault);
  if (repairedNow(judged) && deadline !== null && lastRepairOf(judged)!.at <= deadline) return 'timely';
  return deadline !== null && world.now > deadline ? 'late' : 'pending';
}

/** The low bound: by the highest grade ever, a repair recorded after that deadline only where another account verified. */
export function lowVerdict(world: World, fault: Fault): 'timely' | 'late' | 'pending' {
  const deadline = deadlineBy(world, fault, highestGrade(fault), world.now);
  const judged = uncancelled(fault);
  const repair = lastRepairOf(judged);
  if (repairedNow(judged) && repair && deadline !== null && repair.at <= deadline) {
    const since = judged.steps.slice(judged.steps.indexOf(repair));
    const vouched = since.some((step) => step.kind === 'fault.verified' && step.actor !== repair.actor);
    if (repair.recordedAt <= deadline || vouched) return 'timely';
  }
  return deadline !== null && world.now > deadline ? 'late' : 'pending';
}
