import type { LiveSite, StatusCounts } from '../../shared/contract/live';
import type { Shape } from '../format/status';

export const NO_COUNTS: StatusCounts = { up: 0, degraded: 0, down: 0, unknown: 0, maintenance: 0 };

/** The worst status first; unknown before degraded, because an unknown device may be down. */
export function worstOf(counts: StatusCounts): Shape | 'maintenance' | 'none' {
  if (counts.down > 0) return 'down';
  if (counts.unknown > 0) return 'unknown';
  if (counts.degraded > 0) return 'degraded';
  if (counts.maintenance > 0) return 'maintenance';
  return counts.up > 0 ? 'well' : 'none';
}

export function sumCounts(list: readonly StatusCounts[]): StatusCounts {
  return list.reduce(
    (sum, one) => ({
      up: sum.up + one.up,
      degraded: sum.degraded + one.degraded,
      down: sum.down + one.down,
      unknown: sum.unknown + one.unknown,
      maintenance: sum.maintenance + one.maintenance,
    }),
    NO_COUNTS,
  );
}

export function siteCounts(site: LiveSite): StatusCounts {
  return sumCounts([...site.rooms.map((room) => room.counts), site.common]);
}

/** Devices in service: planned maintenance lies over a status and is not counted again. */
export function devicesIn(counts: StatusCounts): number {
  return counts.up + counts.degraded + counts.down + counts.unknown;
}

/**
 * Always in id order, because people remember places: a site does not move when its status changes. Digits compare as
 * numbers.
 */
export function inIdOrder<T extends { id: string }>(list: readonly T[]): T[] {
  return [...list].sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
}

/** The number of a room named `第 2 考场`: `2`. Other names are not shortened. */
export function shortRoomName(name: string): string {
  return /^第?\s*([0-9A-Za-z-]+)\s*考场$/.exec(name)?.[1] ?? name;
}
