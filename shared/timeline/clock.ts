import type { Instant } from '../model/instant';
import { type Interval, firstIndex } from './interval';
import { type ScheduleRule, serviceIntervals, weekIn } from './schedule';
import type { Zone } from './zone';

const DAY_MS = 86_400_000;
/** `nextEdge` looks this far ahead. */
const AHEAD_MS = 200 * DAY_MS;
/** 36 weeks: two blocks with the same rule, the same offset and no exception have the same service time. */
const BLOCK_MS = 252 * DAY_MS;

/** The service windows of one block of time. */
interface Block {
  windows: Interval[];
  /** `before[i]`: ms of all windows in front of window i; the last is the sum of all. */
  before: number[];
}

const blockOf = (at: Instant): number => Math.floor(at / BLOCK_MS);

/**
 * The service clock of a site: how much of `[from, to)` its schedule covers, in integer ms. Windows are laid out block by
 * block where a question begins or ends; the blocks between count by their sums, which blocks of the same weeks share.
 */
export class ServiceClock {
  private readonly blocks = new Map<number, Block>();
  private readonly totals = new Map<number, number>();
  /** Sums of blocks without exceptions and clock changes, by rule and offset. */
  private readonly plainTotals = new Map<string, number>();
  private readonly always: boolean;
  /** The block that was asked for last: nearly every stretch lies in the one of the stretch before. */
  private lastIndex = NaN;
  private last: Block = { windows: [], before: [0] };
  /** Where the last stretch ended, and `upTo` there: the next one mostly begins where it ended. */
  private lastEnd: Instant = NaN;
  private upToLastEnd = 0;

  constructor(
    private readonly rules: readonly ScheduleRule[],
    private readonly zone: Zone,
  ) {
    this.always = rules.every((rule) => rule.schedule === 'always');
  }

  private block(index: number): Block {
    if (index === this.lastIndex) return this.last;
    let block = this.blocks.get(index);
    if (!block) this.blocks.set(index, (block = this.layOut(index)));
    this.lastIndex = index;
    this.last = block;
    return block;
  }

  private layOut(index: number): Block {
    const windows = serviceIntervals(this.rules, this.zone, index * BLOCK_MS, (index + 1) * BLOCK_MS);
    const before = [0];
    for (const { from, to } of windows) before.push(before[before.length - 1]! + to - from);
    return { windows, before };
  }

  /** Ms of service in a whole block. */
  private total(index: number): number {
    let total = this.totals.get(index);
    if (total === undefined) this.totals.set(index, (total = this.sumOf(index)));
    return total;
  }

  private sumOf(index: number): number {
    const week = weekIn(this.rules, this.zone, index * BLOCK_MS, (index + 1) * BLOCK_MS);
    if (week === null) return this.block(index).before.at(-1)!;
    let sum = this.plainTotals.get(week);
    if (sum === undefined) this.plainTotals.set(week, (sum = this.block(index).before.at(-1)!));
    return sum;
  }

  /** Ms of service between the beginning of its block and `at`. */
  private upTo(at: Instant): number {
    const { windows, before } = this.block(blockOf(at));
    // By hand: a search by callback is most of the cost of a figure over many stretches.
    let next = 0;
    for (let high = windows.length; next < high;) {
      const middle = (next + high) >>> 1;
      if (windows[middle]!.from >= at) high = middle;
      else next = middle + 1;
    }
    if (next === 0) return 0;
    return before[next - 1]! + Math.min(at, windows[next - 1]!.to) - windows[next - 1]!.from;
  }

  /** Ms of `[from, to)` inside the schedule; both finite. */
  measure(from: Instant, to: Instant): number {
    if (from >= to) return 0;
    if (this.always) return to - from;
    const before = from === this.lastEnd ? this.upToLastEnd : this.upTo(from);
    const after = this.upTo(to);
    this.lastEnd = to;
    this.upToLastEnd = after;
    let sum = after - before;
    const end = blockOf(to);
    for (let index = blockOf(from); index < end; index += 1) sum += this.total(index);
    return sum;
  }

  isOpen(at: Instant): boolean {
    return this.measure(at, at + 1) === 1;
  }

  /** The first instant after `at` at which the schedule opens or closes, within the next 200 days; else that far ahead. */
  nextEdge(at: Instant): Instant {
    if (this.always) return Infinity;
    const end = at + AHEAD_MS;
    let open: boolean | undefined;
    for (let from = at; from < end;) {
      const { windows } = this.block(blockOf(from));
      const window = windows[firstIndex(windows.length, (i) => windows[i]!.to > from)];
      const isOpen = window !== undefined && window.from <= from;
      // The change may lie between two blocks, which cut every window.
      if (open !== undefined && open !== isOpen) return from;
      open = isOpen;
      const blockEnd = (blockOf(from) + 1) * BLOCK_MS;
      const next = (isOpen ? window.to : window?.from) ?? blockEnd;
      if (next < blockEnd) return Math.min(next, end);
      from = blockEnd;
    }
    return end;
  }
}
