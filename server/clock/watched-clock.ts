import type { Instant } from '../../shared/model/instant';
import { ClockDoubted } from '../ledger/errors';
import type { Elapsed } from './elapsed';

/** A difference that is believed: of the same size as the one that a start and a writer's `at` are allowed. */
const TOLERATED_MS = 2 * 60_000;
/**
 * The clocks are compared with a reading that is at most this old, so that the small corrections of a time server do not
 * add up to a contradiction over weeks.
 */
const ANCHOR_MS = 3_600_000;

/** One reading of all clocks: later ones are compared with it. */
export interface Anchor {
  wall: Instant;
  monotonic: number;
  sinceBoot: number;
  bootId: string | null;
}

/** A wall clock that was set while the machine ran: by how much (ms; positive: ahead), and what the others say. */
export interface ClockDoubt {
  byMs: number;
  wall: Instant;
  expected: Instant;
}

export interface ClockDeps {
  wall: () => Instant;
  /** null: the wall clock is believed whatever it says. */
  elapsed: Elapsed | null;
  /** Called when a doubt begins, with the reading that it rests on, and with null when it ends. */
  onDoubt?: (doubt: ClockDoubt | null, anchor: Anchor) => void;
}

/**
 * The server's clock (contract 4). A jump of the wall clock that the machine's other clocks contradict by more than 2
 * minutes is not believed: until the wall clock is right again, time goes on from the last believed reading, and the
 * ledger takes no entry. A machine that was suspended is believed, since the time since its start counts the suspension.
 */
export class WatchedClock {
  #anchor: Anchor | null;
  #doubt: ClockDoubt | null = null;

  /** @param kept the anchor of an earlier process's doubt: compared with if the machine was not restarted since. */
  constructor(
    private readonly deps: ClockDeps,
    kept: Anchor | null = null,
  ) {
    const { elapsed } = deps;
    const isSameRun = kept !== null && kept.bootId !== null && kept.bootId === elapsed?.bootId;
    this.#anchor = isSameRun ? kept : null;
    // A new anchor would make a clock believed that the kept one contradicts.
    if (elapsed && this.doubt === null) this.#anchor = readAnchor(deps.wall(), elapsed);
  }

  /** The instant that is believed now. */
  readonly now = (): Instant => {
    const wall = this.deps.wall();
    const { elapsed } = this.deps;
    if (!elapsed || !this.#anchor) return wall;
    const passed = elapsed.monotonic() - this.#anchor.monotonic;
    if (isNear(wall, this.#anchor.wall + passed)) {
      if (passed >= ANCHOR_MS) this.#anchor = readAnchor(wall, elapsed);
      this.#judge(null);
      return wall;
    }
    const awake = this.#anchor.wall + elapsed.sinceBoot() - this.#anchor.sinceBoot;
    if (isNear(wall, awake)) {
      this.#anchor = readAnchor(wall, elapsed);
      this.#judge(null);
      return wall;
    }
    const expected = Math.round(Math.max(this.#anchor.wall + passed, awake));
    this.#judge({ byMs: wall - expected, wall, expected });
    return expected;
  };

  /** Why the wall clock is not believed now; null: it is. */
  get doubt(): ClockDoubt | null {
    this.now();
    return this.#doubt;
  }

  /** @throws ClockDoubted while the wall clock is not believed. */
  readonly assertBelieved = (): void => {
    const { doubt } = this;
    if (!doubt) return;
    throw new ClockDoubted(
      `the server’s clock was set ${doubtText(doubt)} while it ran: nothing is recorded until it is right again, or an ` +
        'administrator accepts it (npm run kaodian -- clock accept --reason TEXT)',
    );
  };

  #judge(doubt: ClockDoubt | null): void {
    const isNews = (doubt === null) !== (this.#doubt === null);
    this.#doubt = doubt;
    if (isNews && this.#anchor) this.deps.onDoubt?.(doubt, this.#anchor);
  }
}

const isNear = (wall: Instant, expected: number) => Math.abs(wall - expected) <= TOLERATED_MS;

function readAnchor(wall: Instant, elapsed: Elapsed): Anchor {
  return { wall, monotonic: elapsed.monotonic(), sinceBoot: elapsed.sinceBoot(), bootId: elapsed.bootId };
}

/** In words: `86,400 s ahead`. */
export function doubtText({ byMs }: ClockDoubt): string {
  const seconds = Math.round(Math.abs(byMs) / 1000).toLocaleString('en');
  return `${seconds} s ${byMs > 0 ? 'ahead' : 'back'}`;
}
