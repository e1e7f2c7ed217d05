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

/** A difference in one line, for a terminal. */
export function differenceLine({ part, field, closed, now }: SummaryDifference): string {
  return `${part}, ${field}: the file says ${short(closed)}, the ledger ${short(now)}`;
}

function short(value: unknown): string {
  const all = value === null || value === undefined ? 'nothing' : canonical(value);
  return all.length > 80 ? `${all.slice(0, 77)}…` : all;
}
