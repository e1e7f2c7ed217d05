import type { MonitoredRow, Summary, SummaryRow } from '../contract/http';
import { rowOf } from '../model/rows';
import { type Texts, fieldsOf, rowField } from './fields';
import { rowFormula } from './formulas';
import { type Grid, type GridCell, type Role, columnLetter, columnOf } from './grid';
import type { IndicatorLines, Layout, Line, RowField } from './layout';
import { heightsOf, paginate } from './measure';
import type { Shown } from './numbers';
import type { FormOption } from './vocabulary';

/** A cell of a line: where it stands, how many lines it takes (`*`: to the last indicator), and what is in it. */
const CELL = /^([A-Z])(?::([A-Z]))?(?:\+(\d+|\*))?(?:\s+(.*))?$/s;
const SINGLE = /^\{([\w.]+)\}$/;
const PLACE = /\{([\w.]+)\}/g;

interface ParsedCell {
  from: number;
  to: number;
  lines: number | '*';
  content: string;
}

function parseCells({ cells }: Line): ParsedCell[] {
  return cells.split(' | ').map((text) => {
    const match = CELL.exec(text.trim());
    if (!match) throw new Error(`not a cell of a layout: ${text}`);
    const [, from = '', to = from, lines = '1', content = ''] = match;
    return { from: columnOf(from), to: columnOf(to), lines: lines === '*' ? '*' : Number(lines), content };
  });
}

/** How each role of a line is read by its cells: a label's neighbour is a text. */
const cellRole = ({ as, roles }: Line, { from }: ParsedCell): Role => roles?.[columnLetter(from)] ?? as;

class Builder {
  readonly cells: GridCell[] = [];
  readonly names = new Map<string, number>();
  readonly groupEnds = new Set<number>();
  row = 0;
  titleRows: [number, number] = [0, 0];
  /** Cells that go down to the last indicator. */
  #open: GridCell[] = [];
  #fields: ReadonlyMap<string, Shown>;
  #months: ReadonlyMap<string, MonitoredRow>;

  constructor(
    private readonly layout: Layout,
    private readonly document: Summary,
    private readonly options: ReadonlySet<FormOption>,
    private readonly texts: Texts,
  ) {
    this.#fields = fieldsOf(document, texts);
    this.#months = new Map(document.monitoring?.rows.map((row) => [row.id, row]));
  }

  line(line: Line): void {
    this.row += 1;
    if (line.name) this.names.set(line.name, this.row);
    if (line.isTitle) this.titleRows = [this.titleRows[0] || this.row, this.row];
    for (const cell of parseCells(line)) {
      const placed: GridCell = {
        row: this.row,
        column: cell.from,
        rows: cell.lines === '*' ? 1 : cell.lines,
        columns: cell.to - cell.from + 1,
        role: cellRole(line, cell),
        ...this.#content(cell.content),
      };
      if (cell.lines === '*') this.#open.push(placed);
      this.cells.push(placed);
    }
    this.groupEnds.add(this.row);
  }

  #content(content: string): Pick<GridCell, 'text' | 'value' | 'format' | 'formula'> {
    const [formula, shown] = content.startsWith('=') ? content.slice(1).split(' := ') : [undefined, content];
    const single = SINGLE.exec(shown ?? '');
    if (single) {
      const field = this.#field(single[1]!);
      // A formula would give a number where the form says none: the sum of a scope that is not scored.
      const hasResult = field.value !== undefined || field.text !== '';
      return { ...field, ...(formula !== undefined && hasResult && { formula }) };
    }
    return { text: (shown ?? '').replace(PLACE, (_, name: string) => this.#field(name).text) };
  }

  #field(name: string): Shown {
    const shown = this.#fields.get(name);
    if (!shown) throw new Error(`a layout names no field: ${name}`);
    return shown;
  }

  indicators({ first, second, columns }: IndicatorLines): void {
    const begin = this.row + 1;
    this.names.set('first', begin);
    const grouped = this.document.rows.map((row) => ({ row, group: this.#groupOf(row) }));
    for (const { row } of grouped) this.#indicator(row, columns);
    this.names.set('last', this.row);
    this.#groups(
      first,
      begin,
      grouped.map(({ group }) => group[0]),
      true,
    );
    this.#groups(
      second,
      begin,
      grouped.map(({ group }) => group.join('|')),
      false,
    );
    for (const cell of this.#open) cell.rows = this.row - cell.row + 1;
    // A page may end between two groups of the second level, and not between two rows.
    for (let row = begin - 1; row <= this.row; row++) this.groupEnds.delete(row);
    grouped.forEach(({ group }, index) => {
      if (group.join('|') !== grouped[index + 1]?.group.join('|')) this.groupEnds.add(begin + index);
    });
  }

  #groupOf = ({ id, group }: SummaryRow): readonly [string, string] =>
    this.layout.grouping === 'printed' ? rowOf(id).printed : group;

  #indicator(row: SummaryRow, columns: IndicatorLines['columns']): void {
    this.row += 1;
    const letterOf = (field: RowField) => Object.keys(columns).find((letter) => columns[letter] === field) ?? 'A';
    const places = { weight: `${letterOf('weight')}${this.row}`, target: `${letterOf('target')}${this.row}` };
    const { name, unit, kind } = rowOf(row.id);
    const label = { name: kind === 'count' && unit !== '' ? `${name}（${unit}）` : name, texts: this.texts };
    for (const [place, field] of Object.entries(columns)) {
      const [from = '', to = from] = place.split(':');
      const shown = rowField(field, row, this.#months.get(row.id), label);
      const formula = rowFormula(field, row, this.document, shown, places);
      this.cells.push({
        row: this.row,
        column: columnOf(from),
        rows: 1,
        columns: columnOf(to) - columnOf(from) + 1,
        role:
          field === 'name'
            ? 'label'
            : field === 'reason' || field === 'monthReason' || field === 'remark'
              ? 'text'
              : 'figure',
        ...shown,
        ...(formula !== undefined && { formula }),
      });
    }
  }

  /** One cell a run of rows with the same key. */
  #groups(letter: string, begin: number, keys: readonly string[], isFirst: boolean): void {
    for (let from = 0; from < keys.length;) {
      let to = from;
      while (to < keys.length && keys[to] === keys[from]) to++;
      const name = keys[from]!.split('|').at(-1)!;
      const sum = this.document.rows.slice(from, to).reduce((total, row) => total + row.weight * 1000, 0);
      const points = isFirst && this.options.has('points') ? `（${Math.round(sum) / 1000}分）` : '';
      this.cells.push({
        row: begin + from,
        column: columnOf(letter),
        rows: to - from,
        columns: 1,
        text: name + points,
        role: 'label',
      });
      from = to;
    }
  }

  /** `#` is the line itself, `#+1` the next one, `@name` the line of a name. */
  finished(): GridCell[] {
    return this.cells.map((cell) => {
      if (cell.formula === undefined) return cell;
      const formula = cell.formula
        .replace(/#(?:\+(\d+))?/g, (_, more = '0') => String(cell.row + Number(more)))
        .replace(/@(\w+)/g, (_, name: string) => String(this.names.get(name) ?? 0));
      return { ...cell, formula };
    });
  }
}

export interface FormContent {
  document: Summary;
  texts: Texts;
  options: readonly FormOption[];
}

/** A form as a table on paper (the layouts are data). */
export function formGrid(layout: Layout, { document, texts, options }: FormContent): Grid {
  const chosen = new Set(options);
  const builder = new Builder(layout, document, chosen, texts);
  for (const line of layout.lines) {
    if ('rows' in line) builder.indicators(line.rows);
    else if ((!line.when || chosen.has(line.when)) && !(line.unless && chosen.has(line.unless))) builder.line(line);
  }
  const cells = builder.finished();
  return paginate(
    {
      name: `${document.year} 年${layout.sheet}`,
      title: layout.title,
      isLandscape: layout.isLandscape,
      widths: layout.widths,
      heights: heightsOf(cells, layout.widths),
      cells,
      titleRows: builder.titleRows,
    },
    builder.groupEnds,
  );
}
