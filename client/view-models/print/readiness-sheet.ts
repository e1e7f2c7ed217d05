import type { FaultItem, InspectionItem, RoomItem } from '../../../shared/contract/http';
import type { LiveDevice, LiveFault, LiveSitting } from '../../../shared/contract/live';
import { date } from '../../format/instant';
import { isOverdue } from '../deadline';

/** One room of a sitting, as the sheet's row says it. */
export interface SheetRow {
  roomId: string;
  name: string;
  placed: number;
  isAccepted: boolean;
  hasProfile: boolean;
  /** Categories of which the room has too few that work. */
  missing: string[];
  enoughSeats: boolean;
  /** The last inspection, ms; null: none. */
  inspectedAt: number | null;
  isInspected: boolean;
  /** Until then an inspection is not due and does not decide, ms; null: it is due, or made in time. */
  inspectFrom: number | null;
  /** How many of the conditions of semantics 8 do not hold; 0: ready. */
  lacks: number;
  /** Faults that are past their deadline; beside readiness, not in it. */
  overdue: string[];
}

export interface SheetSitting {
  sitting: LiveSitting;
  rows: SheetRow[];
}

interface Known {
  sittings: readonly LiveSitting[];
  rooms: readonly RoomItem[];
  inspections: readonly InspectionItem[];
  faults: readonly LiveFault[];
  now: number;
  zone: string;
}

const natural = new Intl.Collator('en', { numeric: true });
const notCancelled = ({ cancelled }: LiveSitting) => !cancelled;

/** The local day of the next sitting, `2026-06-07`; null: there is none. */
export function nextDay(sittings: readonly LiveSitting[], zone: string): string | null {
  const first = sittings
    .filter(notCancelled)
    .map(({ from }) => Date.parse(from))
    .sort((a, b) => a - b)[0];
  return first === undefined ? null : date(first, zone);
}

/** The days on which sittings begin, in order. */
export const daysOf = (sittings: readonly LiveSitting[], zone: string): string[] =>
  [...new Set(sittings.filter(notCancelled).map(({ from }) => date(Date.parse(from), zone)))].sort();

/** The sittings that begin on a local day, each with its rooms by id. */
export function sheetOf(day: string, known: Known): SheetSitting[] {
  return known.sittings
    .filter((sitting) => notCancelled(sitting) && date(Date.parse(sitting.from), known.zone) === day)
    .sort((a, b) => Date.parse(a.from) - Date.parse(b.from) || natural.compare(a.id, b.id))
    .map((sitting) => ({
      sitting,
      rows: [...sitting.readiness]
        .sort((a, b) => natural.compare(a.roomId, b.roomId))
        .map((room) => rowOf(room, known)),
    }));
}

function rowOf({ roomId, placed, reasons, inspectFrom }: LiveSitting['readiness'][number], known: Known): SheetRow {
  const times = known.inspections.filter((one) => one.roomId === roomId).map(({ at }) => Date.parse(at));
  const inspectedAt = times.length > 0 ? Math.max(...times) : null;
  const due = Date.parse(inspectFrom);
  return {
    roomId,
    name: known.rooms.find(({ id }) => id === roomId)?.name ?? roomId,
    placed,
    isAccepted: !reasons.includes('not-accepted'),
    hasProfile: !reasons.includes('no-profile'),
    missing: reasons.filter((one) => one.startsWith('not-working:')).map((one) => one.slice('not-working:'.length)),
    enoughSeats: !reasons.includes('too-few-seats'),
    inspectedAt,
    isInspected: !reasons.includes('not-inspected'),
    inspectFrom: known.now < due && (inspectedAt ?? 0) < due ? due : null,
    lacks: reasons.length,
    overdue: overdueIn(roomId, known),
  };
}

/** Only a fault of impact down keeps a room from complying (semantics 8). */
const overdueIn = (roomId: string, { faults, now }: Known): string[] =>
  faults
    .filter((fault) => fault.roomId === roomId && fault.impact === 'down' && isOverdue(fault, now))
    .map(({ id }) => id)
    .sort();

/** The devices of a site in no room that are not up. */
export function commonTroubles(devices: readonly LiveDevice[]): { all: number; wrong: LiveDevice[] } {
  const common = devices.filter(({ roomId }) => roomId === undefined);
  return { all: common.length, wrong: common.filter(({ status }) => status !== 'up') };
}

/** Faults in the order in which they want something: by deadline, the paused last. */
export function byDeadline<F extends Pick<FaultItem, 'id' | 'state' | 'deadline'>>(faults: readonly F[]): F[] {
  const end = ({ state, deadline }: F) => (state === 'paused' || deadline === null ? Infinity : Date.parse(deadline));
  return [...faults].sort((a, b) => end(a) - end(b) || natural.compare(a.id, b.id));
}
