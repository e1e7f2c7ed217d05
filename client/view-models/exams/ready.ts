import type { DeviceItem, SittingItem } from '../../../shared/contract/http';
import type { LiveFault, LiveSitting, RoomReadiness } from '../../../shared/contract/live';
import { isOverdue } from '../deadline';
import { byName, sessionOf } from './sittings';

export type ReadyShape = 'well' | 'unknown' | 'down';

/** One room of a session, with its verdict (semantics 8). */
export interface ReadyRow extends RoomReadiness {
  sittingId: string;
  siteId: string;
  /** The worst of its conditions: an inspection that nobody made is unknown, everything else is down. */
  shape: ReadyShape;
  /** Categories of which too few work. */
  short: string[];
  isAccepted: boolean;
  hasProfile: boolean;
  hasSeats: boolean;
  /** `early`: an inspection is not due yet and does not decide. */
  inspection: 'done' | 'missing' | 'early';
  /** Open faults of impact down (考场达标, beside readiness), those past their deadline first. */
  faults: { id: string; deadline: number | null; overdue: boolean }[];
  signature: 'none' | 'signed' | 'changed';
}

const WORKING = 'not-working:';

export const shapeOfReasons = (reasons: readonly string[]): ReadyShape =>
  reasons.length === 0 ? 'well' : reasons.every((one) => one === 'not-inspected') ? 'unknown' : 'down';

function rowOf(
  sitting: Pick<LiveSitting, 'id' | 'siteId'>,
  room: RoomReadiness,
  faults: readonly LiveFault[],
  now: number,
): ReadyRow {
  const { reasons, signed } = room;
  const own = faults
    .filter(({ roomId, impact }) => roomId === room.roomId && impact === 'down')
    .map((fault) => ({
      id: fault.id,
      deadline: fault.deadline === null ? null : Date.parse(fault.deadline),
      overdue: isOverdue(fault, now),
    }));
  own.sort((a, b) => (a.deadline ?? Infinity) - (b.deadline ?? Infinity) || byName(a.id, b.id));
  return {
    ...room,
    sittingId: sitting.id,
    siteId: sitting.siteId,
    shape: shapeOfReasons(reasons),
    short: reasons.filter((one) => one.startsWith(WORKING)).map((one) => one.slice(WORKING.length)),
    isAccepted: !reasons.includes('not-accepted'),
    hasProfile: !reasons.includes('no-profile'),
    hasSeats: !reasons.includes('too-few-seats'),
    inspection: reasons.includes('not-inspected')
      ? 'missing'
      : now < Date.parse(room.inspectFrom) && !isInspectedFor(room)
        ? 'early'
        : 'done',
    faults: own,
    signature: signed === undefined ? 'none' : signed.changedAt === undefined ? 'signed' : 'changed',
  };
}

const isInspectedFor = ({ inspectedAt, inspectFrom }: RoomReadiness): boolean =>
  inspectedAt !== undefined && Date.parse(inspectedAt) >= Date.parse(inspectFrom);

/** The rooms of the session that a sitting belongs to, at all sites in sight, by site and room. */
export function readyRows(
  sitting: Pick<SittingItem, 'exam' | 'from' | 'to'>,
  live: readonly LiveSitting[],
  faults: readonly LiveFault[],
  now: number,
): ReadyRow[] {
  const session = sessionOf(sitting);
  return live
    .filter((one) => !one.cancelled && sessionOf(one) === session)
    .flatMap((one) => one.readiness.map((room) => rowOf(one, room, faults, now)))
    .sort((a, b) => byName(a.siteId, b.siteId) || byName(a.roomId, b.roomId));
}

/** Those that can be signed: ready, and not signed or changed since. */
export const signable = (rows: readonly ReadyRow[]): ReadyRow[] =>
  rows.filter(({ reasons, signature }) => reasons.length === 0 && signature !== 'signed');

/** On a phone what is not ready comes first. */
export const notReadyFirst = (rows: readonly ReadyRow[]): ReadyRow[] => [
  ...rows.filter(({ reasons }) => reasons.length > 0),
  ...rows.filter(({ reasons }) => reasons.length === 0),
];

/** A spare device that could stand in for one that a room lacks. */
export interface Spare {
  device: DeviceItem;
  own: boolean;
  /** It works by what is known; a device that nobody saw for long has to be looked at first. */
  works: boolean;
}

/** The spares of some categories that stand elsewhere: of the room's own site first, those that work before the others. */
export function sparesFor(
  devices: readonly DeviceItem[],
  { siteId, roomId, short }: Pick<ReadyRow, 'siteId' | 'roomId' | 'short'>,
): Spare[] {
  return devices
    .filter(
      (one) => one.spare === true && short.includes(one.category) && one.roomId !== roomId && one.status !== 'down',
    )
    .map((device) => ({ device, own: device.siteId === siteId, works: device.status !== 'unknown' }))
    .sort(
      (a, b) => Number(b.own) - Number(a.own) || Number(b.works) - Number(a.works) || byName(a.device.id, b.device.id),
    );
}
