import { areaWithin } from '../../../shared/model/scope';
import { type Question, inPeriod, roomsWithin, siteWithin } from './counts';
import { faultAt, isOpen } from './fault';
import { endOf, iso, ofKind, when } from './order';
import { lastGrade } from './repair';
import { pieceWithin, rates, sums } from './uptime';
import type { World } from './world';

export interface OracleSuggestion {
  grade: 'met' | 'unmet' | null;
  numerator?: number;
  denominator?: number;
}

/**
 * The milestones done by their due date among those due in P by now.
 * Readings: an area's milestones are those of the projects whose grant went to it or to an area in it; a site's, those
 * of the projects of its rooms; all done in time is met, none due cannot say.
 */
export function constructionOnTime(world: World, question: Question): OracleSuggestion {
  const projects = projectsWithin(world, question);
  const due = ofKind(world.entries, 'milestone.planned').filter(
    (one) => projects.includes(one.body.projectId) && inPeriod(world, question, iso(one.body.dueAt)),
  );
  const done = due.filter(({ body }) =>
    ofKind(world.entries, 'milestone.done').some(
      (one) => one.body.milestoneId === body.milestoneId && one.at <= iso(body.dueAt),
    ),
  );
  const grade = due.length === 0 ? null : done.length === due.length ? 'met' : 'unmet';
  return { grade, numerator: done.length, denominator: due.length };
}

function projectsWithin(world: World, question: Question): string[] {
  const { scope, then } = question;
  if (scope.kind === 'project') return [scope.id];
  if (scope.kind === 'grant') return world.projectsOf(scope.id);
  if (scope.kind === 'area') {
    const grants = ofKind(world.entries, 'grant.received').filter((one) => areaWithin(one.body.area, scope.code));
    return grants.flatMap((one) => world.projectsOf(one.body.grantId));
  }
  return roomsWithin(world, question).flatMap((id) => world.room(id, endOf(then)).projectId ?? []);
}

/** 稳定运行: the high bound of the systems' fault rate is at most 2 %, and none has an open critical fault then. */
export function functionalSystems(world: World, question: Question): OracleSuggestion {
  const { scope, period, then } = question;
  const moment = endOf(then);
  const critical = world.faults.some((known) => {
    const device = world.device(known.deviceId, moment);
    if (device.category !== 'information-system' || !world.within(scope, device, moment, known.deviceId)) return false;
    const fault = faultAt(known, moment);
    return isOpen(fault) && lastGrade(fault) === 'critical';
  });
  if (critical) return { grade: 'unmet' };
  const window = { from: period.from, to: period.to, horizon: world.now };
  const { high } = rates(
    sums(world, window, (piece) => piece.category === 'information-system' && pieceWithin(world, scope, piece)),
  );
  // No service time at all cannot say.
  return { grade: high === null ? null : high <= 0.02 ? 'met' : 'unmet' };
}

/**
 * Incidents of grade I or II in P = 0, and every month of P up to now signed off.
 * Readings: the months up to now are those that have ended; a sign-off of an area holds for the areas and sites in it;
 * where a month is unsigned, or none has ended yet, the measure cannot say (no record is not zero).
 */
export function examSecurity(world: World, question: Question): OracleSuggestion {
  const { scope, then } = question;
  const moment = endOf(then);
  const severe = ofKind(world.entries, 'incident.reported').filter(
    ({ at, body }) =>
      inPeriod(world, question, at) &&
      (body.grade === 'I' || body.grade === 'II') &&
      siteWithin(world, question, body.siteId),
  );
  if (severe.length > 0) return { grade: 'unmet' };
  const sites = ofKind(world.entries, 'site.registered').map((one) => one.body.siteId);
  const areas =
    scope.kind === 'area'
      ? [scope.code]
      : sites.filter((id) => siteWithin(world, question, id)).map((id) => world.area(id, moment));
  const months = monthsOf(world, question).filter((one) => one.to <= world.now);
  const signed = ofKind(world.entries, 'incident.monthSigned').filter((one) => when(one) <= world.now);
  const all = months.every(({ month }) =>
    areas.every((area) => signed.some(({ body }) => body.month === month && areaWithin(area, body.area))),
  );
  return { grade: all && months.length > 0 && areas.length > 0 ? 'met' : null };
}

function monthsOf(world: World, { period }: Question): { month: string; to: number }[] {
  const list: { month: string; to: number }[] = [];
  let year = Number(world.zone.local(period.from).date.slice(0, 4));
  let month = Number(world.zone.local(period.from).date.slice(5, 7));
  while (world.zone.dayStart(year, month, 1) < period.to) {
    const text = `${year}-${String(month).padStart(2, '0')}`;
    list.push({ month: text, to: world.zone.dayStart(year, month + 1, 1) });
    month = month === 12 ? 1 : month + 1;
    if (month === 1) year += 1;
  }
  return list;
}
