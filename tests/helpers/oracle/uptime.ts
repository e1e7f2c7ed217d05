import type { UptimeCut, UptimeRates, UptimeRow, UptimeSums } from '../../../shared/contract/http';
import type { Instant } from '../../../shared/model/instant';
import type { Scope } from '../../../shared/model/scope';
import { endOf } from './order';
import { type Piece, lengthWithin, pieces } from './pieces';
import type { World } from './world';

const HOUR_MS = 3_600_000;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** Sums of a set of devices' time, over a window that may reach beyond `now` (only the budget asks for that). */
export function sums(
  world: World,
  window: { from: Instant; to: Instant; horizon: Instant },
  belongs: (piece: Piece) => boolean,
): UptimeSums {
  const total = emptySums();
  for (const piece of pieces(world, window.horizon)) {
    if (belongs(piece)) addPiece(total, piece, window.from, Math.min(window.to, window.horizon));
  }
  return total;
}

const emptySums = (): UptimeSums => ({
  serviceMs: 0,
  upMs: 0,
  degradedMs: 0,
  downMs: 0,
  unknownMs: 0,
  maintenanceMs: 0,
});

function addPiece(total: UptimeSums, piece: Piece, from: Instant, to: Instant): void {
  const length = lengthWithin(piece, from, to);
  if (piece.maintenance) total.maintenanceMs += length;
  if (!piece.service) return;
  total.serviceMs += length;
  total[`${piece.status}Ms`] += length;
}

/** Ratios of sums (semantics 6); `S = 0`: all null, `S = N > 0`: no fault rate, low 0, high 1, coverage 0. */
export function rates({ serviceMs: s, downMs: d, unknownMs: n }: UptimeSums): UptimeRates {
  if (s === 0) return { faultRate: null, low: null, high: null, coverage: null };
  return { faultRate: s === n ? null : d / (s - n), low: d / s, high: (d + n) / s, coverage: (s - n) / s };
}

/** A device's time belongs to where it stood at each moment (semantics 6). */
export function pieceWithin(world: World, scope: Scope, piece: Piece): boolean {
  return world.within(scope, piece, endOf(piece.from), piece.deviceId);
}

/** The parts of pieces within a window, cut wherever the clock on the wall may show a full hour. */
function byHours({ zone }: World, list: readonly Piece[], from: Instant, to: Instant): (Piece & { hour: string })[] {
  return list.flatMap((piece) => {
    const [begin, end] = [Math.max(piece.from, from), Math.min(piece.to, to)];
    const full = zone.dates(begin, end).flatMap((date) => HOURS.flatMap((hour) => zone.showing(date, hour * HOUR_MS)));
    const inside = full.filter((t) => begin < t && t < end);
    const cuts = [...new Set([begin, ...inside, end])].sort((a, b) => a - b);
    return cuts.slice(1).map((until, index) => {
      const { date, clock } = zone.local(cuts[index]!);
      const hour = `${date}T${String(Math.floor(clock / HOUR_MS)).padStart(2, '0')}`;
      return { ...piece, from: cuts[index]!, to: until, hour };
    });
  });
}

type Cut = Piece & { hour?: string };

function keyOf(piece: Cut, by: UptimeCut): string {
  switch (by) {
    case 'none':
      return '';
    case 'area':
      return piece.area;
    case 'site':
      return piece.siteId;
    case 'room':
      return piece.roomId ?? '';
    case 'device':
      return piece.deviceId;
    case 'category':
      return piece.category;
    case 'day':
      return piece.date;
    case 'hour':
      return piece.hour ?? '';
    case 'site,hour':
      return `${piece.siteId}|${piece.hour ?? ''}`;
  }
}

/** The rows of contract 5, in the order of their keys' code units, without those that have no time at all. */
export function uptimeRows(
  world: World,
  query: { scope: Scope; from: Instant; to: Instant; by: UptimeCut },
): UptimeRow[] {
  const { scope, from, to, by } = query;
  const inside = pieces(world, world.now).filter((piece) => pieceWithin(world, scope, piece));
  const cut: Cut[] = by.endsWith('hour') ? byHours(world, inside, from, Math.min(to, world.now)) : inside;
  const groups = new Map<string, Cut[]>();
  for (const piece of cut) {
    const key = keyOf(piece, by);
    groups.set(key, [...(groups.get(key) ?? []), piece]);
  }
  return [...groups.keys()]
    .sort()
    .map((key) => {
      const total = emptySums();
      for (const piece of groups.get(key)!) addPiece(total, piece, from, Math.min(to, world.now));
      return { key, ...total, ...rates(total) };
    })
    .filter((row) => row.serviceMs > 0 || row.maintenanceMs > 0);
}
