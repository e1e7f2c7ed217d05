import type { RoomItem } from '../../../shared/contract/http';

export type Layout = NonNullable<RoomItem['layout']>;

/** A place of the drawing, from 0, the front left first. */
export interface Cell {
  row: number;
  column: number;
}

/** How many rows a number of seats takes: those of the layout, and more where they do not suffice. */
export const rowsFor = ({ rows, cols }: Pick<Layout, 'rows' | 'cols'>, seats: number): number =>
  Math.max(rows, Math.ceil(seats / cols));

/** The place of each seat, in the order in which seats are numbered; without a numbering by rows from the front left. */
export function cellsOf(layout: Pick<Layout, 'rows' | 'cols' | 'numbering'>, seats: number): Cell[] {
  const { cols, numbering } = layout;
  const { order, from } = numbering ?? { order: 'rows', from: 'front-left' };
  const rows = rowsFor(layout, seats);
  return Array.from({ length: seats }, (_, index) => {
    const line = order === 'columns' ? rows : cols;
    const [major, minor] = [Math.floor(index / line), index % line];
    const row = order === 'columns' ? minor : major;
    const along = order === 'columns' ? major : minor;
    const column = order === 'snake' && major % 2 === 1 ? cols - 1 - along : along;
    return {
      row: from.startsWith('back') ? rows - 1 - row : row,
      column: from.endsWith('right') ? cols - 1 - column : column,
    };
  });
}

/** Behind every second column but the last; an odd number of columns, or two, has no pairs. */
function pairAisles(cols: number): number[] {
  if (cols % 2 === 1) return [];
  return Array.from({ length: cols / 2 - 1 }, (_, pair) => pair * 2 + 1);
}

/** The columns behind which an aisle runs, from 0: those of the layout, else seats stand in pairs, as most rooms have it. */
export const aislesOf = ({ aisles, cols }: Pick<Layout, 'aisles' | 'cols'>): number[] =>
  aisles ? aisles.map((column) => column - 1).filter((column) => column >= 0 && column < cols - 1) : pairAisles(cols);

/** What of a layout is changed; a door of null is taken out of the drawing. */
export type LayoutPatch = Omit<Partial<Layout>, 'door'> & { door?: NonNullable<Layout['door']> | null };

export function patched(layout: Layout, { door, ...rest }: LayoutPatch): Layout {
  const { door: before, ...others } = layout;
  const next = door === undefined ? before : door;
  return { ...others, ...rest, ...(next && { door: next }) };
}

/** Where a door stands on the drawn walls, as styles of a box that lies over the room. */
export function doorStyle({ wall, at }: NonNullable<Layout['door']>): Record<string, string> {
  // Not in the corners: there is no room for its word.
  const along = `${4 + at * 0.88}%`;
  return wall === 'front' || wall === 'back'
    ? { left: along, [wall === 'front' ? 'top' : 'bottom']: '0' }
    : { top: along, [wall]: '0' };
}
