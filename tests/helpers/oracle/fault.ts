import type { Entry, EntryOf } from '../../../shared/model/entry';
import type { Instant } from '../../../shared/model/instant';
import type { Severity } from '../../../shared/model/vocabulary';
import { type Life } from './life';
import { type Moment, inFoldOrder, momentOf, ofKind, precedes, iso } from './order';

export type FaultState = 'open' | 'paused' | 'repaired' | 'verified' | 'cancelled';

/** A step that counted, and the state that it led to. */
export interface Step extends Moment {
  kind: Entry['kind'];
  state: FaultState;
  recordedAt: Instant;
  actor: string;
  severity?: Severity;
  duplicateOf?: string;
}

/** A fault and its steps (semantics 7), replayed in the order of the fold. */
export interface Fault {
  id: string;
  deviceId: string;
  impact: 'down' | 'degraded' | 'none';
  report: EntryOf<'fault.reported'>;
  reportedAt: Instant;
  startedAt: Instant;
  steps: Step[];
  /** Seqs of the steps that their state did not allow. */
  contested: number[];
}

const REOPEN_WITHIN = 7 * 24 * 3600_000;
const STEPS = [
  'fault.acknowledged',
  'fault.assigned',
  'fault.commented',
  'fault.pauseAsked',
  'fault.regraded',
  'fault.paused',
  'fault.resumed',
  'fault.repaired',
  'fault.verified',
  'fault.reopened',
  'fault.cancelled',
] as const;

/** The table of section 7: what a step leads to from a state, or null where the state does not allow it. */
function leadsTo(kind: (typeof STEPS)[number], state: FaultState, sinceRepair: number): FaultState | null {
  if (state === 'cancelled') return null;
  switch (kind) {
    case 'fault.paused':
      return state === 'open' ? 'paused' : null;
    case 'fault.resumed':
      return state === 'paused' ? 'open' : null;
    case 'fault.repaired':
      return state === 'open' || state === 'paused' ? 'repaired' : null;
    case 'fault.verified':
      return state === 'repaired' || state === 'verified' ? 'verified' : null;
    case 'fault.reopened':
      return (state === 'repaired' || state === 'verified') && sinceRepair <= REOPEN_WITHIN ? 'open' : null;
    case 'fault.cancelled':
      return 'cancelled';
    default:
      return state;
  }
}

export function replayFault(report: EntryOf<'fault.reported'>, entries: readonly Entry[], life: Life): Fault {
  const { faultId, deviceId, impact, startedAt } = report.body;
  const fault: Fault = {
    id: faultId,
    deviceId,
    impact,
    report,
    reportedAt: report.at,
    startedAt: startedAt === undefined ? report.at : iso(startedAt),
    steps: [],
    contested: [],
  };
  let state: FaultState | null = null;
  let lastRepair = -Infinity;
  const take = (step: Omit<Step, 'state'>, next: FaultState) => {
    if (step.kind === 'fault.repaired') lastRepair = step.at;
    fault.steps.push({ ...step, state: next });
    state = next;
  };

  /**
   * Retirement is the repair of what is open (semantics 4). Reading: a fault that is reported or reopened at or after
   * the retirement is repaired at the instant it opens; the repair is the retirement's (its actor, its recordedAt).
   */
  const repairByRetirement = (moment: Moment) => {
    const end = life.end;
    if (!end || (state !== 'open' && state !== 'paused')) return;
    take({ ...moment, kind: 'fault.repaired', recordedAt: end.recordedAt, actor: end.actor }, 'repaired');
  };

  const own = ofKind(entries, ...STEPS).filter((one) => one.body.faultId === faultId);
  const events: Entry[] = [report, ...own];
  if (life.end) events.push(life.end);
  for (const event of inFoldOrder(events)) {
    const moment = momentOf(event);
    const base = { ...moment, kind: event.kind, recordedAt: event.recordedAt, actor: event.actor };
    const retired = life.end !== null && !precedes(moment, momentOf(life.end));
    if (event === life.end) {
      repairByRetirement(moment);
    } else if (event === report) {
      take({ ...base, severity: report.body.severity }, 'open');
      if (retired) repairByRetirement(moment);
    } else {
      const step = event as (typeof own)[number];
      // A step before the report in the order of the fold finds no fault there.
      const next: FaultState | null = state === null ? null : leadsTo(step.kind, state, step.at - lastRepair);
      if (next === null) {
        fault.contested.push(step.seq);
        continue;
      }
      const severity = step.kind === 'fault.regraded' ? step.body.severity : undefined;
      const duplicateOf = step.kind === 'fault.cancelled' ? step.body.duplicateOf : undefined;
      take({ ...base, severity, duplicateOf }, next);
      if (retired && step.kind === 'fault.reopened') repairByRetirement(moment);
    }
  }
  return fault;
}

/** The fault as it stood at a moment: its steps up to it ("no figure counts the future", semantics 1). */
export function faultAt(fault: Fault, moment: Moment): Fault {
  return { ...fault, steps: fault.steps.filter((step) => !precedes(moment, step)) };
}

/** The state after the last step at or before an instant; null before the report. */
export function stateAt(fault: Fault, t: Instant): FaultState | null {
  return fault.steps.filter((step) => step.at <= t).at(-1)?.state ?? null;
}

export function cancellationOf(fault: Fault): Step | null {
  return fault.steps.find((step) => step.kind === 'fault.cancelled') ?? null;
}

/** The fault as if it had not been cancelled (semantics 7). */
export function uncancelled(fault: Fault): Fault {
  return { ...fault, steps: fault.steps.filter((step) => step.kind !== 'fault.cancelled') };
}

export function lastRepairOf(fault: Fault): Step | null {
  return fault.steps.filter((step) => step.kind === 'fault.repaired').at(-1) ?? null;
}

/** Not repaired and not cancelled; a paused fault is still open (reading). */
export function isOpen(fault: Fault): boolean {
  const state = fault.steps.at(-1)?.state;
  return state === 'open' || state === 'paused';
}

export function repairedNow(fault: Fault): boolean {
  const state = fault.steps.at(-1)?.state;
  return state === 'repaired' || state === 'verified';
}

/**
 * Whether it bears on its device at an instant (semantics 4): from `startedAt` to the repair, and from each reopening to
 * the next repair. Reading: a cancelled fault never bore, whenever it was cancelled.
 */
export function bearsAt(fault: Fault, t: Instant): boolean {
  if (fault.impact === 'none' || cancellationOf(fault) || t < fault.startedAt) return false;
  if (t < fault.reportedAt) return true;
  const state = stateAt(fault, t);
  return state === 'open' || state === 'paused';
}
