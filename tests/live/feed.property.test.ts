import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runningAt } from '../../client/view-models/running';
import { type LiveState, applyDelta, fromSnapshot } from '../../client/stores/live/state';
import { Feed } from '../../server/live/feed';
import { rowsDigest } from '../../server/live/topics/indicators';
import type { Tick } from '../../server/ticker/ticker';
import { ChangeLog } from '../../server/live/change-log';
import { LIVE_WINDOWS, TOPICS, type Change, type Topic } from '../../shared/contract/live';
import type { Fold } from '../../shared/fold/fold';
import type { Instant } from '../../shared/model/instant';
import { parsePeriod } from '../../shared/model/period';
import { parseScope } from '../../shared/model/scope';
import { zoneOf } from '../../shared/timeline/zone';
import { lawfulHistory, watchedHistory } from '../helpers/history';
import { ZONE, newFold } from '../helpers/subject';

/** Each run holds seven watchers against folds of their own at every step. */
const numRuns = Math.ceil(Number(process.env['PROPERTY_RUNS'] ?? 100) / 4);
const PERIOD = parsePeriod('2024', zoneOf(ZONE))!;
const THINGS: Topic[] = ['status', 'faults', 'exams'];
/** Every kind of scope; the form is of no room and of no device (semantics 9), no site and no sitting is of a device. */
const SCOPES: [string, readonly Topic[]][] = [
  ['440781', TOPICS],
  ['440700', TOPICS],
  ['site:S1', TOPICS],
  ['project:P1', TOPICS],
  ['grant:G1', TOPICS],
  ['room:R1', THINGS],
  ['device:D1', THINGS],
];

const feedOf = (text: string, topics: readonly Topic[]) =>
  new Feed({ scope: parseScope(text)!, topics, period: PERIOD, zone: ZONE, ledger: '' });

/** What a watcher shows at an instant, its figures run on by its own clock. */
function shown(state: LiveState, at: Instant) {
  const sorted = <T extends { id: string }>(map: ReadonlyMap<string, T>) =>
    [...map.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const { running, answer } = state.indicators;
  return {
    sites: sorted(state.status.sites),
    devices: sorted(state.status.devices),
    faults: sorted(state.faults),
    sittings: sorted(state.exams),
    running:
      running && LIVE_WINDOWS.map((name) => [running[name].from, running[name].to, runningAt(running[name], at)]),
    rows: answer && rowsDigest(answer),
  };
}

/** One who watches a scope as the hub lets it watch, and one who looks only now and then, and catches up. */
class Watcher {
  private readonly feed: Feed;
  private state: LiveState;
  private late: LiveState;

  constructor(
    readonly text: string,
    readonly topics: readonly Topic[],
    fold: Fold,
    now: Instant,
  ) {
    this.feed = feedOf(text, topics);
    this.state = this.late = this.begin(fold, now);
  }

  private begin(fold: Fold, now: Instant): LiveState {
    return fromSnapshot(this.feed.snapshot(fold, now), fold.head.seq);
  }

  hear(tick: Tick): void {
    const { fold, now } = tick;
    this.state = this.after(this.state, [...this.feed.changes(tick), ...this.feed.rows(fold, now)], fold, now);
  }

  catchUp(fold: Fold, log: ChangeLog, now: Instant): void {
    const missed = log.since(this.late.to);
    this.late = missed
      ? this.after(this.late, this.feed.changesSince(fold, missed, now), fold, now)
      : this.begin(fold, now);
  }

  private after(state: LiveState, changes: Change[], fold: Fold, now: Instant): LiveState {
    return applyDelta(state, { from: state.to, to: fold.head.seq, now, changes });
  }

  /** When the rows are due, once they are, and never later than they are looked at anyway. */
  get dueAt(): Instant {
    return this.feed.dueAt ?? -Infinity;
  }

  /** Holds what is shown against a snapshot of a fold that knows the same and was never watched. */
  check(fold: Fold, now: Instant, which: 'state' | 'late' | 'things'): void {
    const fresh = feedOf(this.text, this.topics).snapshot(fold, now);
    const expected = shown(fromSnapshot(fresh, fold.head.seq), now);
    const found = shown(which === 'late' ? this.late : this.state, now);
    if (which === 'things') found.rows = expected.rows;
    expect({ scope: this.text, which, ...found }).toEqual({ scope: this.text, which, ...expected });
  }
}

const wait = fc.constantFrom(1, 60_000, 3_600_000, 26 * 3_600_000, 9 * 24 * 3_600_000, 40 * 24 * 3_600_000);
const drawn = fc.record({
  entries: fc.oneof({ weight: 1, arbitrary: lawfulHistory() }, { weight: 2, arbitrary: watchedHistory() }),
  begins: fc.nat({ max: 40 }),
  batch: fc.integer({ min: 1, max: 7 }),
  waits: fc.array(wait, { minLength: 1, maxLength: 4 }),
});

describe('what a watcher knows (contract 6)', () => {
  it(
    'is what a snapshot says, whatever is recorded and however much time passes',
    { timeout: 60_000 + numRuns * 2_000 },
    () => {
      fc.assert(
        fc.property(drawn, ({ entries, begins, batch, waits }) => {
          const { fold, feed } = newFold([]);
          const first = Math.min(entries.length - 1, begins);
          feed(entries.slice(0, first + 1));
          let known = entries.slice(0, first + 1);
          let now = entries[first]!.recordedAt;
          fold.advance(now);
          fold.takeChanges();
          const log = new ChangeLog(0);
          const watchers = SCOPES.map(([text, topics]) => new Watcher(text, topics, fold, now));

          const publish = (at: Instant, any: boolean) => {
            now = at;
            fold.advance(now);
            const changes = fold.takeChanges();
            log.add({ to: fold.head.seq, topics: changes.topics });
            for (const watcher of watchers) watcher.hear({ fold, now, changes, entries: any ? 1 : 0, lost: false });
          };
          const check = (at: Instant, which: 'state' | 'late' | 'things') => {
            const { fold: fresh } = newFold(known);
            for (const watcher of watchers) watcher.check(fresh, at, which);
          };
          /** Nothing is told before `nextChangeAt`, and nothing is missing until then. */
          const pass = (to: Instant) => {
            for (;;) {
              const next = fold.nextChangeAt() ?? Infinity;
              const quiet = Math.min(next, to) - 1;
              if (quiet > now) check(quiet, 'things');
              if (next > to || next - now > 3 * 24 * 3_600_000) return publish(to, false);
              publish(next, false);
            }
          };

          for (let from = first + 1; from < entries.length; from += batch) {
            const some = entries.slice(from, from + batch);
            if (some[0]!.recordedAt > now) pass(some[0]!.recordedAt);
            feed(some);
            known = entries.slice(0, from + batch);
            publish(some.at(-1)!.recordedAt, true);
            check(now, 'things');
            if (from % 3 === 0) {
              for (const watcher of watchers) watcher.catchUp(fold, log, now);
              check(now, 'late');
            }
          }
          for (const step of waits) pass(now + step);
          // The rows have a pace of their own: once it is over, they are told, too.
          publish(Math.max(now, ...watchers.map((watcher) => watcher.dueAt)), false);
          check(now, 'state');
        }),
        { numRuns },
      );
    },
  );
});
