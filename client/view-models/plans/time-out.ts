import type { DeviceItem, MaintenanceItem, ScheduleItem, SittingItem } from '../../../shared/contract/http';
import { type Interval, merged } from '../../../shared/timeline/interval';
import { type ScheduleRule, serviceIntervals } from '../../../shared/timeline/schedule';
import type { Zone } from '../../../shared/timeline/zone';
import { coversDevice } from './covers';

type Device = Pick<DeviceItem, 'id' | 'siteId' | 'roomId' | 'commissionedAt' | 'retiredAt'>;

/** What the service time of a scope is made of, as the lists have it (semantics 5). */
export interface ServiceFacts {
  zone: Zone;
  devices: readonly Device[];
  schedules: readonly ScheduleItem[];
  maintenances: readonly MaintenanceItem[];
  sittings: readonly SittingItem[];
}

/** The schedules of a site as the rules that the service time follows; none: always. */
export function rulesOf(item: Pick<ScheduleItem, 'schedule' | 'from' | 'later'> | undefined): ScheduleRule[] {
  if (!item) return [];
  const now = { from: item.from === undefined ? 0 : Date.parse(item.from), schedule: item.schedule };
  return [now, ...item.later.map(({ from, schedule }) => ({ from: Date.parse(from), schedule }))];
}

/** What is left of intervals (sorted, disjoint) without others. */
export function without(intervals: readonly Interval[], cuts: readonly Interval[]): Interval[] {
  let left = [...intervals];
  for (const cut of cuts) {
    left = left.flatMap((one) => {
      if (cut.to <= one.from || one.to <= cut.from) return [one];
      const before = { from: one.from, to: Math.min(one.to, cut.from) };
      const after = { from: Math.max(one.from, cut.to), to: one.to };
      return [before, after].filter(({ from, to }) => from < to);
    });
  }
  return left;
}

const total = (intervals: readonly Interval[]) => intervals.reduce((sum, { from, to }) => sum + to - from, 0);
const at = (text: string | undefined, otherwise: number) => (text === undefined ? otherwise : Date.parse(text));

/** From when to when a recorded maintenance takes time out, as far as the list says; null: not at all. */
function effectiveSpan({ from, to, declaredAt, cancelledAt }: MaintenanceItem): Interval | null {
  const begins = Math.max(Date.parse(from), Date.parse(declaredAt));
  const ends = Math.min(Date.parse(to), at(cancelledAt, Infinity));
  return begins < ends ? { from: begins, to: ends } : null;
}

/** The sittings that use a device: its room's, or its site's where it stands in none. */
function sittingsOf(device: Device, sittings: readonly SittingItem[]): Interval[] {
  return sittings
    .filter((one) => !one.cancelled && one.siteId === device.siteId)
    .filter((one) => device.roomId === undefined || one.rooms.some(({ roomId }) => roomId === device.roomId))
    .map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }));
}

/** The service time of a device within a span, but for maintenance. `hours` keeps the schedules that were laid out. */
function serviceOf(device: Device, span: Interval, facts: ServiceFacts, hours: Map<string, Interval[]>): Interval[] {
  if (device.commissionedAt === undefined) return [];
  const from = Math.max(span.from, Date.parse(device.commissionedAt));
  const to = Math.min(span.to, at(device.retiredAt, Infinity));
  if (from >= to) return [];
  let service = hours.get(device.siteId);
  if (!service) {
    const item = facts.schedules.find(({ id }) => id === device.siteId);
    hours.set(device.siteId, (service = serviceIntervals(rulesOf(item), facts.zone, span.from, span.to)));
  }
  const outside = [{ from: -Infinity, to: from }, { from: to, to: Infinity }, ...sittingsOf(device, facts.sittings)];
  return without(service, merged(outside));
}

interface Cut {
  scope: string;
  span: Interval;
}

function cutsIn(span: Interval, maintenances: readonly MaintenanceItem[]): Cut[] {
  return maintenances.flatMap((item) => {
    const own = effectiveSpan(item);
    return own && own.from < span.to && span.from < own.to ? [{ scope: item.scope, span: own }] : [];
  });
}

const spansOver = (device: Device, cuts: readonly Cut[]): Interval[] =>
  merged(cuts.filter(({ scope }) => coversDevice(scope, device)).map(({ span }) => span));

/**
 * The service time, in device-milliseconds, that a window over a scope takes out: of each device that it covers, the part
 * in service and in the site's hours, without sittings and without what another maintenance takes out already. What is down
 * when it is declared stays in until it works again; that is not known beforehand, so this is the most (semantics 5).
 */
export function timeOut(scope: string, window: Interval, facts: ServiceFacts): number {
  const hours = new Map<string, Interval[]>();
  const others = cutsIn(window, facts.maintenances);
  let sum = 0;
  for (const device of facts.devices) {
    if (!coversDevice(scope, device)) continue;
    sum += total(without(serviceOf(device, window, facts, hours), spansOver(device, others)));
  }
  return sum;
}

/** What all recorded maintenance takes out of a span together: no time of a device counts twice. */
export function takenOut(span: Interval, facts: ServiceFacts): number {
  const hours = new Map<string, Interval[]>();
  const cuts = cutsIn(span, facts.maintenances);
  if (cuts.length === 0) return 0;
  let sum = 0;
  for (const device of facts.devices) {
    const own = spansOver(device, cuts);
    if (own.length === 0) continue;
    const service = serviceOf(device, span, facts, hours);
    sum += total(service) - total(without(service, own));
  }
  return sum;
}

/**
 * The service time planned in a year for devices of one site under rules (semantics 5, 9): schedule without maintenance,
 * and the sittings, device-ms.
 */
export function plannedIn(
  year: number,
  rules: readonly ScheduleRule[],
  { zone, devices, maintenances, sittings }: Omit<ServiceFacts, 'schedules'>,
): number {
  const span = { from: zone.dayStart(year, 1, 1), to: zone.dayStart(year + 1, 1, 1) };
  const service = serviceIntervals(rules, zone, span.from, span.to);
  const cuts = cutsIn(span, maintenances);
  let sum = 0;
  for (const device of devices) {
    if (device.commissionedAt === undefined) continue;
    const from = Math.max(span.from, Date.parse(device.commissionedAt));
    const to = Math.min(span.to, at(device.retiredAt, Infinity));
    if (from >= to) continue;
    const inService = merged([...without(service, spansOver(device, cuts)), ...sittingsOf(device, sittings)]);
    sum += total(
      without(inService, [
        { from: -Infinity, to: from },
        { from: to, to: Infinity },
      ]),
    );
  }
  return sum;
}
