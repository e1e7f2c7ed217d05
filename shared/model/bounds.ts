import { FIRST_INSTANT, LAST_INSTANT } from './instant';

/**
 * The bounds of everything that a request may carry (contract 4): all arithmetic of the fold stays exact or finite on it.
 * A ledger of an earlier version may hold more; `isFoldable` says which of its entries have no effect.
 */

/** The longest ten calendar years have three leap days. */
const TEN_YEARS_DAYS = 10 * 365 + 3;
export const MINUTES_MAX = TEN_YEARS_DAYS * 24 * 60;
export const SECONDS_MAX = MINUTES_MAX * 60;
export const HOURS_MAX = TEN_YEARS_DAYS * 24;
/** How long sessions may last: long enough to change the setting again, and no longer than a week. */
export const SESSION_HOURS_MIN = 0.1;
export const SESSION_HOURS_MAX = 7 * 24;

/** The end of a year is computed as the beginning of the next: 9998 is the last with an end inside 9999. */
export const YEAR_MIN = 1970;
export const YEAR_MAX = 9998;
/** Years of a period or a cycle, at most. */
export const PERIOD_YEARS_MAX = 30;

export const COUNT_MAX = 1_000_000;
/** The target of a row that counts. */
export const TARGET_MAX = 1_000_000_000;
/** 分: 100 billion yuan in one entry. */
export const FEN_MAX = 10_000_000_000_000;
/** 分: what all grants together may come to, so that every sum of money is an exact integer. */
export const FEN_SUM_MAX = Number.MAX_SAFE_INTEGER;

/**
 * Characters that a script or an emoji sequence joins with: ZWNJ and ZWJ, and the Mongolian vowel separator. They are
 * allowed between two characters of a word only.
 */
const JOINERS = '\\u180E\\u200C\\u200D';
const IN_WORD = '\\p{L}\\p{M}\\p{N}\\p{Extended_Pictographic}';
/** Format characters that Arabic, Syriac and Kaithi write as signs. */
const SIGNS = '\\u0600-\\u0605\\u06DD\\u070F\\u0890\\u0891\\u08E2\\u{110BD}\\u{110CD}';
/** Control, format, line and paragraph separators, lone surrogates, and code points that are no characters. */
const REFUSED = '\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Noncharacter_Code_Point}';

const written = (also: string) =>
  `(?:[^${REFUSED}]|[${SIGNS}${also}]|(?<=[${IN_WORD}\\p{Emoji_Modifier}])[${JOINERS}](?=[${IN_WORD}]))`;

/** A text of one line, such as a name. */
export const LINE = new RegExp(`^${written('')}*$`, 'u');
/** A text of several lines, such as a note: besides with tabs and line breaks. */
export const LINES = new RegExp(`^${written('\\t\\n\\r')}*$`, 'u');
/** At least one character that leaves ink: no white space, and none of the letters and symbols that are drawn as blanks. */
export const VISIBLE = /[^\s\p{C}\p{M}\u115F\u1160\u2800\u3164\uFFA0]/u;

/** Why a text does not fit a pattern above: its first character that is refused. */
export function unwritable(text: unknown, several: boolean): string {
  const character = String(text);
  const one = new RegExp(written(several ? '\\t\\n\\r' : ''), 'uy');
  let index = 0;
  for (one.lastIndex = 0; one.test(character); index = one.lastIndex);
  const code = (character.codePointAt(index) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `the text has a control, format or broken character, U+${code}: leave it out`;
}

/** Whether an instant can be recorded: 1970-01-01 to the end of 9999. */
export const isRecordableInstant = (at: number): boolean => at >= FIRST_INSTANT && at <= LAST_INSTANT;
