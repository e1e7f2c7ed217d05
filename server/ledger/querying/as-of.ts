import { parseInstant } from '../../../shared/model/instant';
import type { AsOf } from './figures';

/** A seq, or an instant as ISO 8601 with an offset; null: neither. */
export function parseAsOf(text: string): NonNullable<AsOf> | null {
  if (/^[1-9]\d{0,14}$/.test(text)) return { seq: Number(text) };
  const at = parseInstant(text);
  return at === null ? null : { at };
}
