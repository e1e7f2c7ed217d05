import { z } from 'zod';
import { isLedgerInstant, parseInstant, toIso } from './instant';
import { ID, PAPER_REF } from './patterns';

export const id = z.string().regex(ID, 'an id is 1–64 of A-Za-z0-9._-');
export const areaCode = z.string().regex(/^\d{6}$/, 'an area is a 6-digit GB/T 2260 code');
export const name = z.string().min(1).max(200);
export const count = z.int().min(0).max(1_000_000);
export const fen = z.int().min(0);
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month is YYYY-MM');
export const localDate = z.iso.date();
export const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time is HH:MM, at most 24:00');
export const scopeShape = z
  .string()
  .regex(/^(\d{6}|(site|room|device|project|grant):[A-Za-z0-9._-]{1,64})$/, 'a scope is an area code or kind:id');
export const periodShape = z
  .string()
  .regex(
    /^(\d{4}|\d{4}-(0[1-9]|1[0-2])\.\.\d{4}-(0[1-9]|1[0-2])|cycle:\d{4}-\d{4})$/,
    'a period is 2023, 2023-01..2023-07 or cycle:2023-2025',
  );
export const papers = z.array(z.string().regex(PAPER_REF)).max(50).optional();

/**
 * The two forms in which an entry's body is met. At the **door** a writer sends instants with any offset and plain
 * texts; in the **ledger** instants are UTC with milliseconds and a text is the salted hash of its paper (semantics 2).
 * Both are built from one description of each kind, so they cannot drift apart.
 */
export interface Dialect {
  instant: z.ZodType<string, string>;
  /** A note, a reason, a statement: kept as a paper, erasable. */
  text: z.ZodType<string, string>;
  ledger: boolean;
}

export const doorDialect: Dialect = {
  instant: z.string().transform((text, ctx) => {
    const at = parseInstant(text);
    if (at !== null) return toIso(at);
    ctx.addIssue({
      code: 'custom',
      message: 'an instant is ISO 8601 with an offset, such as 2023-06-07T09:00:00+08:00',
    });
    return z.NEVER;
  }),
  text: z
    .string()
    .min(1)
    .max(4000)
    .refine((text) => text.isWellFormed(), 'the text has a broken character'),
  ledger: false,
};

export const ledgerDialect: Dialect = {
  instant: z.string().refine(isLedgerInstant, 'a ledger instant is UTC with milliseconds, 2023-06-07T01:00:00.000Z'),
  text: z.string().regex(PAPER_REF, 'a text stands in the ledger as sha256:<hex>'),
  ledger: true,
};
