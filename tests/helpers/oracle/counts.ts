import type { Instant } from '../../../shared/model/instant';
import type { Period } from '../../../shared/model/period';
import { type Scope, cityOf } from '../../../shared/model/scope';
import { beginsIn, livesAt } from './life';
import { type Moment, endOf, inFoldOrder, iso, ofKind } from './order';
import type { World } from './world';

/** What a row is asked about: a scope, a period, and `then = min(end of P − 1 ms, now)` (semantics 9). */
export interface Question {
  scope: Scope;
  period: Period;
  then: Instant;
}

/** "In P" = the instant lies in P and not after now. */
export function inPeriod(world: World, { period }: Question, t: Instant): boolean {
  return period.from <= t && t < period.to && t <= world.now;
}

/** The rooms of the scope, by where they stand then, or by the project that they name. */
export function roomsWithin(world: World, { scope, then }: Question): string[] {
  const moment = endOf(then);
  return world.roomIds.filter((id) => {
    const { siteId, projectId } = world.room(id, moment);
    return world.within(scope, { siteId, roomId: id, projectId }, moment);
  });
}

export function acceptedThen(world: World, roomId: string, { then }: Question): boolean {
  return livesAt(world.roomLifecycle(roomId), then);
}

/** Rooms accepted in P and not retired then. */
function roomsAccepted(world: World, question: Question): string[] {
  const { period } = question;
  return roomsWithin(world, question).filter(
    (id) =>
      beginsIn(world.roomLifecycle(id), period.from, Math.min(period.to, world.now + 1)) &&
      acceptedThen(world, id, question),
  );
}

/** Devices commissioned in P and not retired then, that lie in the scope then. */
function devicesCommissioned(world: World, question: Question): string[] {
  const { scope, period, then } = question;
  const moment = endOf(then);
  return world.deviceIds.filter(
    (id) =>
      beginsIn(world.deviceLifecycle(id), period.from, Math.min(period.to, world.now + 1)) &&
      livesAt(world.deviceLifecycle(id), then) &&
      world.within(scope, world.device(id, moment), moment, id),
  );
}

export function domesticComputers(world: World, question: Question): number {
  return devicesCommissioned(world, question).filter((id) => {
    const device = world.device(id, endOf(question.then));
    if (device.category !== 'computer' || device.domestic !== true) return false;
    return device.roomId === undefined || acceptedThen(world, device.roomId, question);
  }).length;
}

export function systemsOnline(world: World, question: Question): number {
  return devicesCommissioned(world, question).filter(
    (id) => world.device(id, endOf(question.then)).category === 'information-system',
  ).length;
}

/** Exam seats; spare seats are kept apart (semantics 3). */
export function standardSeats(world: World, question: Question): number {
  const seats = roomsAccepted(world, question).map((id) => world.room(id, endOf(question.then)).seats);
  return seats.reduce((sum, one) => sum + one, 0);
}

export function roomsBuilt(world: World, question: Question): number {
  return roomsAccepted(world, question).filter((id) => world.room(id, endOf(question.then)).origin === 'new').length;
}

export function sitesCovered(world: World, question: Question): Set<string> {
  return new Set(roomsAccepted(world, question).map((id) => world.room(id, endOf(question.then)).siteId));
}

export function citiesCovered(world: World, question: Question): Set<string> {
  const sites = [...sitesCovered(world, question)];
  return new Set(sites.map((siteId) => cityOf(world.area(siteId, endOf(question.then)))));
}

/** Whether a site belongs to the scope then; a project's (a grant's) sites are those of its rooms. */
export function siteWithin(world: World, question: Question, siteId: string): boolean {
  const { scope, then } = question;
  const moment: Moment = endOf(then);
  if (scope.kind === 'area' || scope.kind === 'site') return world.within(scope, { siteId }, moment);
  return roomsWithin(world, question).some((id) => world.room(id, moment).siteId === siteId);
}

export interface Served {
  value: number;
  missing: string[];
  flagged: string[];
}

/** 人次: the last reported attendance of each sitting that ended in P; a project's sittings use one of its rooms. */
export function examineesServed(world: World, question: Question): Served {
  const { scope } = question;
  const byRoom = scope.kind !== 'area' && scope.kind !== 'site';
  const rooms = roomsWithin(world, question);
  const served: Served = { value: 0, missing: [], flagged: [] };
  for (const { body } of world.sittings) {
    if (!inPeriod(world, question, iso(body.to))) continue;
    const ours = byRoom
      ? body.rooms.some((one) => rooms.includes(one.roomId))
      : siteWithin(world, question, body.siteId);
    if (!ours) continue;
    const reports = ofKind(world.entries, 'exam.attended').filter(
      (one) => one.body.sittingId === body.sittingId && one.at <= world.now,
    );
    const attended = inFoldOrder(reports).at(-1)?.body.attended;
    const placed = body.rooms.reduce((sum, one) => sum + one.placed, 0);
    if (attended === undefined) served.missing.push(body.sittingId);
    else if (attended > placed) served.flagged.push(body.sittingId);
    served.value += attended ?? 0;
  }
  return served;
}
