import type { UptimeSums } from '../../contract/http';
import { LIVE_WINDOWS, type LiveWindow, type RunningSums, type StatusCounts } from '../../contract/live';
import type { Instant } from '../../model/instant';
import { areaChain } from '../../model/scope';
import { settingAt } from '../state/settings';
import type { Derived, TimelineObserver } from '../derived/derived';
import { beginOf, segmentAt } from '../device/segments';
import type { State } from '../state/state';
import { MAINTENANCE, emptySums } from '../device/sums';
import { grantOf } from '../state/grant-of-project';
import type { DeviceTimeline, Place } from '../device/device-timeline';
import { BY_SITTING, IN_MAINTENANCE, walk } from '../device/walk';
import { Accumulator, type Window } from './accumulator';
import { DueQueue } from '../../timeline/due-queue';
import { EVERY_SCOPE } from './changed';
import { windowsAt } from './windows';

/** Where a device stands in the running sums now. */
export interface Cursor {
  accumulators: Accumulator[];
  place: Place;
  status: number;
  /** Since when the status holds. */
  since: Instant;
  maintenance: boolean;
  /** The class in which its time accrues; -1 while none counts. */
  klass: number;
}

const ALWAYS: Window = { from: -Infinity, to: Infinity };

/**
 * Running sums of every scope (house: cost). A device's cursor moves when time or an entry changes what it accrues: then
 * it costs its ancestors; a late entry besides walks its device from there to now, before and after.
 */
export class LiveSums implements Omit<TimelineObserver, 'ran'> {
  private readonly accumulators = new Map<string, Accumulator>();
  private readonly cursors = new Map<string, Cursor>();
  private readonly due = new DueQueue();
  private readonly windows: Window[];
  /** The setting that the windows were made with. */
  private cycle: string;
  /**
   * What changed since the last `take`: devices (status, place or maintenance) with the sites that they stood in, the sites
   * and rooms that they stood or stand in, and the scopes whose sums or paces did.
   */
  readonly changed = {
    devices: new Map<string, Set<string>>(),
    sites: new Set<string>(),
    rooms: new Set<string>(),
    sums: new Set<string>(),
  };
  /** The grant of each project, kept while timelines are recomputed: time is taken out of the sum that it was added to. */
  private readonly grants = new Map<string, string | undefined>();

  constructor(
    private readonly state: State,
    private readonly derived: Derived,
    private now: Instant,
  ) {
    this.cycle = settingAt(state, 'cycle', now);
    this.windows = this.windowsOf(now);
    derived.refresh();
    for (const view of derived.allTimelines()) this.after(view, -Infinity);
    this.forgetChanges();
  }

  forgetChanges(): void {
    for (const ids of Object.values(this.changed)) ids.clear();
  }

  /** The four live windows, and one over all time. */
  private windowsOf(at: Instant): Window[] {
    return [...windowsAt(this.derived.zone, at, this.cycle), ALWAYS];
  }

  before(view: DeviceTimeline, from: Instant): void {
    if (from > this.now) return;
    this.correct(view, from, -1);
    this.leave(view.id);
  }

  between(): void {
    // Not forgotten: the next one to be taken out of a sum is taken out of the grant that it was put in.
    for (const id of this.grants.keys()) this.grants.set(id, grantOf(this.state, id));
  }

  after(view: DeviceTimeline, from: Instant): void {
    // What comes later than now changes nothing yet: the cursor is looked at again when it comes.
    if (from > this.now) return this.due.push(view.id, Math.min(this.due.of(view.id), from));
    this.correct(view, from, 1);
    this.enter(view, this.now);
  }

  /**
   * Takes the time of a device from an instant to now out of the closed sums, or puts it in.
   * @param only the windows whose sums are corrected, by index; absent: all.
   */
  private correct(view: DeviceTimeline, from: Instant, sign: 1 | -1, only?: ReadonlySet<number>): void {
    const isMeant = (index: number) => !only || only.has(index);
    const earliest = Math.min(...this.windows.filter((_, index) => isMeant(index)).map((window) => window.from));
    const since = Math.max(from, earliest);
    if (since >= this.now) return;
    // Gathered by place: a history of a million stretches touches each ancestor once.
    const gathered = this.windows.map(emptySums);
    let here: Place | undefined;
    const giveOut = () => {
      if (!here) return;
      if (gathered.some((sums) => sums.some((ms) => ms > 0))) {
        for (const accumulator of this.accumulatorsOf(here)) {
          accumulator.correct(gathered, sign);
          this.changed.sums.add(accumulator.key);
        }
      }
      for (const sums of gathered) sums.fill(0);
    };
    walk(view, since, this.now, (begins, ends, status, mode, place) => {
      if (place !== here) giveOut();
      here = place;
      const klass = mode === IN_MAINTENANCE ? MAINTENANCE : status;
      const clock = this.derived.clock(place.attributes.siteId);
      for (let index = 0; index < this.windows.length; index += 1) {
        if (!isMeant(index)) continue;
        const window = this.windows[index]!;
        const a = Math.max(begins, window.from);
        const b = Math.min(ends, window.to);
        if (a < b) gathered[index]![klass]! += mode === BY_SITTING ? b - a : clock.measure(a, b);
      }
    });
    giveOut();
  }

  private leave(id: string): void {
    const cursor = this.cursors.get(id);
    if (!cursor) return;
    this.cursors.delete(id);
    this.changes(id).add(cursor.place.attributes.siteId);
    this.stands(cursor.place);
    this.move(cursor, -1, this.now);
  }

  private changes(id: string): Set<string> {
    let sites = this.changed.devices.get(id);
    if (!sites) this.changed.devices.set(id, (sites = new Set()));
    return sites;
  }

  private stands({ attributes: { siteId, roomId } }: Place): void {
    this.changed.sites.add(siteId);
    if (roomId !== undefined) this.changed.rooms.add(roomId);
  }

  private move(cursor: Cursor, step: 1 | -1, at: Instant): void {
    for (const accumulator of cursor.accumulators) {
      accumulator.countStatus(cursor.status, cursor.maintenance, step);
      if (cursor.klass < 0) continue;
      accumulator.accrue(cursor.klass, step, at);
      this.changed.sums.add(accumulator.key);
    }
  }

  private enter(view: DeviceTimeline, at: Instant): void {
    this.changes(view.id);
    let next = view.service.from > at ? view.service.from : Infinity;
    walk(view, at, Infinity, (from, to, status, mode, place) => {
      if (from > at) return false;
      const clock = this.derived.clock(place.attributes.siteId);
      next = mode === BY_SITTING ? to : Math.min(to, clock.nextEdge(at));
      const counts = mode === BY_SITTING || clock.isOpen(at);
      const maintenance = mode === IN_MAINTENANCE;
      const klass = !counts ? -1 : maintenance ? MAINTENANCE : status;
      const since = beginOf(view.segments, segmentAt(view.segments, at));
      const cursor: Cursor = { accumulators: this.accumulatorsOf(place), place, status, since, maintenance, klass };
      this.cursors.set(view.id, cursor);
      this.stands(place);
      this.move(cursor, 1, at);
      return false;
    });
    this.due.push(view.id, next);
  }

  /** Brings the sums up to an instant; earlier ones change nothing but the windows of a setting that was set since. */
  advance(to: Instant): void {
    this.derived.refresh();
    if (settingAt(this.state, 'cycle', this.now) !== this.cycle) this.roll();
    while (this.now < to) {
      const edge = this.nextEdge();
      const next = Math.min(to, edge, this.due.nextAt());
      this.now = next;
      while (this.due.nextAt() <= next) {
        const { id } = this.due.pop()!;
        this.leave(id);
        const view = this.derived.view(id);
        if (view) this.enter(view, next);
      }
      if (next === edge) this.roll();
    }
  }

  /** The next instant at which the windows may change: one ends, or a cycle that was set comes into force. */
  private nextEdge(): Instant {
    const set = this.state.rules.settings.get('cycle')?.find((fact) => fact.at > this.now);
    return Math.min(set?.at ?? Infinity, ...this.windows.map(({ to }) => (to > this.now ? to : Infinity)));
  }

  /** The windows that ended begin anew; those of another cycle are summed from its beginning. */
  private roll(): void {
    this.cycle = settingAt(this.state, 'cycle', this.now);
    const begun = new Set<number>();
    const next = this.windowsOf(this.now);
    for (const accumulator of this.accumulators.values()) accumulator.settle(this.now);
    next.forEach((window, index) => {
      if (window.from === this.windows[index]!.from && window.to === this.windows[index]!.to) return;
      this.windows[index] = window;
      for (const accumulator of this.accumulators.values()) accumulator.restart(index);
      this.changed.sums.add(EVERY_SCOPE);
      if (window.from < this.now) begun.add(index);
    });
    if (begun.size === 0) return;
    for (const view of this.derived.allTimelines()) this.correct(view, -Infinity, 1, begun);
  }

  /** The next instant at which time alone changes a status or a pace. */
  nextChangeAt(): Instant {
    return Math.min(this.due.nextAt(), this.nextEdge());
  }

  /** The sums of a key. An empty one is not stored: queries for unknown names use no memory. */
  private summed(key: string): Accumulator {
    return this.accumulators.get(key) ?? new Accumulator(key, this.windows, this.now);
  }

  private accumulator(key: string): Accumulator {
    const found = this.summed(key);
    this.accumulators.set(key, found);
    return found;
  }

  /** Everything whose sums a device at a place is part of. */
  private accumulatorsOf({ area, attributes }: Place): Accumulator[] {
    const { siteId, roomId, projectId } = attributes;
    const keys = area === '' ? [] : areaChain(area);
    keys.push(`site:${siteId}`, roomId === undefined ? `common:${siteId}` : `room:${roomId}`);
    if (projectId !== undefined) {
      keys.push(`project:${projectId}`);
      if (!this.grants.has(projectId)) this.grants.set(projectId, grantOf(this.state, projectId));
      const grant = this.grants.get(projectId);
      if (grant !== undefined) keys.push(`grant:${grant}`);
    }
    return keys.map((key) => this.accumulator(key));
  }

  /** The running sums of a scope (its text; or `common:<site>`), after `advance(now)`. Constant time. */
  read(key: string): Record<LiveWindow, RunningSums> {
    const accumulator = this.summed(key);
    return Object.fromEntries(LIVE_WINDOWS.map((name, index) => [name, accumulator.read(index, this.now)])) as Record<
      LiveWindow,
      RunningSums
    >;
  }

  /** The instant up to which time has passed here. */
  get time(): Instant {
    return this.now;
  }

  hasWindow(from: Instant, to: Instant): boolean {
    return this.indexOf(from, to) >= 0;
  }

  private indexOf(from: Instant, to: Instant): number {
    return this.windows.findIndex((window) => window.from === from && window.to === to);
  }

  /** The sums of a window that is one of the live ones; null when it is not. Constant time. */
  sumsOf(key: string, from: Instant, to: Instant): UptimeSums | null {
    const index = this.indexOf(from, to);
    return index < 0 ? null : this.summed(key).read(index, this.now).sums;
  }

  /** Down time of a scope since ever, up to `time`. Constant time. */
  downSinceEver(key: string): number {
    return this.summed(key).read(this.windows.length - 1, this.now).sums.downMs;
  }

  counts(key: string): StatusCounts {
    return this.summed(key).counts();
  }

  cursor(deviceId: string): Cursor | undefined {
    return this.cursors.get(deviceId);
  }
}
