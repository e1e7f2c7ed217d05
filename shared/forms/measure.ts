import type { Grid, GridCell, Role } from './grid';

/** Heights in points. */
const LINE: Readonly<Record<Role, number>> = {
  annex: 16,
  title: 26,
  subtitle: 16,
  head: 15.5,
  label: 15.5,
  figure: 15.5,
  text: 15.5,
  note: 15.5,
  sign: 16,
};
const PADDING = 5;
/** A4 within its margins, in points. */
const PAGE = { long: 842 - 82, short: 595 - 76 };
/** Points of a character of a column's width, at most: programs take the width of a digit of the font they have. */
const CHARACTER = 6.6;
/** A Chinese character at 10.5 points is a little narrower than two characters of a column's width. */
const NARROWER = 0.88;
/** Smaller than this a form is hard to read on paper, percent. */
const SCALE_MIN = 62;
/** What is measured is an estimate: fonts differ. */
const RESERVE = 1.04;

/** Half widths of a text: a Chinese character is two. */
const halves = (text: string): number =>
  [...text].reduce((sum, one) => sum + (one.codePointAt(0)! > 0x2e7f ? 2 : 1), 0);

/** The lines that a text takes in a cell. */
export function linesOf(text: string, width: number, indent = 0): number {
  const room = Math.max(2, width - 1.5 - indent);
  return text.split('\n').reduce((sum, part) => sum + Math.max(1, Math.ceil((halves(part) * NARROWER) / room)), 0);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const heightOf = ({ text, role, column, columns }: GridCell, widths: readonly number[]): number =>
  linesOf(text, sum(widths.slice(column - 1, column - 1 + columns)), role === 'text' ? 1.5 : 0) * LINE[role] + PADDING;

/** The heights of all rows: each holds its cells, and the last row of a merge what is left of its text. */
export function heightsOf(cells: readonly GridCell[], widths: readonly number[]): number[] {
  const heights: number[] = [];
  for (const cell of cells.filter(({ rows }) => rows === 1)) {
    heights[cell.row - 1] = Math.max(heights[cell.row - 1] ?? 18, heightOf(cell, widths));
  }
  const last = Math.max(...cells.map(({ row, rows }) => row + rows - 1));
  for (let row = 0; row < last; row++) heights[row] ??= 18;
  for (const cell of cells.filter(({ rows }) => rows > 1)) {
    const inside = sum(heights.slice(cell.row - 1, cell.row - 1 + cell.rows));
    heights[cell.row + cell.rows - 2]! += Math.max(0, heightOf(cell, widths) - inside);
  }
  return heights;
}

/**
 * Fits a form to its pages: on one while that is readable, else in as many as it takes. A page begins between two groups,
 * and a label that goes on is printed again: a merge across a page break would split it.
 * @param groupEnds rows after which a page may end.
 */
export function paginate(grid: Omit<Grid, 'breaks' | 'scale'>, groupEnds: ReadonlySet<number>): Grid {
  const { heights, widths, titleRows, isLandscape } = grid;
  const [width, height] = isLandscape ? [PAGE.long, PAGE.short] : [PAGE.short, PAGE.long];
  const byWidth = Math.min(100, Math.floor((width / (sum(widths) * CHARACTER)) * 100));
  const byHeight = Math.floor((height / (sum(heights) * RESERVE)) * 100);
  if (byHeight >= Math.min(byWidth, SCALE_MIN)) return { ...grid, breaks: [], scale: Math.min(byWidth, byHeight) };
  const room = height / (byWidth / 100) / RESERVE;
  const titles = sum(heights.slice(titleRows[0] - 1, titleRows[1]));
  const breaks: number[] = [];
  let used = 0;
  let end = 0;
  for (let row = 1; row <= heights.length; row++) {
    const repeated = breaks.length > 0 && row > titleRows[1] ? titles : 0;
    if (used + heights[row - 1]! + repeated > room && end > (breaks.at(-1) ?? 0)) {
      breaks.push(end);
      used = sum(heights.slice(end, row - 1));
    }
    used += heights[row - 1]!;
    if (groupEnds.has(row)) end = row;
  }
  return { ...grid, breaks, scale: byWidth, cells: grid.cells.flatMap((cell) => split(cell, breaks)) };
}

/** A merge in one piece a page, each with its text. */
function split(cell: GridCell, breaks: readonly number[]): GridCell[] {
  const last = cell.row + cell.rows - 1;
  const ends = [...breaks.filter((row) => row >= cell.row && row < last), last];
  let row = cell.row;
  return ends.map((end) => {
    const piece = { ...cell, row, rows: end - row + 1 };
    row = end + 1;
    return piece;
  });
}
