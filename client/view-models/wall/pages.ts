import type { WallSitting } from './sitting';
import { type Trouble, troublePages } from './troubles';

/** One page of the rotation. The rates, the next sitting, the first faults and the last entries stand on all of them. */
export type WallPage =
  | { show: 'home' }
  | { show: 'troubles'; troubles: Trouble[] }
  /** Faults from this one on. */
  | { show: 'faults'; skip: number }
  | { show: 'sitting' };

interface Fitting {
  /** Rows of faults beside the sites, and on a page of their own. */
  side: number;
  page: number;
  /** Rooms that are named beside the next sitting. */
  reasons: number;
}

/** The pages after each other: the sites (or those in trouble, nine a page), then only what does not fit beside them. */
export function pagesOf(
  found: { many: boolean; troubles: readonly Trouble[]; faults: number; sitting: WallSitting | null },
  { side, page, reasons }: Fitting,
): WallPage[] {
  const pages: WallPage[] = found.many
    ? troublePages(found.troubles).map((troubles) => ({ show: 'troubles', troubles }))
    : [{ show: 'home' }];
  if (found.faults > side) {
    // The side shows one row less than fits: its last row says how many more there are.
    const rest = found.faults - (side - 1);
    for (let skip = 0; skip < rest; skip += page) pages.push({ show: 'faults', skip: side - 1 + skip });
  }
  const waiting = found.sitting?.rooms.filter(({ shape }) => shape !== 'well').length ?? 0;
  if (waiting > reasons) pages.push({ show: 'sitting' });
  return pages;
}
