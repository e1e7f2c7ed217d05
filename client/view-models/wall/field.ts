import type { LiveSite } from '../../../shared/contract/live';
import { inIdOrder } from '../worst';

/** The sites of a county in the order of their numbers: every site keeps its place. */
export interface FieldRow {
  area: string;
  sites: LiveSite[];
}

/** How many sites of a county stand in one line. */
export const PER_LINE = 26;

export function fieldRows(sites: Iterable<LiveSite>): FieldRow[] {
  const rows = new Map<string, LiveSite[]>();
  for (const site of inIdOrder([...sites])) rows.set(site.area, [...(rows.get(site.area) ?? []), site]);
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([area, own]) => ({ area, sites: own }));
}
