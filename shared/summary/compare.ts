import type { Summary, SummaryDifference } from '../contract/http';
import { canonical } from '../model/canonical';

/** What is said of the evaluation itself and not of the year: it differs whenever the ledger went on. */
const BESIDE = new Set(['evaluatedAt', 'ledger', 'closing', 'rows', 'monitoring']);

/**
 * Where two documents of one form differ, row by row and field by field (semantics 12).
 * @param isWhole also what is said of the evaluation itself; else only what is said of the year.
 */
export function differences(closed: Summary, now: Summary, isWhole = false): SummaryDifference[] {
  const out: SummaryDifference[] = [];
  compareFields('form', closed, now, out, (field) => !BESIDE.has(field));
  if (isWhole) {
    compareFields('form', closed, now, out, (field) => ['evaluatedAt', 'ledger', 'closing'].includes(field));
  }
  compareRows('row', closed.rows, now.rows, out);
  if (closed.monitoring || now.monitoring) {
    const { rows: before = [], ...months } = closed.monitoring ?? {};
    const { rows: after = [], ...monthsNow } = now.monitoring ?? {};
    compareFields('monitoring', months, monthsNow, out);
    compareRows('month row', before, after, out);
  }
  return out;
}

type Row = Summary['rows'][number] | NonNullable<Summary['monitoring']>['rows'][number];

function compareRows(what: string, closed: readonly Row[], now: readonly Row[], out: SummaryDifference[]): void {
  const rows = new Map(now.map((row) => [row.id, row]));
  for (const row of closed) {
    const own: SummaryDifference[] = [];
    const other = rows.get(row.id);
    if (other) compareFields(`${what} ${row.id}`, row, other, own);
    else own.push({ part: `${what} ${row.id}`, field: 'id', closed: row.id, now: null });
    out.push(...own.map((one) => ({ ...one, indicator: row.id })));
    rows.delete(row.id);
  }
  for (const { id } of rows.values()) {
    out.push({ part: `${what} ${id}`, indicator: id, field: 'id', closed: null, now: id });
  }
  const [before, after] = [closed, now].map((list) => list.map(({ id }) => id).join());
  if (rows.size === 0 && closed.length === now.length && before !== after) {
    out.push({ part: 'form', field: 'rows', closed: 'in another order', now: 'in the notice’s order' });
  }
}

function compareFields(
  part: string,
  closed: object,
  now: object,
  out: SummaryDifference[],
  counts: (field: string) => boolean = () => true,
): void {
  const [before, after] = [closed, now] as [Record<string, unknown>, Record<string, unknown>];
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(counts).sort();
  for (const field of fields) {
    if (text(before[field]) === text(after[field])) continue;
    out.push({ part, field, closed: before[field] ?? null, now: after[field] ?? null });
  }
}

const text = (value: unknown): string => (value === undefined ? '' : canonical(value));

/** A difference in one line, for a terminal: of a value with parts, those that differ (`money.total.paidFen`). */
export function differenceLine({ part, field, closed, now }: SummaryDifference): string {
  const said = leaves(field, closed, now).map(([name, before, after]) => {
    return `${name}: the file says ${short(before)}, the ledger ${short(after)}`;
  });
  return `${part}, ${said.join(', ')}`;
}

/** Where two values differ, down to the parts that have none. */
function leaves(name: string, closed: unknown, now: unknown): [name: string, closed: unknown, now: unknown][] {
  if (text(closed) === text(now)) return [];
  const [before, after] = [partsOf(closed), partsOf(now)];
  if (!before || !after || Array.isArray(closed) !== Array.isArray(now)) return [[name, closed, now]];
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return keys.flatMap((key) => leaves(`${name}.${key}`, before.get(key), after.get(key)));
}

const partsOf = (value: unknown): Map<string, unknown> | null =>
  typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : null;

function short(value: unknown): string {
  const all = value === null || value === undefined ? 'nothing' : canonical(value);
  return all.length > 80 ? `${all.slice(0, 77)}…` : all;
}
