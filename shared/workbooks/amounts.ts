import { FEN_MAX } from '../model/bounds';

/** The units in which a workbook tells an amount; its header says which. */
export const MONEY_UNITS = ['yuan', 'wan'] as const;
export type MoneyUnit = (typeof MONEY_UNITS)[number];

/** `decimals`: digits after the point until the last one is 1 分. */
export const UNIT_WORDS: Readonly<Record<MoneyUnit, { zh: string; en: string; decimals: number }>> = {
  yuan: { zh: '元', en: 'yuan', decimals: 2 },
  wan: { zh: '万元', en: '10,000 yuan', decimals: 6 },
};

export type AmountFault = 'not-an-amount' | 'too-fine' | 'out-of-range';

const AMOUNT = /^([-+]?)(\d+)(?:\.(\d+))?$/;
/** More digits than any amount has. */
const DIGITS_MAX = 30;

/**
 * The 分 of an amount as it is written, by its digits: no step is a sum of binary fractions. Blanks and commas between
 * digits, a currency sign before them and the unit of the column after them are no part of the number.
 */
export function parseAmount(text: string, unit: MoneyUnit): number | AmountFault {
  const { zh, en, decimals } = UNIT_WORDS[unit];
  let plain = text.normalize('NFKC').replace(/[\s,]/g, '');
  plain = plain.replace(/^([-+]?)[¥￥]/, '$1');
  for (const word of [zh, en.replaceAll(',', '')]) if (plain.endsWith(word)) plain = plain.slice(0, -word.length);
  const found = AMOUNT.exec(plain);
  if (!found || plain.length > DIGITS_MAX) return 'not-an-amount';
  const [, sign = '', whole = '', rest = ''] = found;
  if (/[^0]/.test(rest.slice(decimals))) return 'too-fine';
  const fen = BigInt(whole + rest.slice(0, decimals).padEnd(decimals, '0'));
  if (fen > BigInt(FEN_MAX) || (sign === '-' && fen > 0n)) return 'out-of-range';
  return Number(fen);
}

/** An amount as plain digits: `386000.00` 元, `44.00` 万元; at least two decimals, and as many as it takes to be exact. */
export function amountText(fen: number, unit: MoneyUnit): string {
  const { decimals } = UNIT_WORDS[unit];
  const digits = String(Math.abs(fen)).padStart(decimals + 1, '0');
  const rest = digits.slice(-decimals).replace(/0+$/, '').padEnd(2, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -decimals)}.${rest}`;
}

/** The bounds of an amount as text, for what says so. */
export const amountBounds = (unit: MoneyUnit): string => `0–${amountText(FEN_MAX, unit)}`;
