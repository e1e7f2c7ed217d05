import type { LiveDevice, LiveSite, LiveWindow, RunningSums } from '../../contract/live';
import type { Instant } from '../../model/instant';
import type { Ref } from '../../model/references';
import { type Scope, scopeText } from '../../model/scope';
import type { Derived, TimelineObserver } from '../derived/derived';
import type { State } from '../state/state';
import type { DeviceTimeline } from '../device/device-timeline';
import { ScheduledChanges } from './scheduled-changes';
import { LiveSittings } from './sittings';
import { LiveFaults } from './faults';
import { SiteScopes } from './site-scopes';
import { liveDevice, liveDevices, liveSite, liveSites } from './status';
import { LiveSums } from './running-sums';
import type { LiveChanges } from './changed';

/** Recent down time is that of the last 30 days (semantics 9), ms. */
export const RECENT_MS = 30 * 86_400_000;

/** Everything that is live, as of one instant: kept right by what entries touch and by time, and read without a history. */
export class Live implements TimelineObserver {
  readonly sums: LiveSums;
  /** The same sums 30 days ago: what was added since is the pace of the last 30 days (semantics 9). */
  private readonly behind: LiveSums;
  readonly faults: LiveFaults;
  readonly exams: LiveSittings;
  private readonly ahead: ScheduledChanges;
  private readonly siteScopes: SiteScopes;

  constructor(
    private readonly state: State,
    private readonly derived: Derived,
    now: Instant,
  ) {
    this.sums = new LiveSums(state, derived, now);
    this.behind = new LiveSums(state, derived, now - RECENT_MS);
    derived.observe(this);
    this.faults = new LiveFaults(state, derived, now);
    this.exams = new LiveSittings(state, derived, now);
    this.ahead = new ScheduledChanges(state, now);
    this.siteScopes = new SiteScopes(state, now);
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
    for (const id of faultIds) this.faults.invalidate(id);
  }
  after(view: DeviceTimeline, from: Instant): void {
    this.sums.after(view, from);
    this.behind.after(view, from);
    this.faults.invalidateDevice(view.id);
  }

  /** Something was said of a thing, true from an instant on. */
  say(ref: Ref, from: Instant): void {
    this.invalidate(ref);
    if (from > this.sums.time) this.ahead.push(ref, from);
  }

  private invalidate(ref: Ref): void {
    const sort = ref.slice(0, ref.indexOf(':'));
    const id = ref.slice(sort.length + 1);
    if (sort === 'site') {
      this.siteScopes.invalidate(id);
      this.exams.invalidateSite(id);
    } else if (sort === 'room') this.invalidateRoom(id);
    else if (sort === 'sitting') this.exams.invalidate(id);
    else if (sort === 'project') for (const room of this.derived.index.roomsNaming(id)) this.invalidateRoom(room);
    else this.exams.invalidateAll();
  }

  private invalidateRoom(id: string): void {
    const room = this.state.rooms.get(id);
    for (const { value } of [...(room?.registered ?? []), ...(room?.changed ?? [])]) {
      if (value.siteId !== undefined) this.siteScopes.invalidate(value.siteId);
    }
    this.exams.invalidateRoom(id);
  }

  /** Lets time pass up to an instant; earlier ones change nothing. */
  advance(to: Instant): void {
    this.sums.advance(to);
    const now = this.sums.time;
    this.behind.advance(now - RECENT_MS);
    // Nobody is told of what changed then.
    this.behind.forgetChanges();
    for (const ref of this.ahead.due(now)) this.invalidate(ref);
    const { rooms } = this.sums.changed;
    // A room may have gone to another site, and its devices not be said to stand there yet.
    for (const id of rooms) this.invalidateRoom(id);
    rooms.clear();
    this.faults.advance(now);
    this.exams.advance(now);
  }

  /** The next instant at which time alone changes something here. */
  nextChangeAt(): Instant {
    const parts = [this.sums, this.faults, this.exams];
    return Math.min(this.ahead.nextAt(), ...parts.map((part) => part.nextChangeAt()));
  }

  /** What changed since the last call. */
  take(): LiveChanges {
    const { devices, sites, sums } = this.sums.changed;
    const taken = {
      ...this.siteScopes.take(sites, devices, this.sums.time),
      faults: this.faults.visible.take(),
      sittings: this.exams.take(),
      sums: new Set(sums),
    };
    for (const ids of [devices, sites, sums]) ids.clear();
    return taken;
  }

  /** Whether a site is shown in a scope (as text), as of the last `take`. */
  shows(siteId: string, scope: string): boolean {
    return this.siteScopes.of(siteId).includes(scope);
  }

  site(id: string, scope: Scope): LiveSite | null {
    return liveSite(this.state, this.sums, id, scope, this.sums.time);
  }
  sites(scope: Scope): LiveSite[] {
    return liveSites(this.state, this.sums, scope, this.sums.time);
  }
  device(id: string): LiveDevice | null {
    return liveDevice(this.sums, id);
  }
  devices(siteIds: readonly string[]): LiveDevice[] {
    return liveDevices(this.state, this.sums, siteIds);
  }
  recentDownMs(scope: Scope): number {
    const key = scopeText(scope);
    return this.sums.downSinceEver(key) - this.behind.downSinceEver(key);
  }
  running(scope: Scope): Record<LiveWindow, RunningSums> {
    return this.sums.read(scopeText(scope));
  }
}
