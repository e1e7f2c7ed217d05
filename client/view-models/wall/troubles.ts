import type { LiveDevice, LiveFault, LiveSite, StatusCounts } from '../../../shared/contract/live';
import { inIdOrder, siteCounts, worstOf } from '../worst';
import { byDeadline } from './faults';

/** A site that is not well, with the fault that is due first. */
export interface Trouble {
  site: LiveSite;
  counts: StatusCounts;
  worst: 'down' | 'unknown' | 'degraded';
  fault: LiveFault | null;
  over: boolean;
}

const RANK = { down: 0, unknown: 1, degraded: 2 } as const;

/**
 * The sites in trouble: those with a fault over its deadline first, then down, unknown, degraded; among them by the
 * deadline that comes first, then by their number.
 */
export function troublesOf(sites: Iterable<LiveSite>, faults: Iterable<LiveFault>, now: number): Trouble[] {
  const first = new Map<string, LiveFault>();
  for (const fault of byDeadline(faults)) if (!first.has(fault.siteId)) first.set(fault.siteId, fault);
  const found = inIdOrder([...sites]).flatMap((site): Trouble[] => {
    const counts = siteCounts(site);
    const worst = worstOf(counts);
    const fault = first.get(site.id) ?? null;
    const over = fault !== null && fault.state !== 'paused' && (dueAt(fault) ?? Infinity) < now;
    if (worst === 'down' || worst === 'unknown' || worst === 'degraded') return [{ site, counts, worst, fault, over }];
    return over ? [{ site, counts, worst: 'degraded', fault, over }] : [];
  });
  // Sorting is stable: what ties stays in the order of the sites.
  return found.sort((a, b) => {
    if (a.over !== b.over) return a.over ? -1 : 1;
    if (!a.over && a.worst !== b.worst) return RANK[a.worst] - RANK[b.worst];
    return compare(dueAt(a.fault) ?? Infinity, dueAt(b.fault) ?? Infinity);
  });
}

const dueAt = (fault: LiveFault | null) =>
  fault === null || fault.deadline === null ? null : Date.parse(fault.deadline);
const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);

/** Since when the first device of a site has a status, ms; null: none has it. */
export function sinceOf(devices: Iterable<LiveDevice>, siteId: string, status: Trouble['worst']): number | null {
  let since: number | null = null;
  for (const device of devices) {
    if (device.siteId !== siteId || device.status !== status) continue;
    if (since === null || device.since < since) since = device.since;
  }
  return since;
}

/** Hero and tiles of page 1; tiles of each page after it. */
export const FIRST_PAGE = 9;

/** The pages of troubles: nine sites each; one page (empty) when nothing is wrong. */
export function troublePages(troubles: readonly Trouble[]): Trouble[][] {
  const pages: Trouble[][] = [];
  for (let from = 0; from < troubles.length; from += FIRST_PAGE) pages.push(troubles.slice(from, from + FIRST_PAGE));
  return pages.length > 0 ? pages : [[]];
}
