import type { OpenedSurveyItem } from '../../../shared/contract/http';
import { wilson } from '../../../shared/reporting/wilson';

type Result = OpenedSurveyItem['results'][number];

/** The answers of a group as a share with its 95 % interval (semantics 9). */
export interface Share {
  n: number;
  satisfied: number;
  /** null: nobody answered. */
  value: number | null;
  low: number | null;
  high: number | null;
  /** Fewer answers than are evidence. */
  isFew: boolean;
}

export function shareOf({ n, satisfied }: Pick<Result, 'n' | 'satisfied'>, minimum: number): Share {
  return { n, satisfied, value: n === 0 ? null : satisfied / n, ...wilson(satisfied, n), isFew: n < minimum };
}

/** The counts of a paper result as they were typed, 1 to 5 points; null: one is no whole number, or all are 0. */
export function countsOf(typed: readonly string[]): [number, number, number, number, number] | null {
  const numbers = typed.map((text) => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : text.trim() === '' ? 0 : NaN));
  const [one = 0, two = 0, three = 0, four = 0, five = 0] = numbers;
  const sum = one + two + three + four + five;
  return Number.isNaN(sum) || sum === 0 ? null : [one, two, three, four, five];
}

/** Letters and digits that are told apart when they are read aloud. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new survey's id: short, as it stands in an address that is printed. */
export function newSurveyId(
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer> = (bytes) => crypto.getRandomValues(bytes),
): string {
  const bytes = random(new Uint8Array(8));
  return `Q${Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join('')}`;
}

/** A code in groups for the eye: ABCD-EFGH-JKM. */
export const codeText = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

export interface Slip {
  code: string;
  address: string;
}

export const PER_SHEET = 24;

/** The slips of a survey sheet by sheet. */
export function slipSheets(id: string, codes: readonly string[], origin: string): Slip[][] {
  const slips = codes.map((code) => ({ code, address: `${origin}/s/${encodeURIComponent(id)}.${code}` }));
  const sheets: Slip[][] = [];
  for (let from = 0; from < slips.length; from += PER_SHEET) sheets.push(slips.slice(from, from + PER_SHEET));
  return sheets;
}
