import type { RunningSums, StatusCounts } from '../../contract/live';
import type { Instant } from '../../model/instant';
import { CLASSES, MAINTENANCE, type Sums, toSums } from '../device/sums';

/** A window that runs, `[from, to)`. */
export interface Window {
  from: Instant;
  to: Instant;
}

/**
 * The running sums of one scope over the live windows: closed time by class, and how many devices are accruing in each
 * class, so that a total is linear in time and is read in constant time whatever the history (house: cost). Sums stay
 * exact up to 2^53 ms, 285,000 device-years in one window.
 */
export class Accumulator {
  private readonly sums: Float64Array[];
  /** Devices accruing in each class. */
  private readonly rate = new Int32Array(CLASSES);
  /** Devices in service in each status, whether their time counts or not; and how many of them are in maintenance. */
  private readonly inStatus = new Int32Array(CLASSES);

  constructor(
    /** Whose sums these are: a scope as text, or `common:<site>`. */
    readonly key: string,
    private readonly windows: readonly Window[],
    private at: Instant,
  ) {
    this.sums = windows.map(() => new Float64Array(CLASSES));
  }

  /** Brings the sums up to an instant, at or after the last one. */
  settle(at: Instant): void {
    if (at === this.at) return;
    for (let w = 0; w < this.windows.length; w++) {
      const { from, to } = this.windows[w]!;
      const ms = Math.min(at, to) - Math.max(this.at, from);
      if (ms <= 0) continue;
      const sums = this.sums[w]!;
      for (let c = 0; c < CLASSES; c++) if (this.rate[c] !== 0) sums[c]! += this.rate[c]! * ms;
    }
    this.at = at;
  }

  /** A device begins (1) or ceases (-1) to accrue in a class, from an instant on. */
  accrue(klass: number, step: 1 | -1, at: Instant): void {
    this.settle(at);
    this.rate[klass]! += step;
  }

  /** A device in service stands (1) or ceases to stand (-1) in a status. */
  countStatus(status: number, inMaintenance: boolean, step: 1 | -1): void {
    this.inStatus[status]! += step;
    if (inMaintenance) this.inStatus[MAINTENANCE]! += step;
  }

  /** Puts closed time in (1) or takes it out (-1), window by window. */
  correct(more: readonly Sums[], sign: 1 | -1): void {
    more.forEach((sums, window) => {
      for (let c = 0; c < CLASSES; c++) this.sums[window]![c]! += sign * sums[c]!;
    });
  }

  /** A window begins anew. */
  restart(window: number): void {
    this.sums[window]!.fill(0);
  }

  read(window: number, at: Instant): RunningSums {
    this.settle(at);
    const { from, to } = this.windows[window]!;
    const running = at >= from && at < to;
    const [up, degraded, down, unknown, maintenance] = (running ? [...this.rate] : [0, 0, 0, 0, 0]) as number[];
    return {
      at,
      from,
      to,
      sums: toSums(this.sums[window]!),
      rate: { upMs: up!, degradedMs: degraded!, downMs: down!, unknownMs: unknown!, maintenanceMs: maintenance! },
    };
  }

  counts(): StatusCounts {
    const [up, degraded, down, unknown, maintenance] = [...this.inStatus] as [number, number, number, number, number];
    return { up, degraded, down, unknown, maintenance };
  }
}
