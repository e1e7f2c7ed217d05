import { z } from 'zod';
import {
  COUNT_MAX,
  FEN_MAX,
  LINE,
  LINES,
  MINUTES_MAX,
  PERIOD_YEARS_MAX,
  SECONDS_MAX,
  VISIBLE,
  YEAR_MAX,
  YEAR_MIN,
  unwritable,
} from './bounds';
import { isLedgerInstant, parseInstant, toIso } from './instant';
import { ADDRESSABLE_ID, ID, PAPER_REF } from './patterns';
import { PERIOD, isPeriodWithin } from './period';

export const areaCode = z.string().regex(/^\d{6}$/, 'an area is a 6-digit GB/T 2260 code');
export const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time is HH:MM, at most 24:00');
export const papers = z.array(z.string().regex(PAPER_REF)).max(50).optional();

const monthForm = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month is YYYY-MM');
const scopeForm = z
  .string()
  .regex(/^(\d{6}|(site|room|device|project|grant):[A-Za-z0-9._-]{1,64})$/, 'a scope is an area code or kind:id');
const periodForm = z.string().regex(PERIOD, 'a period is 2023, 2023-01..2023-07 or cycle:2023-2025');
/** A date or a month from 1970 on; dates and months have four digits, so none is after 9999. */
const FROM_1970 = /^(19[7-9]\d|[2-9]\d{3})-/;
const YEARS = `a year is ${YEAR_MIN}–${YEAR_MAX}`;

/**
 * The two forms in which an entry's body is met. A **request** carries instants with any offset and plain
 * texts; in the **ledger** instants are UTC with milliseconds and a text is the salted hash of its paper (semantics 2).
 * Both are built from one description of each kind, so they cannot drift apart. The bounds of `bounds.ts` hold for a
 * request; a ledger may hold what an earlier version recorded.
 */
export interface Dialect {
  ledger: boolean;
  instant: z.ZodType<string, string>;
  /** A note, a reason, a statement: kept as a paper, erasable. */
  text: z.ZodType<string, string>;
  id: z.ZodString;
  /** A text of one line, 1 to `max` characters. */
  line(max: number): z.ZodString;
  /** A name of a thing: 200 characters. */
  name: z.ZodString;
  scope: z.ZodString;
  period: z.ZodString;
  month: z.ZodString;
  localDate: z.ZodType<string, string>;
  year: z.ZodInt;
  /** 0 to a million. */
  count: z.ZodInt;
  /** Money, 分. */
  fen: z.ZodInt;
  /** Time limits, at most 10 years. */
  minutes: z.ZodInt;
  seconds: z.ZodInt;
}

const requestLine = (max: number) =>
  z
    .string()
    .normalize('NFC')
    .min(1)
    .max(max)
    .regex(LINE, { error: ({ input }) => unwritable(input, false) })
    .regex(VISIBLE, 'the text is blank');

export const requestDialect: Dialect = {
  ledger: false,
  instant: z.string().transform((text, ctx) => {
    const at = parseInstant(text);
    if (at !== null) return toIso(at);
    ctx.addIssue({
      code: 'custom',
      message: 'an instant is ISO 8601 with an offset, 1970 to 9999, such as 2023-06-07T09:00:00+08:00',
    });
    return z.NEVER;
  }),
  text: z
    .string()
    .min(1)
    .max(4000)
    .regex(LINES, { error: ({ input }) => unwritable(input, true) })
    .regex(VISIBLE, 'the text is blank'),
  id: z.string().regex(ADDRESSABLE_ID, 'an id is 1–64 of A-Za-z0-9._-, not . or ..'),
  line: requestLine,
  name: requestLine(200),
  scope: scopeForm.regex(/^(?!\w+:\.{1,2}$)/, 'an id is not . or ..'),
  period: periodForm.refine(
    (text) => isPeriodWithin(text),
    `a period runs forwards, at most ${PERIOD_YEARS_MAX} years, inside ${YEAR_MIN}–${YEAR_MAX}`,
  ),
  month: monthForm.regex(FROM_1970, YEARS),
  localDate: z.iso.date().regex(FROM_1970, YEARS),
  year: z.int().min(YEAR_MIN, YEARS).max(YEAR_MAX, YEARS),
  count: z.int().min(0).max(COUNT_MAX),
  fen: z.int().min(0).max(FEN_MAX),
  minutes: z.int().min(1).max(MINUTES_MAX),
  seconds: z.int().min(1).max(SECONDS_MAX),
};

const ledgerLine = (max: number) => z.string().min(1).max(max);

export const ledgerDialect: Dialect = {
  ledger: true,
  instant: z.string().refine(isLedgerInstant, 'a ledger instant is UTC with milliseconds, 2023-06-07T01:00:00.000Z'),
  text: z.string().regex(PAPER_REF, 'a text stands in the ledger as sha256:<hex>'),
  id: z.string().regex(ID, 'an id is 1–64 of A-Za-z0-9._-'),
  line: ledgerLine,
  name: ledgerLine(200),
  scope: scopeForm,
  period: periodForm,
  month: monthForm,
  localDate: z.iso.date(),
  year: z.int().min(1970).max(9999),
  count: z.int().min(0).max(1_000_000),
  fen: z.int().min(0),
  minutes: z.int().min(1),
  seconds: z.int().min(1),
};
