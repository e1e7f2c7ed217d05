import type { LiveWindow, RunningSums } from '../../contract/live';
import type { Instant } from '../../model/instant';
import type { Ref } from '../../model/references';
import { type Scope, scopeText } from '../../model/scope';
import type { Derived, TimelineObserver } from '../derived/derived';
import type { DeviceTimeline } from '../device/device-timeline';
import type { State } from '../state/state';
import type { LiveChanges } from './changed';
import { LiveSums } from './running-sums';
import { ScheduledChanges } from './scheduled-changes';
import type { LiveTopic } from './topic';
import { type ThingTopics, makeTopics } from './topics';

/** Recent down time is that of the last 30 days (semantics 9), ms. */
export const RECENT_MS = 30 * 86_400_000;

type AnyTopic = Pick<
  LiveTopic<'status'>,
  'invalidate' | 'faultChanged' | 'deviceChanged' | 'advance' | 'nextChangeAt' | 'take'
>;

/** Everything that is live, as of one instant: kept right by entries and by time, and read without a history. */
export class Live implements TimelineObserver {
  readonly sums: LiveSums;
  /** The same sums 30 days ago: the difference is the down time of the last 30 days (semantics 9). */
  private readonly behind: LiveSums;
  readonly topics: ThingTopics;
  private readonly all: readonly AnyTopic[];
  private readonly scheduled: ScheduledChanges;

  constructor(state: State, derived: Derived, now: Instant) {
    this.sums = new LiveSums(state, derived, now);
    this.behind = new LiveSums(state, derived, now - RECENT_MS);
    derived.observe(this);
    this.topics = makeTopics({ state, derived, sums: this.sums, now });
    this.all = Object.values<AnyTopic>(this.topics);
    this.scheduled = new ScheduledChanges(state, now);
  }

  before(view: DeviceTimeline, from: Instant): void {
    this.sums.before(view, from);
    this.behind.before(view, from);
  }
  between(): void {
    this.sums.between();
    this.behind.between();
  }
  ran(faultIds: Iterable<string>): void {
    for (const id of faultIds) for (const topic of this.all) topic.faultChanged?.(id);
  }
  after(view: DeviceTimeline, from: Instant): void {
    this.sums.after(view, from);
    this.behind.after(view, from);
    for (const topic of this.all) topic.deviceChanged?.(view.id);
  }

  /** Something about a thing changed, true from an instant on: now, and again when that instant comes. */
  changed(ref: Ref, from: Instant): void {
    this.invalidate(ref);
    if (from > this.sums.time) this.scheduled.push(ref, from);
  }

  private invalidate(ref: Ref): void {
    for (const topic of this.all) topic.invalidate(ref);
  }

  /** Brings everything up to an instant; earlier ones change nothing. */
  advance(to: Instant): void {
    this.sums.advance(to);
    const now = this.sums.time;
    this.behind.advance(now - RECENT_MS);
    // What changed 30 days ago is no change of now.
    this.behind.forgetChanges();
    for (const ref of this.scheduled.due(now)) this.invalidate(ref);
    const { rooms } = this.sums.changed;
    // A room may have moved to another site before its devices are placed there.
    for (const id of rooms) this.invalidate(`room:${id}`);
    rooms.clear();
    for (const topic of this.all) topic.advance(now);
  }

  /** The next instant at which time alone changes something here. */
  nextChangeAt(): Instant {
    let next = Math.min(this.scheduled.nextAt(), this.sums.nextChangeAt());
    for (const topic of this.all) next = Math.min(next, topic.nextChangeAt());
    return next;
  }

  /** What changed since the last call. */
  take(): LiveChanges {
    const { sums } = this.sums.changed;
    const topics = Object.fromEntries(
      Object.entries<AnyTopic>(this.topics).map(([name, topic]) => [name, topic.take()]),
    );
    const taken = { topics, sums: new Set(sums) };
    sums.clear();
    return taken;
  }

  recentDownMs(scope: Scope): number {
    const key = scopeText(scope);
    return this.sums.downSinceEver(key) - this.behind.downSinceEver(key);
  }
  running(scope: Scope): Record<LiveWindow, RunningSums> {
    return this.sums.read(scopeText(scope));
  }
}
