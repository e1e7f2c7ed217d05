import type { Grid, GridCell, Role } from '../../shared/forms/grid';
import { type CellOut, type SheetOut, letters } from '../files/xlsx/write/sheet';
import { type Style, Styles } from '../files/xlsx/write/styles';
import { workbookBytes } from '../files/xlsx/write/workbook';

/** Official documents are set in Song; a size for each role, in points. */
const FONT = '宋体';
const STYLES: Readonly<Record<Role, Style>> = {
  annex: { align: 'left', font: { name: '黑体', size: 12 } },
  title: { align: 'center', bold: true, font: { name: FONT, size: 16 } },
  subtitle: { align: 'center', font: { name: FONT, size: 10.5 } },
  head: { align: 'center', wrap: true, border: 'black', font: { name: FONT, size: 10.5 } },
  label: { align: 'center', wrap: true, border: 'black', font: { name: FONT, size: 10.5 } },
  figure: { align: 'center', wrap: true, border: 'black', font: { name: FONT, size: 10.5 } },
  text: { align: 'left', indent: 1, wrap: true, border: 'black', font: { name: FONT, size: 10.5 } },
  note: { align: 'left', wrap: true, font: { name: FONT, size: 9 } },
  sign: { align: 'left', font: { name: FONT, size: 10.5 } },
};
const FOOTER = '&C第 &P 页 共 &N 页';

const styleOf = ({ role, format }: GridCell, styles: Styles): number =>
  styles.of({ ...STYLES[role], ...(format !== undefined && format !== 'General' && { format }) });

/** Every cell of a merge has its style, or its border is drawn on one side only. */
function rowsOf({ cells, heights, widths }: Grid, styles: Styles): (CellOut | null)[][] {
  const rows = heights.map(() => widths.map((): CellOut | null => null));
  for (const cell of cells) {
    const style = styleOf(cell, styles);
    for (let row = cell.row; row < cell.row + cell.rows; row++) {
      for (let column = cell.column; column < cell.column + cell.columns; column++) {
        rows[row - 1]![column - 1] = { value: null, style };
      }
    }
    const value = cell.value ?? (cell.text === '' ? null : cell.text);
    rows[cell.row - 1]![cell.column - 1] = {
      value,
      style,
      ...(cell.formula !== undefined && { formula: cell.formula }),
    };
  }
  return rows;
}

const rangeOf = ({ row, column, rows, columns }: GridCell): string =>
  `${letters(column - 1)}${row}:${letters(column + columns - 2)}${row + rows - 1}`;

function sheetOf(grid: Grid, styles: Styles): SheetOut {
  const { name, widths, heights, cells, titleRows, isLandscape, breaks, scale } = grid;
  return {
    name,
    columns: widths.map((width) => ({ width })),
    rows: rowsOf(grid, styles),
    heights: new Map(heights.map((height, index) => [index + 1, height])),
    merges: cells.filter(({ rows, columns }) => rows * columns > 1).map(rangeOf),
    isLandscape,
    titleRows,
    print: {
      area: `A1:${letters(widths.length - 1)}${heights.length}`,
      fit: breaks.length === 0 ? 'onePage' : { scale, breaks },
      footer: FOOTER,
    },
  };
}

/** Forms as sheets of an .xlsx file, with formulas and their values. The same grids give the same bytes. */
export function gridWorkbook(grids: readonly Grid[]): Buffer {
  const styles = new Styles();
  return workbookBytes(
    grids.map((grid) => sheetOf(grid, styles)),
    styles,
  );
}
