import type { Instant } from '../../model/instant';
import { SEVERITIES, type Severity } from '../../model/vocabulary';
import type { Interval } from '../../timeline/interval';
import type { Fact } from '../state/log';
import type { Signed } from '../state/signed';
import type { FaultFacts, FaultReport, FaultStep } from '../state/state';

export type FaultPhase = 'open' | 'paused' | 'repaired' | 'verified' | 'cancelled';

/** 7 × 24 h: until then a repaired fault may be reopened; later it is a new fault (semantics 7). */
const REOPEN_MS = 7 * 24 * 3600 * 1000;

export interface Repair extends Signed {
  at: Instant;
  seq: number;
  /** Retirement is the repair of what is open, but it observes nothing (semantics 4). */
  byRetirement: boolean;
}

/** What the steps of a fault come to (semantics 7's table), up to a cut. Intervals may be open-ended (Infinity). */
export interface FaultRun {
  report: Fact<FaultReport>;
  phase: FaultPhase;
  cancelled?: { at: Instant; seq: number; duplicateOf?: string };
  /** Neither repaired nor paused: where a sitting's limit may start. */
  open: Interval[];
  /** Not repaired, whether paused or not; begins at reportedAt. */
  unrepaired: Interval[];
  paused: Interval[];
  /** Where the repair clock stands still: pauses, and from a repair to its reopening. */
  stops: Interval[];
  repairs: Repair[];
  /** The repair that stands now: the last one, when the fault was not opened again. */
  currentRepair?: Repair;
  acknowledgedAt?: Instant;
  assignedTo?: string;
  severity: Severity;
  /** The highest grade that it ever had: the low bound judges by it. */
  highest: Severity;
  /** Somebody other than the repairer verified the standing repair. */
  verifiedByOther: boolean;
  contested: number[];
}

type Step = Fact<FaultStep | (Signed & { step: 'retired' })>;

/** The reports of a fault by their place in the ledger: the first is the fault, another of its id is contested. */
function reportsOf(fault: FaultFacts): Fact<FaultReport>[] {
  return fault.reported.length < 2 ? fault.reported : [...fault.reported].sort((a, b) => a.seq - b.seq);
}

export function reportOf(fault: FaultFacts): Fact<FaultReport> | undefined {
  return reportsOf(fault)[0];
}

/**
 * Runs the steps of a fault in their order: those up to `cut` (an instant), and of that instant those in front of
 * `seq`. What the state does not allow has no effect and is listed. Null when no report stands there.
 */
export function runFault(
  fault: FaultFacts,
  retired: Fact<Signed> | undefined,
  cut: Instant,
  seq = Infinity,
): FaultRun | null {
  const beyond = (fact: { at: Instant; seq: number }) => fact.at > cut || (fact.at === cut && fact.seq >= seq);
  const reports = reportsOf(fault);
  const report = reports[0];
  if (!report || beyond(report)) return null;
  const machine = new Machine(report);
  machine.run.contested.push(...reports.slice(1).map((other) => other.seq));
  for (const step of inOrder(fault, retired)) {
    if (beyond(step)) break;
    machine.take(step);
  }
  return machine.close();
}

function inOrder(fault: FaultFacts, retired: Fact<Signed> | undefined): Step[] {
  if (!retired) return fault.steps;
  const steps: Step[] = [...fault.steps];
  steps.push({ ...retired, value: { ...retired.value, step: 'retired' } });
  return steps.sort((a, b) => a.at - b.at || a.seq - b.seq);
}

class Machine {
  readonly run: FaultRun;
  private started = false;
  private gone: Signed | null = null;
  /** Since when the present stretch (open, paused or repaired) lasts. */
  private since: Instant;
  private unrepairedSince: Instant;

  constructor(private readonly report: Fact<FaultReport>) {
    this.since = this.unrepairedSince = report.at;
    const { severity } = report.value;
    this.run = {
      report,
      phase: 'open',
      open: [],
      unrepaired: [],
      paused: [],
      stops: [],
      repairs: [],
      severity,
      highest: severity,
      verifiedByOther: false,
      contested: [],
    };
  }

  take(step: Step): void {
    const { report, run } = this;
    const before = step.at < report.at || (step.at === report.at && step.seq < report.seq);
    if (step.value.step === 'retired') {
      if (!before) this.start();
      this.gone = step.value;
      if (before) return;
      if (run.phase === 'open' || run.phase === 'paused') this.repair(step, true);
      return;
    }
    if (before) {
      run.contested.push(step.seq);
      return;
    }
    this.start();
    if (!this.act(step as Fact<FaultStep>)) run.contested.push(step.seq);
  }

  /** A fault that is reported once its device is gone is repaired as it opens. */
  private start(): void {
    if (this.started) return;
    this.started = true;
    if (this.gone) this.repair({ ...this.report, value: this.gone }, true);
  }

  private act(fact: Fact<FaultStep>): boolean {
    const { run } = this;
    const { step } = fact.value;
    if (run.phase === 'cancelled') return false;
    const repaired = run.phase === 'repaired' || run.phase === 'verified';
    switch (step) {
      case 'acknowledged':
        run.acknowledgedAt ??= fact.at;
        return true;
      case 'assigned':
        run.assignedTo = fact.value.to;
        return true;
      case 'commented':
      case 'pauseAsked':
        return true;
      case 'regraded':
        run.severity = fact.value.severity!;
        if (SEVERITIES.indexOf(run.severity) > SEVERITIES.indexOf(run.highest)) run.highest = run.severity;
        return true;
      case 'paused':
        if (run.phase !== 'open') return false;
        this.leave(fact.at);
        run.phase = 'paused';
        return true;
      case 'resumed':
        if (run.phase !== 'paused') return false;
        this.leave(fact.at);
        run.phase = 'open';
        return true;
      case 'repaired':
        if (repaired) return false;
        this.repair(fact, false);
        return true;
      case 'verified':
        if (!repaired) return false;
        run.phase = 'verified';
        if (fact.value.actor !== run.currentRepair!.actor) run.verifiedByOther = true;
        return true;
      case 'reopened':
        if (!repaired || fact.at - run.currentRepair!.at > REOPEN_MS) return false;
        this.reopen(fact);
        return true;
      case 'cancelled':
        this.leave(fact.at);
        if (!repaired) run.unrepaired.push({ from: this.unrepairedSince, to: fact.at });
        // What was paused stays so: nothing comes after a cancellation.
        if (run.phase === 'paused') run.stops[run.stops.length - 1]!.to = Infinity;
        run.cancelled = { at: fact.at, seq: fact.seq, duplicateOf: fact.value.duplicateOf };
        run.phase = 'cancelled';
        return true;
    }
  }

  /** Ends the present stretch. */
  private leave(at: Instant): void {
    const stretch = { from: this.since, to: at };
    if (this.run.phase === 'open') this.run.open.push(stretch);
    if (this.run.phase === 'paused') {
      this.run.paused.push(stretch);
      this.run.stops.push({ ...stretch });
    }
    this.since = at;
  }

  private repair(fact: Fact<Signed>, byRetirement: boolean): void {
    const { run } = this;
    this.leave(fact.at);
    run.unrepaired.push({ from: this.unrepairedSince, to: fact.at });
    run.phase = 'repaired';
    run.currentRepair = {
      at: fact.at,
      seq: fact.seq,
      actor: fact.value.actor,
      recordedAt: fact.value.recordedAt,
      byRetirement,
    };
    run.repairs.push(run.currentRepair);
    run.verifiedByOther = false;
  }

  private reopen(fact: Fact<FaultStep>): void {
    const { run } = this;
    run.stops.push({ from: run.currentRepair!.at, to: fact.at });
    run.currentRepair = undefined;
    run.phase = 'open';
    this.since = this.unrepairedSince = fact.at;
    if (this.gone) this.repair({ ...fact, value: this.gone }, true);
  }

  close(): FaultRun {
    this.start();
    const { run } = this;
    if (run.phase === 'open' || run.phase === 'paused') {
      this.leave(Infinity);
      run.unrepaired.push({ from: this.unrepairedSince, to: Infinity });
    }
    return run;
  }
}
