import { ADDRESSABLE_ID } from '../../../shared/model/patterns';

/** Devices of one range: each takes two entries, and a request holds 1,000 (contract 4). */
export const RANGE_MOST = 500;

/** A range of codes as it is typed: `K11-1-`, `PC01`, `PC53`; an empty `last` is one code. */
interface RangeText {
  prefix: string;
  first: string;
  last: string;
}
type RangeProblem = 'missing' | 'code' | 'noNumber' | 'otherStem' | 'backwards' | 'tooMany';

export interface Code {
  code: string;
  /** Its number as it stands in the code, `01`; empty: it has none. */
  number: string;
}
type Range = { codes: Code[]; problem?: undefined } | { codes?: undefined; problem: RangeProblem };

const NUMBERED = /^(.*?)(\d{1,9})$/;

/** The codes of a range: `PC01` to `PC53`, or to `53`; numbers are as long as the first one. */
export function codesOf({ prefix, first, last }: RangeText): Range {
  const [begin, end] = [first.trim(), last.trim()];
  if (begin === '') return { problem: 'missing' };
  const from = NUMBERED.exec(begin);
  if (end === '' || end === begin) return checked([{ code: prefix + begin, number: from?.[2] ?? '' }]);
  const to = NUMBERED.exec(end);
  if (!from || !to) return { problem: 'noNumber' };
  const [, stem = '', digits = ''] = from;
  if (to[1] !== '' && to[1] !== stem) return { problem: 'otherStem' };
  const [low, high] = [Number(digits), Number(to[2])];
  if (high < low) return { problem: 'backwards' };
  if (high - low >= RANGE_MOST) return { problem: 'tooMany' };
  const codes = Array.from({ length: high - low + 1 }, (_, index) => {
    const number = String(low + index).padStart(digits.length, '0');
    return { code: `${prefix}${stem}${number}`, number };
  });
  return checked(codes);
}

const checked = (codes: Code[]): Range =>
  codes.every(({ code }) => ADDRESSABLE_ID.test(code)) ? { codes } : { problem: 'code' };

const natural = new Intl.Collator('en', { numeric: true });

/** Codes as ranges, without the prefix that all of a room share: `PC01–PC53`, `CAM1–CAM2`. */
export function rangesOf(codes: readonly string[], prefix: string): string[] {
  const bare = codes.map((code) => (code.startsWith(prefix) && code !== prefix ? code.slice(prefix.length) : code));
  const ranges: { first: string; last: string; stem: string | undefined; number: number }[] = [];
  for (const text of bare.sort(natural.compare)) {
    const parts = NUMBERED.exec(text);
    const [stem, number] = [parts?.[1], Number(parts?.[2])];
    const open = ranges.at(-1);
    if (open && stem !== undefined && open.stem === stem && number === open.number + 1) {
      open.last = text;
      open.number = number;
    } else ranges.push({ first: text, last: text, stem, number });
  }
  return ranges.map(({ first, last }) => (first === last ? first : `${first}–${last}`));
}

/** The code after the highest of a kind: K01, K02 → K03; of rooms K11-1, K11-2 → K11-3; `fallback` where there is none. */
export function nextCode(codes: readonly string[], fallback: string): string {
  const last = [...codes].sort(natural.compare).findLast((code) => NUMBERED.test(code));
  const parts = last === undefined ? null : NUMBERED.exec(last);
  if (!parts) return fallback;
  const [, stem = '', digits = ''] = parts;
  return stem + String(Number(digits) + 1).padStart(digits.length, '0');
}
