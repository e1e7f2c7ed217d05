/** Characters that set the direction of the text behind them. */
const CONTROLS = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
/** Letters that run from right to left, and those characters. */
const TURNING =
  /[\u0590-\u08FF\u200E\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/**
 * A name as a part of a longer text, where no element can hold it (`ThingName` does on a page): between the characters
 * that isolate its direction (FSI, PDI), when it has one of its own. An old ledger may hold names that override it.
 */
export function isolated(name: string): string {
  return TURNING.test(name) ? `\u2068${name.replace(CONTROLS, '')}\u2069` : name;
}
