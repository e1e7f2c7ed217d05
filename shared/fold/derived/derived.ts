import type { Instant } from '../../model/instant';
import { ServiceClock } from '../../timeline/clock';
import type { ScheduleRule } from '../../timeline/schedule';
import { type Zone } from '../../timeline/zone';
import { type FaultRun, reportOf, runFault } from '../fault/fault-run';
import { type Indexed, Indexes } from '../state/indexes';
import { deviceLifecycle } from '../state/lifecycle';
import { MonthSums, type Part, partsOf } from './month-sums';
import type { DeviceFacts, SiteFacts, State } from '../state/state';
import {
  type DeviceTimeline,
  SittingsOfPlaces,
  emptyTimeline,
  refreshPlaces,
  refreshStatus,
} from '../device/device-timeline';

/** What an entry may have changed: marked when it is filed, recomputed by the next query. */
export interface Invalidations {
  /** The device's time from an instant on; `moved`: also where it stood or which sittings use it. */
  device(id: string, from: Instant, moved?: boolean): void;
  fault(id: string): void;
  /** The schedule of a site from an instant on. */
  schedule(siteId: string, from: Instant): void;
  /** The place of a thing, or the grant or project that it names, was set. */
  reindex(sort: Indexed, id: string): void;
}

/** Called before and after a device's timeline is recomputed from an instant on; running sums are corrected by it. */
export interface TimelineObserver {
  before(view: DeviceTimeline, from: Instant): void;
  between(): void;
  /** These faults were run again. */
  ran?(faultIds: Iterable<string>): void;
  after(view: DeviceTimeline, from: Instant): void;
}

/**
 * What follows from the facts, kept until a fact changes it. A mark costs O(1); `refresh` recomputes only what was marked,
 * and each device only from the earliest instant that was.
 */
export class Derived implements Invalidations {
  private readonly views = new Map<string, DeviceTimeline>();
  private readonly runs = new Map<string, FaultRun | null>();
  private readonly clocks = new Map<string, ServiceClock>();
  private readonly dirtyDevices = new Map<string, Instant>();
  private readonly movedDevices = new Set<string>();
  private readonly dirtyFaults = new Set<string>();
  private readonly dirtyClocks = new Set<string>();
  readonly index: Indexes;
  private readonly observers: TimelineObserver[] = [];
  private months: MonthSums | undefined;
  /** Called when the names or the place of a thing may have changed. */
  onReindex: ((sort: Indexed, id: string) => void) | undefined;
  /** Grows when service time itself may have changed (places, schedules, sittings, maintenance), not by a status. */
  serviceVersion = 0;

  constructor(
    private readonly state: State,
    readonly zone: Zone,
  ) {
    this.index = new Indexes(state);
    for (const id of state.faults.keys()) this.dirtyFaults.add(id);
    for (const id of state.devices.keys()) this.device(id, -Infinity, true);
  }

  device(id: string, from: Instant, moved = false): void {
    this.dirtyDevices.set(id, Math.min(from, this.dirtyDevices.get(id) ?? Infinity));
    if (moved) this.movedDevices.add(id);
  }

  fault(id: string): void {
    this.dirtyFaults.add(id);
  }

  schedule(siteId: string, from: Instant): void {
    this.dirtyClocks.add(siteId);
    for (const id of this.state.sites.get(siteId)?.devices ?? []) this.device(id, from);
  }

  /** Subscribes to every timeline that is recomputed from now on. */
  observe(observer: TimelineObserver): void {
    this.observers.push(observer);
  }

  reindex(sort: Indexed, id: string): void {
    this.index.add(sort, id);
    this.onReindex?.(sort, id);
  }

  refresh(): void {
    if (this.dirtyDevices.size === 0 && this.dirtyFaults.size === 0 && this.dirtyClocks.size === 0) return;
    const marked = [...this.dirtyDevices].map(([id, from]) => ({ view: this.timelineOf(id), from }));
    for (const observer of this.observers) {
      for (const { view, from } of marked) observer.before(view, from);
      observer.between();
    }
    if (this.dirtyClocks.size > 0) this.serviceVersion++;
    for (const id of this.dirtyClocks) this.clocks.delete(id);
    for (const id of this.dirtyFaults) this.runs.set(id, this.rerun(id));
    for (const observer of this.observers) observer.ran?.(this.dirtyFaults);
    const sittings = new SittingsOfPlaces(this.state);
    for (const { view, from } of marked) this.rebuild(view, from, sittings);
    this.dirtyDevices.clear();
    this.movedDevices.clear();
    this.dirtyFaults.clear();
    this.dirtyClocks.clear();
    for (const observer of this.observers) {
      for (const { view, from } of marked) observer.after(view, from);
    }
  }

  private timelineOf(id: string): DeviceTimeline {
    let view = this.views.get(id);
    if (!view) this.views.set(id, (view = emptyTimeline(id)));
    return view;
  }

  private rerun(id: string): FaultRun | null {
    const fault = this.state.faults.get(id);
    return fault ? runFault(fault, this.retirementOf(reportOf(fault)?.value.deviceId), Infinity) : null;
  }

  private retirementOf(deviceId: string | undefined) {
    const device = deviceId === undefined ? undefined : this.state.devices.get(deviceId);
    return device && deviceLifecycle(device).end;
  }

  private rebuild(view: DeviceTimeline, from: Instant, sittings: SittingsOfPlaces): void {
    const device = this.state.devices.get(view.id);
    if (!device) return;
    const moved = this.movedDevices.has(view.id);
    if (moved) refreshPlaces({ state: this.state, sittings }, device, view);
    if (refreshStatus(this.state, device, view, this.runsOf(device), from) || moved) this.serviceVersion++;
  }

  private runsOf(device: DeviceFacts): { id: string; run: FaultRun }[] {
    const out: { id: string; run: FaultRun }[] = [];
    for (const id of device.faults) {
      const run = this.runs.get(id);
      if (run && run.report.value.deviceId === device.id) out.push({ id, run });
    }
    return out;
  }

  /** All views below are as of the last `refresh`, which every query calls first. */
  view(id: string): DeviceTimeline | undefined {
    return this.views.get(id);
  }

  allTimelines(): IterableIterator<DeviceTimeline> {
    return this.views.values();
  }

  /** Keeps what closed months came to from here on: for a fold that answers for windows of any length. */
  keepMonths(): void {
    this.months = new MonthSums(this);
  }

  /** A device's time over `[from, to)`, ms by where it stood and class; after `refresh`. */
  parts(view: DeviceTimeline, from: Instant, to: Instant): Part[] {
    return this.months ? this.months.parts(view, from, to) : partsOf(this, view, from, to);
  }

  /** The run of a fault with every step known; null when no report of it stands. */
  run(id: string): FaultRun | null {
    return this.runs.get(id) ?? null;
  }

  allRuns(): IterableIterator<[string, FaultRun | null]> {
    return this.runs.entries();
  }

  /** The run of a fault with the steps up to an instant only (of that instant: those in front of `seq`). */
  runUpTo(id: string, cut: Instant, seq = Infinity): FaultRun | null {
    const run = this.run(id);
    if (!run) return null;
    return runFault(this.state.faults.get(id)!, this.retirementOf(run.report.value.deviceId), cut, seq);
  }

  clock(siteId: string): ServiceClock {
    let clock = this.clocks.get(siteId);
    if (!clock) {
      const site = this.state.sites.get(siteId);
      this.clocks.set(siteId, (clock = new ServiceClock(site ? scheduleRules(site) : [], this.zone)));
    }
    return clock;
  }
}

/** The first schedule by seq leads, whatever its instant; the later ones follow by theirs (semantics 5). */
export function scheduleRules(site: SiteFacts): ScheduleRule[] {
  const first = site.schedules.reduce<SiteFacts['schedules'][number] | undefined>(
    (best, one) => (best && best.seq < one.seq ? best : one),
    undefined,
  );
  if (!first) return [];
  const rest = site.schedules.filter((one) => one !== first);
  return [first, ...rest].map((one) => ({ from: one.at, schedule: one.value }));
}
