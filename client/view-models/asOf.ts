import { instantAt } from '../format/zone';

export type AsOfInput = { kind: 'instant'; text: string; at: number } | { kind: 'seq'; text: string; seq: number };

const INSTANT = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]+(\d{1,2}):(\d{2}))?$/;

/**
 * Parses an as-of input: a local date and time, or a ledger number with or without its #.
 * A date alone is the end of that day. null: not valid.
 */
export function parseAsOf(input: string, zone: string): AsOfInput | null {
  const text = input
    .trim()
    .replace(/[\u202f\u00a0]/g, '')
    .replace(/\//g, '-');
  const number = /^#?\s*(\d[\d ]*)$/.exec(text)?.[1];
  if (number && !/^\d{4}-/.test(text)) {
    const seq = Number(number.replace(/ /g, ''));
    return Number.isSafeInteger(seq) && seq > 0 ? { kind: 'seq', text: String(seq), seq } : null;
  }
  const found = INSTANT.exec(text);
  if (!found) return null;
  const [year, month, day, hour, minute] = found
    .slice(1)
    .map((part) => (part === undefined ? undefined : Number(part)));
  if (!year || !month || !day || month > 12 || day > 31 || (hour ?? 0) > 24 || (minute ?? 0) > 59) return null;
  const at =
    hour === undefined ? instantAt(zone, year, month, day + 1) - 1 : instantAt(zone, year, month, day, hour, minute);
  return { kind: 'instant', text: new Date(at).toISOString(), at };
}

/** Parses the value of the address: `asOf=2026-11-20T10:00:00.000Z` or `asOf=17655`. */
export function asOfFromAddress(text: string): AsOfInput | null {
  if (/^\d+$/.test(text)) return { kind: 'seq', text, seq: Number(text) };
  const at = Date.parse(text);
  return text && Number.isFinite(at) ? { kind: 'instant', text, at } : null;
}
