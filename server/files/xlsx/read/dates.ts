const DAY_MS = 86_400_000;
/** The serial number of 1970-01-01 in the 1900 system. */
const EPOCH = 25_569;
/** What the 1904 system is behind. */
const SINCE_1904 = 1462;
/** The 1900 system has a 29 February 1900, which was none. */
const NO_SUCH_DAY = 60;
/** 9999-12-31. */
const LAST = 2_958_466;

/** The wall time of a serial number, ms as if it were UTC, to the second; null: it stands for no date. */
export function fromSerial(serial: number, is1904: boolean): number | null {
  const days = is1904 ? serial + SINCE_1904 : serial;
  if (!(days >= 0) || days >= LAST) return null;
  const real = days < NO_SUCH_DAY ? days + 1 : days;
  return Math.round((real - EPOCH) * 86_400) * 1000;
}

/** The serial number of a wall time in the 1900 system; from 1900-03-01 on. */
export const toSerial = (local: number): number => local / DAY_MS + EPOCH;

/** Built-in number formats that show dates or times. */
const isBuiltIn = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** Text in quotes, escaped characters, and conditions, colours and locales in brackets; `[h]` and the like are times. */
const NOT_CODE = /"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi;

/** Whether a number format shows a date or a time. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return isBuiltIn(id);
  // Only the section of positive numbers.
  const section = code.replace(NOT_CODE, '').split(';')[0] ?? '';
  return !/general/i.test(section) && /[ymdhs]/i.test(section);
}
