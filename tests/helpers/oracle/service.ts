import type { EntryOf } from '../../../shared/model/entry';
import type { Instant } from '../../../shared/model/instant';
import { endOf, inSeqOrder, iso, ofKind, when } from './order';
import { effectiveAt, statusEdges } from './status';
import type { World } from './world';
import { clockOf } from './zone';

/** Whether the schedule of a site has an instant in it (semantics 5). */
export function scheduledAt(world: World, siteId: string, t: Instant): boolean {
  const rule = schedules(world, siteId).findLast((one) => one.start <= t);
  if (!rule || rule.schedule === 'always') return true;
  const { date, weekday, clock } = world.zone.local(t);
  const exception = rule.schedule.except?.find((one) => one.from <= date && date < one.to);
  const windows = exception ? exception.windows : rule.schedule.weekly.filter((one) => one.days.includes(weekday));
  return windows.some((one) => clockOf(one.from) <= clock && clock < clockOf(one.to));
}

interface ScheduleRule {
  start: Instant;
  seq: number;
  schedule: EntryOf<'site.scheduleSet'>['body']['schedule'];
}

/** The first schedule known (by seq) holds from the site's beginning, a later one from `max(recordedAt, from ?? at)`. */
export function schedules(world: World, siteId: string): ScheduleRule[] {
  const all = inSeqOrder(ofKind(world.entries, 'site.scheduleSet').filter((one) => one.body.siteId === siteId));
  return all
    .map(({ seq, at, recordedAt, body }, index) => ({
      start: index === 0 ? -Infinity : Math.max(recordedAt, body.from === undefined ? at : iso(body.from)),
      seq,
      schedule: body.schedule,
    }))
    .sort((a, b) => a.start - b.start || a.seq - b.seq);
}

/** Whether a sitting uses a device at an instant: in its rooms, or at its site in no room (semantics 5). */
export function sittingUses(world: World, sitting: EntryOf<'exam.scheduled'>, deviceId: string, t: Instant): boolean {
  const { siteId, rooms, from, to } = sitting.body;
  if (t < iso(from) || t >= iso(to)) return false;
  const device = world.device(deviceId, endOf(t));
  if (device.roomId === undefined) return device.siteId === siteId;
  return rooms.some((one) => one.roomId === device.roomId);
}

const starts = new WeakMap<World, Map<string, Instant>>();

/**
 * `u`: the first instant at or after the declaration at which the device is not down (Infinity: never). What was down
 * already when the maintenance was declared is not excused.
 */
function firstNotDown(world: World, deviceId: string, declared: Instant): Instant {
  const memo = starts.get(world) ?? new Map<string, Instant>();
  starts.set(world, memo);
  const key = `${deviceId} ${declared}`;
  let first = memo.get(key);
  if (first === undefined) {
    const edges = statusEdges(world, deviceId).filter((edge) => edge > declared);
    const candidates = [declared, ...edges.sort((a, b) => a - b)];
    first = candidates.find((t) => effectiveAt(world, deviceId, t) !== 'down') ?? Infinity;
    memo.set(key, first);
  }
  return first;
}

/** Whether planned maintenance takes an instant of a device out of its schedule (semantics 5). */
export function maintainedAt(world: World, deviceId: string, t: Instant): boolean {
  return ofKind(world.entries, 'maintenance.planned').some((plan) => {
    if (t < iso(plan.body.from) || t >= iso(plan.body.to)) return false;
    const device = world.device(deviceId, endOf(t));
    const covered = [`device:${deviceId}`, `room:${device.roomId}`, `site:${device.siteId}`];
    if (!covered.includes(plan.body.scope)) return false;
    const cancelled = ofKind(world.entries, 'maintenance.cancelled').find(
      (one) => one.body.maintenanceId === plan.body.maintenanceId,
    );
    if (cancelled && t >= when(cancelled)) return false;
    return t >= firstNotDown(world, deviceId, plan.recordedAt);
  });
}
