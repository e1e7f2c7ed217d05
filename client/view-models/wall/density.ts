/** How much a site's block says: everything, no words, shapes alone; `many`: one shape a site. */
export type Density = 'full' | 'wordless' | 'bare' | 'many';

export interface SiteGrid {
  density: Density;
  columns: number;
  rows: number;
}

/** Two places of the grid hold the totals. */
const TOTALS = 2;
/** The most sites with columns of their own: 5 × 3, 6 × 4, 7 × 6. */
const STEPS: readonly [most: number, columns: number, density: Density][] = [
  [4, 3, 'full'],
  [7, 3, 'full'],
  [10, 4, 'full'],
  [13, 5, 'full'],
  [24, 6, 'wordless'],
  [40, 7, 'bare'],
];

/** The fixed grid of a number of sites on the wall: places never move while the number stays. */
export function siteGrid(sites: number): SiteGrid {
  const step = STEPS.find(([most]) => sites <= most);
  if (!step) return { density: 'many', columns: 0, rows: 0 };
  const [, columns, density] = step;
  return { density, columns, rows: Math.max(1, Math.ceil((sites + TOTALS) / columns)) };
}
