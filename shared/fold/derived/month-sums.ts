import type { Instant } from '../../model/instant';
import type { Derived, TimelineObserver } from './derived';
import { type Sums, addStretch, emptySums } from '../device/sums';
import type { DeviceTimeline, Place } from '../device/device-timeline';
import { walk } from '../device/walk';

/** A device's time at one of its places, ms by class. */
export interface Part {
  place: Place;
  sums: Sums;
}

/** A device's time over `[from, to)` by where it stood, from its timeline; `to` is finite (semantics 5, 6). */
export function partsOf(derived: Derived, view: DeviceTimeline, from: Instant, to: Instant): Part[] {
  const parts: Part[] = [];
  walk(view, from, to, (begins, ends, status, mode, place) => {
    let part = parts.at(-1);
    if (part?.place !== place) parts.push((part = { place, sums: emptySums() }));
    addStretch(part.sums, derived.clock(place.attributes.siteId), begins, ends, status, mode);
  });
  return parts;
}

/**
 * What the months of each device came to, kept until an entry reaches into them: a window then costs the months in it
 * and the walk of its two ends, not the history (house: cost). It listens to the views that it keeps sums of.
 */
export class MonthSums implements TimelineObserver {
  private readonly kept = new Map<string, Map<number, Part[]>>();
  private readonly begins = new Map<number, Instant>();

  constructor(private readonly derived: Derived) {
    derived.observe(this);
  }

  before({ id }: DeviceTimeline, from: Instant): void {
    const months = this.kept.get(id);
    for (const month of months?.keys() ?? []) if (this.beginOf(month + 1) > from) months!.delete(month);
  }
  between(): void {}
  after(): void {}

  /** The parts of a device over `[from, to)`; those of a place may come in several pieces. */
  parts(view: DeviceTimeline, from: Instant, to: Instant): Part[] {
    const begin = Math.max(from, view.service.from);
    const end = Math.min(to, view.service.to);
    if (!(begin < end)) return [];
    let month = this.monthOf(begin);
    if (this.beginOf(month) < begin) month += 1;
    const first = this.beginOf(month);
    if (this.beginOf(month + 1) > end) return partsOf(this.derived, view, begin, end);
    const parts = partsOf(this.derived, view, begin, first);
    let at = first;
    for (let next = this.beginOf(month + 1); next <= end; next = this.beginOf(month + 1)) {
      parts.push(...this.whole(view, month, at, next));
      month += 1;
      at = next;
    }
    parts.push(...partsOf(this.derived, view, at, end));
    return parts;
  }

  private whole(view: DeviceTimeline, month: number, from: Instant, to: Instant): Part[] {
    let months = this.kept.get(view.id);
    if (!months) this.kept.set(view.id, (months = new Map()));
    let parts = months.get(month);
    if (!parts) months.set(month, (parts = partsOf(this.derived, view, from, to)));
    return parts;
  }

  /** Months are counted through the years. */
  private monthOf(at: Instant): number {
    const date = new Date(this.derived.zone.dayOf(at) * 86_400_000);
    return date.getUTCFullYear() * 12 + date.getUTCMonth();
  }

  private beginOf(month: number): Instant {
    let begin = this.begins.get(month);
    if (begin === undefined) {
      begin = this.derived.zone.dayStart(Math.floor(month / 12), (month % 12) + 1, 1);
      this.begins.set(month, begin);
    }
    return begin;
  }
}
