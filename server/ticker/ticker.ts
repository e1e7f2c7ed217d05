import type { Fold } from '../../shared/fold/fold';
import type { LiveChanges } from '../../shared/fold/live/changed';
import type { Instant } from '../../shared/model/instant';
import type { Ledger } from '../ledger/ledger';
import type { Logger } from '../log';
import { TICK_MS, TickThrottle } from './tick-throttle';

/** A machine that slept, or a clock set forward, is noticed within this time. */
const LONGEST_MS = 60_000;
/** A failed tick is tried again after this time. */
const RETRY_MS = 1_000;

/** One step of the live state: brought up to `now`, with everything that changed since the step before. */
export interface Tick {
  fold: Fold;
  now: Instant;
  changes: LiveChanges;
  /** How many entries were committed since the tick before. */
  entries: number;
  /** Changes since the tick before may be missing: a tick failed, or the fold was rebuilt. */
  lost: boolean;
}

/** Who follows the ticks. */
export interface TickSubscriber {
  /** Called once a tick, between two commits. */
  onTick(tick: Tick): void;
  /** When it wants a tick by itself, whatever changes; null: never. */
  dueAt(): Instant | null;
}

/**
 * The one owner of time: brings the live state up to the clock after commits and whenever time alone changes something,
 * whether or not anybody watches, and hands the changes to its subscribers (live pages, later alerts).
 */
export class Ticker {
  readonly #ledger: Pick<Ledger, 'read' | 'onCommit'>;
  readonly #log: Pick<Logger, 'error'>;
  readonly #subscribers = new Set<TickSubscriber>();
  readonly #throttle = new TickThrottle();
  readonly #stopListening: () => void;
  #timer: NodeJS.Timeout | undefined;
  /** When the timer fires, in ms of the monotonic clock; -Infinity while a tick waits for a commit to end. */
  #timerAt = Infinity;
  #entries = 0;
  #fold: Fold | null = null;
  /** Subscribers that missed changes: a tick failed, or the fold was rebuilt. */
  readonly #behind = new Set<TickSubscriber>();
  #failures = 0;
  #closed = false;

  constructor(ledger: Pick<Ledger, 'read' | 'onCommit'>, log: Pick<Logger, 'error'>) {
    this.#ledger = ledger;
    this.#log = log;
    this.#stopListening = ledger.onCommit((entries) => {
      this.#entries += entries.length;
      this.#schedule(this.#throttle.dueAt(performance.now()));
    });
  }

  /** Begins to follow the clock, once the ledger has been read. */
  start(): void {
    this.#schedule(performance.now());
  }

  subscribe(subscriber: TickSubscriber): () => void {
    this.#subscribers.add(subscriber);
    return () => {
      this.#subscribers.delete(subscriber);
      this.#behind.delete(subscriber);
    };
  }

  /**
   * Ticks at once, inside a read of the ledger: everything up to this head and this instant is handed out before the
   * caller goes on.
   */
  tick(fold: Fold, now: Instant): void {
    const rebuilt = this.#fold !== null && this.#fold !== fold;
    if (rebuilt) for (const subscriber of this.#subscribers) this.#behind.add(subscriber);
    let changes: LiveChanges;
    try {
      fold.advance(now);
      changes = fold.takeChanges();
    } catch (error) {
      for (const subscriber of this.#subscribers) this.#behind.add(subscriber);
      throw error;
    }
    this.#fold = fold;
    if (this.#entries > 0) this.#throttle.ticked(performance.now(), this.#entries);
    const tick = { fold, now, changes, entries: this.#entries };
    this.#entries = 0;
    for (const subscriber of this.#subscribers) this.#handTo(subscriber, tick);
    this.plan(fold, now);
  }

  /** A subscriber that fails does not keep the tick from the others; its next tick says that changes were lost. */
  #handTo(subscriber: TickSubscriber, tick: Omit<Tick, 'lost'>): void {
    try {
      subscriber.onTick({ ...tick, lost: this.#behind.has(subscriber) });
      this.#behind.delete(subscriber);
    } catch (error) {
      this.#behind.add(subscriber);
      this.#failures += 1;
      this.#log.error({ err: error }, 'a subscriber of the ticker failed');
    }
  }

  /** Whether a subscriber got every change up to the last tick. */
  isCurrent(subscriber: TickSubscriber): boolean {
    return !this.#behind.has(subscriber);
  }

  /** How many ticks failed. */
  get failures(): number {
    return this.#failures;
  }

  /** Sets the timer for the next instant at which the live state or a subscriber changes by time alone. */
  plan(fold: Fold, now: Instant): void {
    let next = fold.nextChangeAt() ?? Infinity;
    for (const subscriber of this.#subscribers) next = Math.min(next, subscriber.dueAt() ?? Infinity);
    if (Number.isFinite(next)) this.#schedule(performance.now() + Math.max(TICK_MS, next - now));
  }

  close(): void {
    this.#closed = true;
    this.#stopListening();
    clearTimeout(this.#timer);
  }

  /** One timer, for the earliest time that was asked for (monotonic clock, ms). */
  #schedule(when: number): void {
    if (this.#closed || when >= this.#timerAt) return;
    clearTimeout(this.#timer);
    this.#timerAt = when;
    const wait = Math.min(when - performance.now(), LONGEST_MS);
    // A timer waits at least a millisecond: what is due now is handed out right after the writers have been answered.
    if (wait <= 0) return void setImmediate(() => void this.#run());
    this.#timer = setTimeout(() => void this.#run(), wait);
    this.#timer.unref();
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#closed) return;
    // While this tick waits for a commit to end, no other is scheduled: it hands out what the commit brings.
    this.#timerAt = -Infinity;
    try {
      await this.#ledger.read((fold, now) => {
        this.#timerAt = Infinity;
        this.tick(fold, now);
      });
    } catch (error) {
      this.#timerAt = Infinity;
      this.#failures += 1;
      this.#log.error({ err: error }, 'a tick failed');
      // Tried again soon: until then pages go stale, and afterwards they get a new snapshot.
      this.#schedule(performance.now() + RETRY_MS);
    }
  }
}
