/** An instant: integer milliseconds since the Unix epoch, UTC (semantics 1). */
export type Instant = number;

/** The first and the last instant that an entry may carry: 1970-01-01 and the end of 9999, UTC. */
export const FIRST_INSTANT: Instant = 0;
export const LAST_INSTANT: Instant = 253_402_300_799_999;

/** The one form in which the ledger writes an instant: `2023-06-07T01:00:00.000Z`. */
export const LEDGER_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

const WIRE_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Where `toIso` ends: the first instant of the year 0000, in the form of four digits. */
const ISO_MIN: Instant = -62_167_219_200_000;

/**
 * Milliseconds as the ledger's ISO string. It never throws: what lies outside the years 0000–9999 is written as the
 * nearest instant inside, and what is no number as the first one.
 */
export function toIso(at: Instant): string {
  return new Date(at > ISO_MIN ? Math.min(at, LAST_INSTANT) : ISO_MIN).toISOString();
}

/** A ledger ISO string as milliseconds; the caller has checked its form. */
export function fromIso(iso: string): Instant {
  return Date.parse(iso);
}

/**
 * An instant as people and programs write it: ISO 8601 with an offset, milliseconds at the finest.
 * Returns null where it is not one (no offset, no such day, outside the years 1970–9999).
 */
export function parseInstant(text: string): Instant | null {
  if (!WIRE_INSTANT.test(text)) return null;
  const at = Date.parse(text);
  if (!Number.isFinite(at) || at < FIRST_INSTANT || at > LAST_INSTANT) return null;
  // Date.parse rolls 31 February over into March: the day must come back as it was written.
  const day = Number(text.slice(8, 10));
  const month = Number(text.slice(5, 7));
  const year = Number(text.slice(0, 4));
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day >= 1 && day <= last ? at : null;
}

/** Whether a string is an instant exactly as the ledger writes it. */
export function isLedgerInstant(text: string): boolean {
  if (!LEDGER_INSTANT.test(text)) return false;
  const at = Date.parse(text);
  return Number.isFinite(at) && new Date(at).toISOString() === text;
}
