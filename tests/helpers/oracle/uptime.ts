import type { UptimeCut, UptimeRates, UptimeRow, UptimeSums } from '../../../shared/contract/http';
import type { Instant } from '../../../shared/model/instant';
import type { Scope } from '../../../shared/model/scope';
import { endOf } from './order';
import { type Piece, lengthWithin, pieces } from './pieces';
import type { World } from './world';

/** Sums of a set of devices' time, over a window that may reach beyond `now` (only the budget asks for that). */
export function sums(
  world: World,
  window: { from: Instant; to: Instant; horizon: Instant },
  belongs: (piece: Piece) => boolean,
): UptimeSums {
  const total: UptimeSums = { serviceMs: 0, upMs: 0, degradedMs: 0, downMs: 0, unknownMs: 0, maintenanceMs: 0 };
  for (const piece of pieces(world, window.horizon)) {
    const length = lengthWithin(piece, window.from, Math.min(window.to, window.horizon));
    if (length === 0 || !belongs(piece)) continue;
    if (piece.maintenance) total.maintenanceMs += length;
    if (!piece.service) continue;
    total.serviceMs += length;
    total[`${piece.status}Ms`] += length;
  }
  return total;
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

function keyOf(piece: Piece, by: UptimeCut): string {
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
  }
}

/** The rows of contract 5, in the order of their keys' code units, without those that have no time at all. */
export function uptimeRows(
  world: World,
  query: { scope: Scope; from: Instant; to: Instant; by: UptimeCut },
): UptimeRow[] {
  const { scope, from, to, by } = query;
  const inside = pieces(world, world.now).filter((piece) => pieceWithin(world, scope, piece));
  const keys = [...new Set(inside.map((piece) => keyOf(piece, by)))].sort();
  const chosen = new Set(inside);
  return keys
    .map((key) => {
      const window = { from, to, horizon: world.now };
      const total = sums(world, window, (piece) => chosen.has(piece) && keyOf(piece, by) === key);
      return { key, ...total, ...rates(total) };
    })
    .filter((row) => row.serviceMs > 0 || row.maintenanceMs > 0);
}
