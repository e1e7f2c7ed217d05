import { FileRefused } from '../../refused';
import type { RawCell, RawRow, RawTable } from '../../table';
import { fromSerial } from './dates';
import { TextCollector, unescaped } from './strings';
import { readXml } from './xml';
import type { Zip } from './zip';

/** Rows of a sheet with values, its columns, and what it may hold without values. */
export const ROWS_MAX = 25_000;
export const COLUMNS_MAX = 64;
export const EMPTY_ROWS_MAX = 1_100_000;
const CELLS_MAX = 2_000_000;
const MERGES_MAX = 10_000;

export interface Shared {
  strings: readonly string[];
  dateStyles: readonly boolean[];
  is1904: boolean;
}

const REF = /^([A-Z]{1,3})([1-9]\d{0,6})$/;

function columnOf(letters: string): number {
  let column = 0;
  for (let at = 0; at < letters.length; at += 1) column = column * 26 + letters.charCodeAt(at) - 64;
  return column - 1;
}

/** Reads the rows of a worksheet that have values. @throws FileRefused */
export async function readSheet(zip: Zip, part: string, name: string, shared: Shared): Promise<RawTable> {
  const reader = new SheetReader(name, shared);
  await readXml(zip, part, reader);
  return { name, rows: reader.rows, merges: reader.merges };
}

class SheetReader {
  readonly rows: RawRow[] = [];
  readonly merges: string[] = [];
  #row: RawRow = { row: 0, cells: [] };
  #rowsSeen = 0;
  #cellsSeen = 0;
  #column = -1;
  #type = 'n';
  #style = 0;
  #value = '';
  #isValue = false;
  #hasValue = false;
  #hasFormula = false;
  #inline = new TextCollector();

  constructor(
    private readonly name: string,
    private readonly shared: Shared,
  ) {}

  readonly open = (tag: string, attributes: Readonly<Record<string, string>>): void => {
    switch (tag) {
      case 'c':
        return this.#beginCell(attributes);
      case 'v':
        this.#isValue = true;
        this.#hasValue = true;
        return;
      case 'f':
        this.#hasFormula = true;
        return;
      case 'row':
        return this.#beginRow(attributes['r']);
      case 'mergeCell':
        if (this.merges.length >= MERGES_MAX) throw new FileRefused('too-many-merges', this.name);
        if (attributes['ref'] !== undefined) this.merges.push(attributes['ref']);
        return;
      default:
        this.#inline.open(tag);
    }
  };

  readonly text = (text: string): void => {
    if (this.#isValue) this.#value += text;
    else this.#inline.add(text);
  };

  readonly close = (tag: string): void => {
    if (tag === 'v') this.#isValue = false;
    else if (tag === 'c') this.#endCell();
    else if (tag === 'row') this.#endRow();
    else this.#inline.close(tag);
  };

  #beginRow(given: string | undefined): void {
    this.#rowsSeen += 1;
    if (this.#rowsSeen > EMPTY_ROWS_MAX) throw new FileRefused('too-many-rows', this.name);
    const row = given === undefined ? this.#row.row + 1 : Number(given);
    if (!Number.isInteger(row) || row <= this.#row.row) throw new FileRefused('bad-xml', this.name);
    this.#row = { row, cells: [] };
    this.#column = -1;
  }

  #endRow(): void {
    const { row, cells } = this.#row;
    if (cells.length === 0) return;
    if (row > ROWS_MAX + 1 || this.rows.length > ROWS_MAX) throw new FileRefused('too-many-rows', this.name);
    this.rows.push(this.#row);
  }

  #beginCell({ r, t = 'n', s = '0' }: Readonly<Record<string, string>>): void {
    this.#cellsSeen += 1;
    if (this.#cellsSeen > CELLS_MAX) throw new FileRefused('too-many-cells', this.name);
    if (r === undefined) this.#column += 1;
    else {
      const found = REF.exec(r);
      if (!found || Number(found[2]) !== this.#row.row) throw new FileRefused('bad-xml', this.name);
      const column = columnOf(found[1]!);
      if (column <= this.#column) throw new FileRefused('bad-xml', this.name);
      this.#column = column;
    }
    this.#type = t;
    this.#style = Number(s);
    this.#value = '';
    this.#hasValue = false;
    this.#hasFormula = false;
    this.#inline.begin();
  }

  #endCell(): void {
    const cell = this.#cell();
    if (!cell) return;
    if (this.#column >= COLUMNS_MAX) throw new FileRefused('too-many-columns', this.name);
    if (this.#row.row > ROWS_MAX + 1) throw new FileRefused('too-many-rows', this.name);
    this.#row.cells[this.#column] = cell;
  }

  #cell(): RawCell | null {
    const value = this.#value;
    if (this.#type === 'inlineStr') return textCell(this.#inline.text);
    // A formula whose kept value is an empty text, such as `=IF(A2="","",…)`, is an empty cell.
    if (value === '') return this.#hasFormula && !(this.#hasValue && this.#type === 'str') ? { is: 'formula' } : null;
    switch (this.#type) {
      case 's': {
        const text = this.shared.strings[Number(value)];
        if (text === undefined) throw new FileRefused('bad-xml', this.name);
        return textCell(text);
      }
      case 'str':
        return textCell(unescaped(value));
      case 'b':
        return { is: 'flag', flag: value === '1' || value === 'true' };
      case 'e':
        return { is: 'error', text: value };
      case 'd':
        return isoCell(value);
      default:
        return this.#number(value);
    }
  }

  #number(value: string): RawCell {
    const number = Number(value);
    if (!Number.isFinite(number)) throw new FileRefused('bad-xml', this.name);
    if (this.shared.dateStyles[this.#style] !== true) return { is: 'number', number };
    const local = fromSerial(number, this.shared.is1904);
    return local === null ? { is: 'number', number } : { is: 'date', local };
  }
}

/** A text of blanks is an empty cell. */
const textCell = (text: string): RawCell | null => (text.trim() === '' ? null : { is: 'text', text });

const ISO = /^(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z)?)?$/;

/** A date cell of its own type; what is no real date of that form stays a text. */
function isoCell(value: string): RawCell | null {
  const [, day = '', zone] = ISO.exec(value) ?? [];
  const local = Date.parse(value.includes('T') && zone === undefined ? `${value}Z` : value);
  // The engine reads 2023-02-30 as 2 March.
  const isReal = day !== '' && Number.isFinite(local) && new Date(local).toISOString().startsWith(day);
  return isReal ? { is: 'date', local } : textCell(value);
}
