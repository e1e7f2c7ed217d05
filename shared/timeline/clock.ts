import type { Instant } from '../model/instant';
import { type Interval, firstIndex } from './interval';
import { type ScheduleRule, serviceIntervals } from './schedule';
import type { Zone } from './zone';

const MARGIN_MS = 200 * 86_400_000;

/**
 * The service clock of a site: how much of `[from, to)` its schedule covers, in integer ms, by two binary searches. The
 * windows are laid out once over the stretch that was asked for and grow with it, so that a long history costs the
 * question, not the days in it.
 */
export class ServiceClock {
  private windows: Interval[] = [];
  /** `before[i]`: ms of all windows in front of window i. */
  private before: number[] = [0];
  private low: Instant = Infinity;
  private high: Instant = -Infinity;

  private readonly always: boolean;

  constructor(
    private readonly rules: readonly ScheduleRule[],
    private readonly zone: Zone,
  ) {
    this.always = rules.every((rule) => rule.schedule === 'always');
  }

  private reach(from: Instant, to: Instant): void {
    if (from >= this.low && to <= this.high) return;
    this.low = Math.min(this.low, from - MARGIN_MS);
    this.high = Math.max(this.high, to + MARGIN_MS);
    this.windows = serviceIntervals(this.rules, this.zone, this.low, this.high);
    this.before = [0];
    for (const window of this.windows) this.before.push(this.before[this.before.length - 1]! + window.to - window.from);
  }

  /** Ms of service before `at`, counted from an origin that only differences of one call may use. */
  private upTo(at: Instant): number {
    const next = firstIndex(this.windows.length, (index) => this.windows[index]!.from >= at);
    if (next === 0) return 0;
    return this.before[next - 1]! + Math.min(at, this.windows[next - 1]!.to) - this.windows[next - 1]!.from;
  }

  /** Ms of `[from, to)` inside the schedule; both finite. */
  measure(from: Instant, to: Instant): number {
    if (from >= to) return 0;
    if (this.always) return to - from;
    this.reach(from, to);
    return this.upTo(to) - this.upTo(from);
  }

  isOpen(at: Instant): boolean {
    return this.measure(at, at + 1) === 1;
  }

  /** The first instant after `at` at which the schedule opens or closes, within the next 200 days; else Infinity. */
  nextEdge(at: Instant): Instant {
    if (this.always) return Infinity;
    this.reach(at, at + MARGIN_MS);
    const index = firstIndex(this.windows.length, (i) => this.windows[i]!.to > at);
    const window = this.windows[index];
    if (!window) return at + MARGIN_MS;
    // The last window may be cut by the edge of what was computed: asking again from there gives the rest.
    return window.from > at ? window.from : window.to;
  }
}
