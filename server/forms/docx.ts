import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeightRule,
  type IParagraphOptions,
  PageNumber,
  PageOrientation,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  VerticalMergeType,
  WidthType,
} from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Grid, GridCell, Role } from '../../shared/forms/grid';

/** Twentieths of a point. */
const A4 = { width: 11906, height: 16838 };
const MARGIN = { top: 740, bottom: 740, left: 740, right: 740, header: 400, footer: 400 };
/** Half points. */
const SIZES: Readonly<Record<Role, number>> = {
  annex: 24,
  title: 32,
  subtitle: 21,
  head: 18,
  label: 18,
  figure: 18,
  text: 18,
  note: 17,
  sign: 20,
};
const FONTS = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体' };
const ANNEX_FONTS = { ...FONTS, eastAsia: '黑体' };
const CENTRED: readonly Role[] = ['title', 'subtitle', 'head', 'label', 'figure'];
const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const BORDERS = { top: LINE, bottom: LINE, left: LINE, right: LINE };
/** Rows of a group that are kept together. */
const GROUP_MAX = 6;
/** Roles that stand outside the tables. */
const BESIDE: readonly Role[] = ['annex', 'title', 'subtitle', 'note', 'sign'];

function paragraphs({ text, role }: Pick<GridCell, 'text' | 'role'>, more: IParagraphOptions = {}): Paragraph[] {
  return text.split('\n').map(
    (line) =>
      new Paragraph({
        alignment: CENTRED.includes(role) ? AlignmentType.CENTER : AlignmentType.LEFT,
        spacing: { before: role === 'title' ? 60 : 0, after: role === 'title' ? 60 : 0 },
        ...more,
        children: [
          new TextRun({
            text: line,
            size: SIZES[role],
            bold: role === 'title',
            font: role === 'annex' ? ANNEX_FONTS : FONTS,
          }),
        ],
      }),
  );
}

/** Widths of the columns, together as wide as the page within its margins. */
function gridWidths({ widths, isLandscape }: Grid): number[] {
  const room = (isLandscape ? A4.height : A4.width) - MARGIN.left - MARGIN.right;
  const all = widths.reduce((sum, width) => sum + width, 0);
  const columns = widths.map((width) => Math.floor((width / all) * room));
  columns[columns.length - 1]! += room - columns.reduce((sum, width) => sum + width, 0);
  return columns;
}

/** A table of some rows of a grid; its first `heads` rows are repeated on each page. */
function tableOf(grid: Grid, from: number, to: number, heads: number): Table {
  const columnWidths = gridWidths(grid);
  const at = new Map<string, GridCell>();
  for (const cell of grid.cells) {
    for (let row = cell.row; row < cell.row + cell.rows; row++) at.set(`${row}|${cell.column}`, cell);
  }
  const rows: TableRow[] = [];
  for (let row = from; row <= to; row++) {
    const cells: TableCell[] = [];
    // A group of rows stays on one page: its label would be cut.
    const goesOn = grid.cells.some(
      (one) => one.role === 'label' && one.rows > 1 && one.column > 1 && isInside(one, row),
    );
    for (let column = 1; column <= grid.widths.length;) {
      const cell = at.get(`${row}|${column}`) ?? { row, column, rows: 1, columns: 1, text: '', role: 'text' };
      cells.push(cellOf(cell, row, columnWidths, goesOn));
      column += cell.columns;
    }
    rows.push(
      new TableRow({
        children: cells,
        tableHeader: row < from + heads,
        cantSplit: true,
        height: { value: 280, rule: HeightRule.ATLEAST },
      }),
    );
  }
  return new Table({
    rows,
    columnWidths,
    layout: TableLayoutType.FIXED,
    width: { size: columnWidths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
  });
}

/** Whether a merge goes on below a row; the first level may be broken, or a page would hold one group. */
const isInside = ({ row, rows, columns }: GridCell, at: number): boolean =>
  columns === 1 && rows <= GROUP_MAX && row <= at && at < row + rows - 1;

function cellOf(cell: GridCell, row: number, columnWidths: readonly number[], keepNext: boolean): TableCell {
  const width = columnWidths.slice(cell.column - 1, cell.column - 1 + cell.columns).reduce((sum, one) => sum + one, 0);
  const isFirst = row === cell.row;
  return new TableCell({
    children: paragraphs(isFirst ? cell : { text: '', role: cell.role }, { keepNext }),
    columnSpan: cell.columns,
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    borders: BORDERS,
    margins: { left: 50, right: 50, top: 20, bottom: 20 },
    ...(cell.rows > 1 && { verticalMerge: isFirst ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE }),
  });
}

/** The rows of a grid that are a table: from the first to the last that is no title, note or signature. */
function tableRows({ cells }: Grid): [from: number, to: number] {
  const inside = cells.filter(({ role }) => !BESIDE.includes(role));
  return [Math.min(...inside.map(({ row }) => row)), Math.max(...inside.map(({ row, rows }) => row + rows - 1))];
}

/** A merge that a page of a spreadsheet splits is one cell here: a text document breaks its pages itself. */
function wholeMerges(grid: Grid): Grid {
  const cells: GridCell[] = [];
  for (const cell of [...grid.cells].sort((a, b) => a.row - b.row || a.column - b.column)) {
    const above = cells.find(
      (one) =>
        grid.breaks.includes(cell.row - 1) &&
        one.row + one.rows === cell.row &&
        one.column === cell.column &&
        one.columns === cell.columns &&
        one.text === cell.text &&
        one.role === 'label',
    );
    if (above) above.rows += cell.rows;
    else cells.push({ ...cell });
  }
  return { ...grid, cells };
}

/**
 * A form as a .docx file: its heading as paragraphs, then two tables, of which the second repeats its head row on each page
 * (programs repeat only from a table's first row).
 */
export async function gridDocument(given: Grid): Promise<Buffer> {
  const grid = wholeMerges(given);
  const [from, to] = tableRows(grid);
  const [head, lastHead] = grid.titleRows;
  const beside = (isBefore: boolean) =>
    grid.cells
      .filter(({ role, row }) => BESIDE.includes(role) && row < from === isBefore)
      .flatMap((cell) => paragraphs(cell));
  const document = new Document({
    creator: 'kaodian',
    lastModifiedBy: 'kaodian',
    title: grid.title,
    styles: { default: { document: { run: { font: FONTS, size: 21 } } } },
    sections: [
      {
        properties: {
          page: {
            size: { ...A4, orientation: grid.isLandscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
            margin: MARGIN,
          },
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [
                  new TextRun({
                    size: 18,
                    font: FONTS,
                    children: ['第 ', PageNumber.CURRENT, ' 页 共 ', PageNumber.TOTAL_PAGES, ' 页'],
                  }),
                ],
              }),
            ],
          }),
        },
        children: [
          ...beside(true),
          tableOf(grid, from, head - 1, 0),
          // Two tables that follow each other are joined to one.
          new Paragraph({
            spacing: { before: 0, after: 0, line: 20, lineRule: 'exact' },
            children: [new TextRun({ text: '', size: 2 })],
          }),
          tableOf(grid, head, to, lastHead - head + 1),
          ...beside(false),
        ],
      },
    ],
  });
  return withoutTime(await Packer.toBuffer(document));
}

/** What the writer stamps with the time: the core properties and the parts of the zip file. */
const NO_TIME = new Date(1980, 0, 1);
const STAMP = /(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)/g;

/** The same document gives the same bytes. */
function withoutTime(bytes: Uint8Array): Buffer {
  const parts = unzipSync(bytes);
  const fixed: Record<string, [Uint8Array, { mtime: Date; level: 6 }]> = {};
  for (const [name, content] of Object.entries(parts)) {
    const isCore = name === 'docProps/core.xml';
    const part = isCore ? strToU8(strFromU8(content).replace(STAMP, '$11980-01-01T00:00:00Z$2')) : content;
    fixed[name] = [part, { mtime: NO_TIME, level: 6 }];
  }
  return Buffer.from(zipSync(fixed));
}
