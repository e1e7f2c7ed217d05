import type { Instant } from '../../model/instant';
import { firstIndex } from '../../timeline/interval';
import { type Zone, dateOfDay } from '../../timeline/zone';
import type { DeviceTimeline, Place } from '../device/device-timeline';
import { CLASSES, MAINTENANCE, type Sums, addStretch } from '../device/sums';
import { BY_SITTING, IN_MAINTENANCE, type Mode, walk } from '../device/walk';
import type { Derived } from '../derived/derived';

const HOUR_MS = 3_600_000;

/** A local hour, or the part of it that lies in the window. */
interface Hour {
  from: Instant;
  to: Instant;
  /** `2023-06-07T08`; an hour that comes twice, when clocks are set back, is one key. */
  key: string;
}

/** The local hours of `[from, to)`, cut at its ends and where the clocks change. */
export function hoursOf(zone: Zone, from: Instant, to: Instant): Hour[] {
  const out: Hour[] = [];
  for (let at = from; at < to;) {
    const offset = zone.offsetAt(at);
    const local = at + offset;
    let end = Math.min(to, (Math.floor(local / HOUR_MS) + 1) * HOUR_MS - offset);
    if (zone.offsetAt(end - 1) !== offset)
      end = at + 1 + firstIndex(end - at - 1, (i) => zone.offsetAt(at + 1 + i) !== offset);
    const day = Math.floor(local / (24 * HOUR_MS));
    const hour = Math.floor((local - day * 24 * HOUR_MS) / HOUR_MS);
    out.push({ from: at, to: end, key: `${dateOfDay(day)}T${String(hour).padStart(2, '0')}` });
    at = end;
  }
  return out;
}

/** What a stretch counts by and as what: one of CLASSES for each way in which a whole hour is measured. */
const BY_CLOCK = 0;
const WHOLE = CLASSES;
const WAYS = 2 * CLASSES;

/** The hours of one site. */
class SiteHours {
  /** Ms of stretches that begin or end inside an hour, by hour and class. */
  readonly parts: Float64Array;
  /** How many stretches more (or fewer) cover whole hours from this hour on, by hour and way. */
  readonly steps: Int32Array;

  constructor(count: number) {
    this.parts = new Float64Array(count * CLASSES);
    this.steps = new Int32Array((count + 1) * WAYS);
  }
}

/**
 * Uptime of many devices by site and local hour (semantics 6), in integer ms. A device costs what changed in the window,
 * not its hours: stretches over whole hours are counted, and measured once for their site.
 */
export class HourSums {
  readonly #derived: Derived;
  readonly #hours: readonly Hour[];
  readonly #sites = new Map<string, SiteHours>();

  constructor(derived: Derived, from: Instant, to: Instant) {
    this.#derived = derived;
    this.#hours = hoursOf(derived.zone, from, to);
  }

  /** Adds a device's time where `counts` holds of its place. */
  add(view: DeviceTimeline, counts: (place: Place, id: string) => boolean): void {
    const first = this.#hours[0];
    if (!first) return;
    walk(view, first.from, this.#hours.at(-1)!.to, (from, to, status, mode, place) => {
      if (counts(place, view.id)) this.#stretch(place.attributes.siteId, from, to, status, mode);
    });
  }

  /** Puts the sums into rows keyed by the hour, or by the site and the hour. */
  into(by: 'hour' | 'site,hour', rowOf: (key: string) => Sums): void {
    for (const [siteId, site] of this.#sites) {
      const clock = this.#derived.clock(siteId);
      const covering = new Int32Array(WAYS);
      for (const [index, { from, to, key }] of this.#hours.entries()) {
        const row = rowOf(by === 'hour' ? key : `${siteId}|${key}`);
        const open = clock.measure(from, to);
        for (let way = 0; way < WAYS; way += 1) covering[way]! += site.steps[index * WAYS + way]!;
        for (let one = 0; one < CLASSES; one += 1) {
          const whole = covering[BY_CLOCK + one]! * open + covering[WHOLE + one]! * (to - from);
          row[one]! += site.parts[index * CLASSES + one]! + whole;
        }
      }
    }
  }

  #stretch(siteId: string, from: Instant, to: Instant, status: number, mode: Mode): void {
    let site = this.#sites.get(siteId);
    if (!site) this.#sites.set(siteId, (site = new SiteHours(this.#hours.length)));
    let first = this.#indexOf(from);
    let last = this.#indexOf(to - 1);
    if (from > this.#hours[first]!.from || (first === last && to < this.#hours[first]!.to)) {
      this.#part(site, siteId, first, from, Math.min(to, this.#hours[first]!.to), status, mode);
      first += 1;
    }
    if (last >= first && to < this.#hours[last]!.to) {
      this.#part(site, siteId, last, this.#hours[last]!.from, to, status, mode);
      last -= 1;
    }
    if (first > last) return;
    const way = (mode === BY_SITTING ? WHOLE : BY_CLOCK) + (mode === IN_MAINTENANCE ? MAINTENANCE : status);
    site.steps[first * WAYS + way]! += 1;
    site.steps[(last + 1) * WAYS + way]! -= 1;
  }

  #part(site: SiteHours, siteId: string, index: number, from: Instant, to: Instant, status: number, mode: Mode): void {
    const sums = site.parts.subarray(index * CLASSES, (index + 1) * CLASSES);
    addStretch(sums, this.#derived.clock(siteId), from, to, status, mode);
  }

  #indexOf(at: Instant): number {
    return firstIndex(this.#hours.length, (i) => this.#hours[i]!.to > at);
  }
}
