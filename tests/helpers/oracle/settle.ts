import { overBudget } from './money';
import type { Entry, EntryOf } from '../../../shared/model/entry';
import { type Fault, replayFault } from './fault';
import { deviceLifecycle, livesAt, roomLifecycle } from './life';
import { inFoldOrder, inSeqOrder, momentOf, ofKind, when, iso } from './order';
import { deviceAt } from './places';
import { type Thing, creates, mentions, needs } from './references';

/** The entries of a ledger that have an effect, and those that have none (semantics 2, "the fold is total"). */
export interface Settled {
  /** With effect, in the order of the fold. */
  entries: Entry[];
  /** By `seq`, or by `seq:deviceId` for one exception of an inspection: what has no effect. */
  contested: Map<string, number>;
}

/** Takes entries of which none is voided (and no voids). */
export function settle(standing: readonly Entry[]): Settled {
  const contested = new Map<string, number>();
  let entries = [...standing];
  const drop = (seqs: readonly number[]) => {
    for (const seq of seqs) contested.set(String(seq), seq);
    entries = entries.filter((entry) => !contested.has(String(entry.seq)));
  };
  drop(unknownOrTwice(entries));
  drop(lives(entries));
  drop(faults(entries));
  drop(endings(entries));
  drop(signatures(entries));
  drop(outOfService(entries));
  drop(answeredTwice(entries));
  for (const [seq, deviceId] of strayExceptions(entries)) contested.set(`${seq}:${deviceId}`, seq);
  for (const seq of otherSites(entries)) contested.set(`${seq}:site`, seq);
  return { entries: inFoldOrder(entries), contested };
}

/** Reading: ids are resolved in the order of seq: the first creator counts, what names an unknown thing does not. */
function unknownOrTwice(entries: readonly Entry[]): number[] {
  const known = new Set<Thing>();
  const bad: number[] = [];
  for (const entry of inSeqOrder(entries)) {
    const thing = creates(entry);
    // A budget, a category and a profile may be set again; of all other things the first registration counts.
    const again = ['project.budgeted', 'category.set', 'profile.set'].includes(entry.kind);
    const twice = thing !== null && known.has(thing) && !again;
    if (twice || needs(entry).some((needed) => !known.has(needed))) bad.push(entry.seq);
    else if (thing !== null) known.add(thing);
  }
  return bad;
}

function lives(entries: readonly Entry[]): number[] {
  const devices = new Set(ofKind(entries, 'device.registered').map((one) => one.body.deviceId));
  const rooms = new Set(ofKind(entries, 'room.registered').map((one) => one.body.roomId));
  return [
    ...[...devices].flatMap((id) => deviceLifecycle(entries, id).contested),
    ...[...rooms].flatMap((id) => roomLifecycle(entries, id).contested),
  ];
}

/**
 * Every fault. Reading: a fault may be reported on a device that is not in service (the door's `not-in-service` speaks of
 * observations alone).
 */
export function faultsOf(entries: readonly Entry[]): Fault[] {
  return ofKind(entries, 'fault.reported').map((report) =>
    replayFault(report, entries, deviceLifecycle(entries, report.body.deviceId)),
  );
}

function faults(entries: readonly Entry[]): number[] {
  return faultsOf(entries).flatMap((fault) => fault.contested);
}

/**
 * A sitting may be cancelled only before it begins (semantics 5). Reading: what is cancelled cannot be
 * cancelled again.
 */
function endings(entries: readonly Entry[]): number[] {
  const bad: number[] = [];
  const ended = new Set<Thing>();
  const sittings = ofKind(entries, 'exam.scheduled');
  for (const entry of inFoldOrder(ofKind(entries, 'exam.cancelled', 'maintenance.cancelled'))) {
    const thing = needs(entry)[0]!;
    const begun =
      entry.kind === 'exam.cancelled' &&
      sittings.some((one) => one.body.sittingId === entry.body.sittingId && when(entry) >= iso(one.body.from));
    if (begun || ended.has(thing)) bad.push(entry.seq);
    else ended.add(thing);
  }
  return bad;
}

/** Reading: a room is signed ready before its sitting begins, and only one that the sitting uses. */
function signatures(entries: readonly Entry[]): number[] {
  const sittings = ofKind(entries, 'exam.scheduled');
  return ofKind(entries, 'room.readySigned')
    .filter((signed) => {
      const sitting = sittings.find(({ body }) => body.sittingId === signed.body.sittingId);
      const used = sitting?.body.rooms.some(({ roomId }) => roomId === signed.body.roomId);
      return !sitting || !used || when(signed) >= iso(sitting.body.from);
    })
    .map(({ seq }) => seq);
}

/** Observations before the commissioning or after the retirement (the door's `not-in-service`). */
function outOfService(entries: readonly Entry[]): number[] {
  return ofKind(entries, 'status.observed')
    .filter((one) => !livesAt(deviceLifecycle(entries, one.body.deviceId), one.at))
    .map((one) => one.seq);
}

/** Reading: a survey token counts once, the first in the order of the fold. */
function answeredTwice(entries: readonly Entry[]): number[] {
  const answers = inFoldOrder(ofKind(entries, 'survey.answered'));
  return answers
    .filter((one, index) => answers.findIndex((other) => other.body.token === one.body.token) < index)
    .map((one) => one.seq);
}

/** The devices that an inspection speaks of: they stand in the room and are in service at its moment (semantics 4). */
export function inspected(entries: readonly Entry[], inspection: EntryOf<'room.inspected'>): string[] {
  const moment = momentOf(inspection);
  return ofKind(entries, 'device.registered')
    .map((one) => one.body.deviceId)
    .filter((id) => deviceAt(entries, id, moment)?.roomId === inspection.body.roomId)
    .filter((id) => livesAt(deviceLifecycle(entries, id), inspection.at));
}

/** Exceptions for devices that are not in the inspected room (or not in service): no effect; the rest stands. */
function strayExceptions(entries: readonly Entry[]): [seq: number, deviceId: string][] {
  return ofKind(entries, 'room.inspected').flatMap((inspection) => {
    const there = inspected(entries, inspection);
    return inspection.body.exceptions
      .filter((one) => !there.includes(one.deviceId))
      .map((one): [number, string] => [inspection.seq, one.deviceId]);
  });
}

/** Changes and moves whose site is not that of the room in which they leave their device: only that site has no effect. */
function otherSites(entries: readonly Entry[]): number[] {
  return ofKind(entries, 'device.changed', 'device.moved')
    .filter(({ body }) => body.siteId !== undefined)
    .filter((one) => deviceAt(entries, one.body.deviceId, momentOf(one))?.siteId !== one.body.siteId)
    .map((one) => one.seq);
}

/**
 * Whether other entries stand on one (semantics 2): they name what it brought into the world, or without it they would
 * have no effect any more.
 */
export function standsOnIt(target: Entry, standing: readonly Entry[]): boolean {
  const others = standing.filter((entry) => entry !== target);
  const before = settle(standing).contested;
  const thing = creates(target);
  // A second registration names the thing as well, but does not stand on the first: it could stand without it.
  const naming = others.filter((one) => creates(one) !== thing);
  // What is set again is known by the first that stands; each budget of a project counts (reading).
  const brings =
    target.kind === 'project.budgeted' || others.every((one) => creates(one) !== thing || one.seq > target.seq);
  const counts = thing !== null && brings && !before.has(String(target.seq));
  if (counts && naming.some((one) => mentions(one).includes(thing))) return true;
  // A fault needs the commissioning of its device (reading), although the order of the fold would take it without.
  if (target.kind === 'device.commissioned' && !before.has(String(target.seq))) {
    const { deviceId } = target.body;
    if (others.some((one) => one.kind === 'fault.reported' && one.body.deviceId === deviceId)) return true;
  }
  if (target.kind === 'grant.adjusted' && !before.has(String(target.seq))) {
    // Budgets stand on an adjustment without which they would come to more than the grant (semantics 11; reading).
    const { grantId } = target.body;
    const isOver = (entries: readonly Entry[]) => overBudget(settle(entries).entries, grantId, target.at);
    if (isOver(others) && !isOver(standing)) return true;
  }
  return [...settle(others).contested.keys()].some((key) => !before.has(key));
}
