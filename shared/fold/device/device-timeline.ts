import type { Instant } from '../../model/instant';
import { type Interval, merged } from '../../timeline/interval';
import { type DeviceAttributes, type Version, deviceVersions, siteVersions, versionAt } from '../state/versions';
import type { Use } from '../fault/deadline';
import type { FaultRun } from '../fault/fault-run';
import { inService } from '../state/lifecycle';
import { DEGRADED, DOWN, expiryOf, observationsFrom } from './observations';
import { type Bearing, type Segments, beginOf, emptySegments, rebuildFrom, segmentAt, statusOf } from './segments';
import { type DeviceFacts, type State, getOrCreate } from '../state/state';

/** Where a device stood, and what it was, from an instant to the next. */
export interface Place {
  from: Instant;
  to: Instant;
  area: string;
  attributes: DeviceAttributes;
}

/** A stretch that planned maintenance takes out of a device's service time. */
export interface Exclusion extends Interval {
  maintenanceId: string;
}

/** What follows from the facts about one device: everything that its figures are walked from (`walk.ts`). */
export interface DeviceTimeline {
  id: string;
  service: Interval;
  versions: Version<DeviceAttributes>[];
  places: Place[];
  segments: Segments;
  /** By maintenance; they may overlap. */
  exclusions: Exclusion[];
  excluded: Interval[];
  /** The end of the last maintenance window that could cover it: status changes behind it move no exclusion. */
  windowsEnd: Instant;
  /** By sitting; they may overlap. */
  uses: Use[];
  used: Interval[];
  bearings: (Bearing & { faultId: string })[];
}

/** A view of a device before anything is known of it. */
export function emptyTimeline(id: string): DeviceTimeline {
  return {
    id,
    service: { from: Infinity, to: Infinity },
    versions: [],
    places: [],
    segments: emptySegments(),
    exclusions: [],
    excluded: [],
    windowsEnd: Infinity,
    uses: [],
    used: [],
    bearings: [],
  };
}

/** Where the device stands and which sittings use it: what its faults' deadlines need, before its status. */
export function refreshPlaces(
  { state, sittings }: { state: State; sittings: SittingsOfPlaces },
  device: DeviceFacts,
  view: DeviceTimeline,
): void {
  view.service = inService(device);
  view.versions = deviceVersions(state, device);
  view.places = placesOf(state, view.versions);
  view.uses = usesOf(sittings, view.places);
  view.used = merged(view.uses);
  view.windowsEnd = Infinity;
}

/** The status from an instant on, and the maintenance that depends on it. True when maintenance now excludes other time than before. */
export function refreshStatus(
  state: State,
  device: DeviceFacts,
  view: DeviceTimeline,
  runs: readonly { id: string; run: FaultRun }[],
  from: Instant,
): boolean {
  view.bearings = runs.flatMap(({ id, run }) => bearingsOf(run).map((bearing) => ({ ...bearing, faultId: id })));
  const seen = observationsFrom(
    state,
    device,
    view.versions,
    runs.map((one) => one.run),
    from,
  );
  rebuildFrom(view.segments, from, seen, view.bearings, (one) => expiryOf(state, view.versions, one));
  if (from >= view.windowsEnd) return false;
  const before = view.excluded;
  view.exclusions = exclusionsOf(state, device, view);
  view.excluded = merged(view.exclusions);
  return !sameIntervals(before, view.excluded);
}

function sameIntervals(a: readonly Interval[], b: readonly Interval[]): boolean {
  return a.length === b.length && a.every((one, i) => one.from === b[i]!.from && one.to === b[i]!.to);
}

function placesOf(state: State, versions: readonly Version<DeviceAttributes>[]): Place[] {
  const out: Place[] = [];
  const known = new Map<string, ReturnType<typeof siteVersions>>();
  versions.forEach((version, index) => {
    const to = versions[index + 1]?.from ?? Infinity;
    const areas = getOrCreate(known, version.value.siteId, (siteId) => {
      const site = state.sites.get(siteId);
      return site ? siteVersions(site) : [];
    });
    if (areas.length === 0) out.push({ from: version.from, to, area: '', attributes: version.value });
    areas.forEach((area, i) => {
      const begins = Math.max(version.from, area.from);
      const ends = Math.min(to, areas[i + 1]?.from ?? Infinity);
      if (begins < ends) out.push({ from: begins, to: ends, area: area.value.area, attributes: version.value });
    });
  });
  return out.filter((place) => place.from < place.to);
}

/** Where a device stood as an entry was true: at that place in the fold's order, which decides within an instant. */
export function placeAt(state: State, view: DeviceTimeline, at: Instant, seq: number): Place | undefined {
  const attributes = versionAt(view.versions, at, seq)?.value;
  if (!attributes) return undefined;
  const site = state.sites.get(attributes.siteId);
  const area = site && versionAt(siteVersions(site), at, seq)?.value.area;
  return { from: at, to: at, area: area ?? '', attributes };
}

/** The sittings that use the device while it stands where it stands (semantics 5). */
function usesOf(sittings: SittingsOfPlaces, places: readonly Place[]): Use[] {
  const out: Use[] = [];
  for (const place of places) {
    const { roomId, siteId } = place.attributes;
    for (const use of roomId ? sittings.ofRoom(roomId) : sittings.ofSite(siteId)) {
      const from = Math.max(place.from, use.begins);
      const to = Math.min(place.to, use.ends);
      // Most devices stand there all the time: they share what was found for the place.
      if (from < to) out.push(from === use.from && to === use.to ? use : { ...use, from, to });
    }
  }
  return out.sort((a, b) => a.from - b.from);
}

/**
 * The sittings that stand in a room or at a site, found once for all devices there: to be made for one refresh, since it
 * keeps what it found.
 */
export class SittingsOfPlaces {
  private readonly rooms = new Map<string, readonly Use[]>();
  private readonly sites = new Map<string, readonly Use[]>();

  constructor(private readonly state: State) {}

  ofRoom(roomId: string): readonly Use[] {
    return this.known(this.rooms, roomId, this.state.rooms.get(roomId)?.sittings, (sitting) =>
      sitting.rooms.some((room) => room.roomId === roomId),
    );
  }

  /** Those that use a device of the site that stands in no room. */
  ofSite(siteId: string): readonly Use[] {
    return this.known(
      this.sites,
      siteId,
      this.state.sites.get(siteId)?.sittings,
      (sitting) => sitting.siteId === siteId,
    );
  }

  private known(
    found: Map<string, readonly Use[]>,
    place: string,
    ids: Iterable<string> | undefined,
    isThere: (sitting: NonNullable<ReturnType<typeof liveSitting>>) => boolean,
  ): readonly Use[] {
    let uses = found.get(place);
    if (uses) return uses;
    uses = [...(ids ?? [])].flatMap((id) => {
      const sitting = liveSitting(this.state, id);
      if (!sitting || !isThere(sitting)) return [];
      const { from, to } = sitting;
      return [{ sittingId: id, from, to, begins: from, ends: to }];
    });
    found.set(place, uses);
    return uses;
  }
}

/** A sitting that stands: scheduled, and not cancelled before it began. Cancelled, it never was. */
export function liveSitting(state: State, id: string) {
  const sitting = state.sittings.get(id);
  const plan = sitting?.scheduled[0]?.value;
  if (!sitting || !plan) return undefined;
  return sitting.cancelled.some((cancel) => cancel.at < plan.from) ? undefined : plan;
}

/** While a fault bears (semantics 4): from startedAt to repaired, again from reopened; a cancelled one never did. */
function bearingsOf(run: FaultRun): Bearing[] {
  const { impact, startedAt } = run.report.value;
  if (run.cancelled || impact === 'none') return [];
  return run.unrepaired
    .map((stretch, index) => ({
      from: index === 0 ? Math.min(startedAt, stretch.from) : stretch.from,
      to: stretch.to,
      impact: impact === 'down' ? (DOWN as typeof DOWN) : (DEGRADED as typeof DEGRADED),
    }))
    .filter((bearing) => bearing.from < bearing.to);
}

/** What maintenance takes out: `[max(from, u), to)`, u the first instant from its declaration on that is not down. */
function exclusionsOf(state: State, device: DeviceFacts, view: DeviceTimeline): Exclusion[] {
  const out: Exclusion[] = [];
  view.windowsEnd = -Infinity;
  const cover = (scope: string, ids: Iterable<string> | undefined, place: Interval) => {
    for (const id of ids ?? []) {
      const window = maintenanceWindow(state, id);
      // A contested second plan under its id may have named this place: what counts is where the first one is.
      if (window?.scope !== scope) continue;
      const from = Math.max(window.from, place.from);
      const to = Math.min(window.to, place.to);
      if (from >= to) continue;
      view.windowsEnd = Math.max(view.windowsEnd, to);
      const begins = Math.max(from, firstNotDown(view.segments, window.recordedAt));
      if (begins < to) out.push({ from: begins, to, maintenanceId: id });
    }
  };
  for (const place of view.places) {
    const { siteId, roomId } = place.attributes;
    cover(`site:${siteId}`, state.sites.get(siteId)?.maintenances, place);
    if (roomId) cover(`room:${roomId}`, state.rooms.get(roomId)?.maintenances, place);
  }
  cover(`device:${device.id}`, device.maintenances, { from: -Infinity, to: Infinity });
  return out.sort((a, b) => a.from - b.from);
}

/** A planned window as it stands: cancelling ends it at the cancellation's `eff`. */
export function maintenanceWindow(state: State, id: string) {
  const maintenance = state.maintenances.get(id);
  const plan = maintenance?.planned[0]?.value;
  if (!maintenance || !plan) return undefined;
  return { ...plan, to: Math.min(plan.to, maintenance.cancelled[0]?.at ?? Infinity) };
}

function firstNotDown(segments: Segments, at: Instant): Instant {
  let index = segmentAt(segments, at);
  if (statusOf(segments, index) !== DOWN) return at;
  while (index < segments.length && statusOf(segments, index) === DOWN) index++;
  return beginOf(segments, index);
}
