import type { MoneyLine, SummaryRow, Target } from '../contract/http';
import { rowOf } from '../model/rows';
import { percentAgainst } from '../reporting/rounding';
import { GRADE_WORDS, NONE } from './words';

/** What a cell shows: its text, and the number that a program reads. */
export interface Shown {
  text: string;
  value?: number;
  format?: string;
}

export const words = (text: string): Shown => ({ text });

const grouped = (whole: number): string => String(whole).replace(/\B(?=(\d{3})+$)/g, ',');

/** 万元 of 分, at least two decimals: 38.6 is 38.60. */
export function tenThousands(fen: number): Shown {
  const sign = fen < 0 ? '-' : '';
  const all = String(Math.abs(fen)).padStart(7, '0');
  const decimals = all.slice(-6).replace(/0{1,4}$/, '');
  const text = `${sign}${grouped(Number(all.slice(0, -6)))}.${decimals}`;
  return { text, value: fen / 1_000_000, format: '#,##0.00####' };
}

/** 元 of 分. */
export function yuan(fen: number): Shown {
  const all = String(Math.abs(fen)).padStart(3, '0');
  const text = `${fen < 0 ? '-' : ''}${grouped(Number(all.slice(0, -2)))}.${all.slice(-2)}`;
  return { text, value: fen / 100, format: '#,##0.00' };
}

/** A rate of money, rounded down at two digits; a dash where there was no money. */
export function moneyRate({ paidFen }: Pick<MoneyLine, 'paidFen'>, ofFen: number): Shown {
  if (ofFen <= 0) return words(NONE);
  return percent(paidFen / ofFen, 'down', { numerator: paidFen, denominator: ofFen });
}

type Exact = Parameters<typeof percentAgainst>[3];

/** A percentage as shown: rounded against us, two digits (semantics 6). */
function percent(value: number, against: 'up' | 'down', exact?: Exact): Shown {
  const digits = percentAgainst(value, against, 2, exact);
  const format = digits.includes('.') ? '0.00%' : '0%';
  return { text: `${digits}%`, value: Number((Number(digits) / 100).toFixed(4)), format };
}

type Measured = Pick<SummaryRow, 'id' | 'value' | 'numerator' | 'denominator' | 'attestation'> & {
  state?: SummaryRow['state'];
};

const areWhole = ({ numerator, denominator }: Measured): boolean =>
  Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator) && (denominator ?? 0) > 0;

/** What a row came to, as the form shows it. */
export function actual(row: Measured): Shown {
  const { kind, better } = rowOf(row.id);
  const { attestation, value } = row;
  if (kind === 'qualitative') {
    return words(attestation ? `${GRADE_WORDS[attestation.grade]} ${attestation.percent}%` : '');
  }
  if (value === null) return words(row.state === 'met' ? '无故障' : '');
  if (kind === 'count') return { text: grouped(value), value, format: '#,##0' };
  const exact = areWhole(row) ? { numerator: row.numerator!, denominator: row.denominator! } : undefined;
  return percent(value, better === 'lower' ? 'up' : 'down', exact);
}

/** The digits that a target of a rate needs: 2 %, 2.5 %, 99.99 %. */
function percentDigits(value: number): number {
  const digits = String(Number((value * 100).toFixed(6))).split('.')[1]?.length ?? 0;
  return Math.min(digits, 4);
}

/** A target with its operator in the format, so that the number stays a number. */
export function aim(id: SummaryRow['id'], target: Target | null): Shown {
  if (!target) return words('');
  if (typeof target.value === 'string') return words(target.value);
  const { kind, better, evidence } = rowOf(id);
  const sign = target.op === '<=' ? '≤' : '≥';
  // The row is named after reliability, and its target is one of the fault rate: the notice writes it out.
  const before = better === 'lower' && evidence === 'serviceTime' ? '故障率' : '';
  if (kind === 'count') {
    return { text: `${sign}${grouped(target.value)}`, value: target.value, format: `"${sign}"#,##0` };
  }
  const digits = percentDigits(target.value);
  const format = digits === 0 ? '0' : `0.${'0'.repeat(digits)}`;
  const text = `${before}${sign}${(target.value * 100).toFixed(digits)}%`;
  return { text, value: target.value, format: `"${before}${sign}"${format}%` };
}

/** Points with two decimals. */
export const score = (value: number | null): Shown =>
  value === null ? words('') : { text: value.toFixed(2), value, format: '0.00' };

/** A weight as it was set: 3, or 4.35. */
export const weight = (value: number): Shown => ({ text: String(value), value, format: 'General' });
