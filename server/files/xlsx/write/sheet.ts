import { MAIN, OFFICE, XML, textElement, xmlText } from './text';

/** A cell: a text, a number, true or false, or a formula with the value that it has now. */
export interface CellOut {
  value: string | number | boolean | null;
  /** Written beside its value, so that previews show it. */
  formula?: string;
  /** A number of `Styles`. */
  style?: number;
}

export interface Validation {
  /** Such as `F2:F25001`. */
  range: string;
  rule:
    | { is: 'list'; values: readonly string[] }
    | { is: 'whole' | 'decimal'; min: number; max: number }
    | { is: 'length'; max: number }
    /** A date from a serial number on. */
    | { is: 'date'; min: number };
  /** What is shown when something else is typed. */
  title: string;
  message: string;
}

export interface ColumnOut {
  /** In characters. */
  width: number;
  /** The style of its empty cells. */
  style?: number;
}

export interface SheetOut {
  name: string;
  columns: readonly ColumnOut[];
  rows: Iterable<readonly (CellOut | null)[]>;
  /** Heights of rows in points, by their number from 1 on. */
  heights?: ReadonlyMap<number, number>;
  /** Rows and columns that stay while the rest is scrolled. */
  frozen?: { rows: number; columns: number };
  /** The range with filters. */
  filter?: string;
  merges?: readonly string[];
  validations?: readonly Validation[];
  /** Comments, by cell. */
  notes?: ReadonlyMap<string, string>;
  isLandscape?: boolean;
  /** Rows repeated on each printed page, `1:1`. */
  titleRows?: [from: number, to: number];
  /** Texts stand in their cells: for many texts that are not repeated, which would fill the memory. */
  hasOwnTexts?: boolean;
  /** How it is printed; absent: as wide as a page, on as many as it takes. */
  print?: SheetPrint;
}

export interface SheetPrint {
  /** The range that is printed, `A1:I35`. */
  area: string;
  /** Percent, with page breaks below these rows; or all of it on one page. */
  fit: { scale: number; breaks: readonly number[] } | 'onePage';
  /** Centred under each page, in the codes of spreadsheet programs. */
  footer: string;
}

/** `A` … `XFD` of a column from 0 on. */
export function letters(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return (rest >= 0 ? letters(rest) : '') + String.fromCharCode(65 + (index % 26));
}

/** The XML of a sheet in pieces; `shared` numbers the texts. */
export function* sheetXml(sheet: SheetOut, shared: (text: string) => number, isFirst: boolean): Generator<string> {
  const { columns, frozen, filter, merges = [], validations = [], notes } = sheet;
  const { print } = sheet;
  const scaled = print && print.fit !== 'onePage' ? print.fit : undefined;
  const fitted = scaled ? '' : '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';
  yield `${XML}<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}">${fitted}`;
  yield `<sheetViews><sheetView workbookViewId="0"${isFirst ? ' tabSelected="1"' : ''}>`;
  if (frozen) {
    const cell = `${letters(frozen.columns)}${frozen.rows + 1}`;
    const pane = frozen.columns > 0 && frozen.rows > 0 ? 'bottomRight' : frozen.rows > 0 ? 'bottomLeft' : 'topRight';
    const split = [frozen.columns > 0 && `xSplit="${frozen.columns}"`, frozen.rows > 0 && `ySplit="${frozen.rows}"`];
    yield `<pane ${split.filter(Boolean).join(' ')} topLeftCell="${cell}" activePane="${pane}" state="frozen"/>`;
    yield `<selection pane="${pane}" activeCell="${cell}" sqref="${cell}"/>`;
  }
  yield '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>';
  yield columns.map(columnXml).join('');
  yield '</cols><sheetData>';
  yield* rowsXml(sheet, shared);
  yield '</sheetData>';
  if (filter !== undefined) yield `<autoFilter ref="${filter}"/>`;
  if (merges.length > 0) {
    yield `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  }
  if (validations.length > 0) {
    yield `<dataValidations count="${validations.length}">${validations.map(validationXml).join('')}</dataValidations>`;
  }
  if (print) yield '<printOptions horizontalCentered="1"/>';
  yield '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>';
  const turned = sheet.isLandscape ? ' orientation="landscape"' : '';
  const pages = scaled ? ` scale="${scaled.scale}"` : ` fitToWidth="1" fitToHeight="${print ? 1 : 0}"`;
  yield `<pageSetup paperSize="9"${turned}${pages}/>`;
  if (print) yield `<headerFooter><oddFooter>${xmlText(print.footer)}</oddFooter></headerFooter>`;
  if (scaled && scaled.breaks.length > 0) {
    const breaks = scaled.breaks.map((row) => `<brk id="${row}" max="16383" man="1"/>`);
    yield `<rowBreaks count="${breaks.length}" manualBreakCount="${breaks.length}">${breaks.join('')}</rowBreaks>`;
  }
  if (notes && notes.size > 0) yield '<legacyDrawing r:id="rId1"/>';
  yield '</worksheet>';
}

function columnXml({ width, style }: ColumnOut, index: number): string {
  const styled = style === undefined ? '' : ` style="${style}"`;
  return `<col min="${index + 1}" max="${index + 1}" width="${width}"${styled} customWidth="1"/>`;
}

function* rowsXml({ rows, heights, hasOwnTexts }: SheetOut, shared: (text: string) => number): Generator<string> {
  let number = 0;
  for (const cells of rows) {
    number += 1;
    const height = heights?.get(number);
    const tall = height === undefined ? '' : ` ht="${height}" customHeight="1"`;
    const inside = cells.map((cell, index) =>
      cell ? cellXml(cell, `${letters(index)}${number}`, hasOwnTexts ? null : shared) : '',
    );
    yield `<row r="${number}"${tall}>${inside.join('')}</row>`;
  }
}

function cellXml({ value, formula, style }: CellOut, ref: string, shared: ((text: string) => number) | null): string {
  const head = `<c r="${ref}"${style === undefined ? '' : ` s="${style}"`}`;
  const made = formula === undefined ? '' : `<f>${xmlText(formula)}</f>`;
  if (value === null) return made === '' ? (style === undefined ? '' : `${head}/>`) : `${head}>${made}</c>`;
  if (typeof value === 'number') return `${head}>${made}<v>${value}</v></c>`;
  if (typeof value === 'boolean') return `${head} t="b">${made}<v>${value ? 1 : 0}</v></c>`;
  if (made !== '') return `${head} t="str">${made}<v>${xmlText(value)}</v></c>`;
  if (!shared) return `${head} t="inlineStr"><is>${textElement(value)}</is></c>`;
  return `${head} t="s"><v>${shared(value)}</v></c>`;
}

function validationXml({ range, rule, title, message }: Validation): string {
  const common = `allowBlank="1" showErrorMessage="1" errorTitle="${xmlText(title)}" error="${xmlText(message)}" sqref="${range}"`;
  switch (rule.is) {
    case 'list':
      return `<dataValidation type="list" ${common}><formula1>${xmlText(`"${rule.values.join(',')}"`)}</formula1></dataValidation>`;
    case 'length':
      return `<dataValidation type="textLength" operator="lessThanOrEqual" ${common}><formula1>${rule.max}</formula1></dataValidation>`;
    case 'date':
      return `<dataValidation type="date" operator="greaterThanOrEqual" ${common}><formula1>${rule.min}</formula1></dataValidation>`;
    default:
      return `<dataValidation type="${rule.is}" operator="between" ${common}><formula1>${rule.min}</formula1><formula2>${rule.max}</formula2></dataValidation>`;
  }
}
