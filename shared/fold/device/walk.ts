import type { Instant } from '../../model/instant';
import { type Interval, firstIndex } from '../../timeline/interval';
import { beginOf, segmentAt, statusOf } from './segments';
import type { DeviceTimeline, Place } from './device-timeline';

/** What a stretch of a device in service counts by: the site's schedule, a sitting that uses it, or maintenance. */
export const BY_SCHEDULE = 0;
export const BY_SITTING = 1;
export const IN_MAINTENANCE = 2;
export type Mode = typeof BY_SCHEDULE | typeof BY_SITTING | typeof IN_MAINTENANCE;

/** Returns false to stop the walk. */
export type Visit = (from: Instant, to: Instant, status: number, mode: Mode, place: Place) => void | false;

/** A cursor over sorted disjoint intervals: is `at` inside, and where is the next edge. */
class Edges {
  private index: number;
  constructor(
    private readonly list: readonly Interval[],
    from: Instant,
  ) {
    this.index = firstIndex(list.length, (i) => list[i]!.to > from);
  }
  inside(at: Instant): boolean {
    while (this.index < this.list.length && this.list[this.index]!.to <= at) this.index++;
    const here = this.list[this.index];
    return here !== undefined && here.from <= at;
  }
  /** To be asked after `inside(at)`. */
  next(at: Instant): Instant {
    const here = this.list[this.index];
    return here ? (here.from > at ? here.from : here.to) : Infinity;
  }
}

/**
 * Visits the stretches of `[from, to)` in which the device is in service, cut wherever its status, its place or its mode
 * changes (semantics 5). A sitting wins over maintenance and schedule; `to` may be Infinity.
 */
export function walk(view: DeviceTimeline, from: Instant, to: Instant, visit: Visit): void {
  let at = Math.max(from, view.service.from);
  const end = Math.min(to, view.service.to);
  if (!(at < end) || view.places.length === 0) return;
  const { segments, places } = view;
  let segment = segmentAt(segments, at);
  let place = firstIndex(places.length, (i) => places[i]!.to > at);
  const sittings = new Edges(view.used, at);
  const maintenance = new Edges(view.excluded, at);
  while (at < end) {
    const used = sittings.inside(at);
    const excluded = maintenance.inside(at);
    const here = places[place]!;
    const next = Math.min(end, beginOf(segments, segment + 1), here.to, sittings.next(at), maintenance.next(at));
    const go = visit(
      at,
      next,
      statusOf(segments, segment),
      used ? BY_SITTING : excluded ? IN_MAINTENANCE : BY_SCHEDULE,
      here,
    );
    if (go === false) return;
    at = next;
    if (beginOf(segments, segment + 1) === at) segment++;
    if (here.to === at) place++;
  }
}
