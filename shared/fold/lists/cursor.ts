import type { SortKey } from './list';

/** The order of a list: by a sort key, then by id; `null`: by id alone. */
export interface Order {
  key: string;
  descending: boolean;
}

/** Where a page ended: the id of its last item, and its sort key. */
export interface Cursor {
  id: string;
  value: SortKey;
}

/** `since` or `-since` (descending). */
export function parseOrder(text: string): Order {
  return text.startsWith('-') ? { key: text.slice(1), descending: true } : { key: text, descending: false };
}

const orderText = ({ key, descending }: Order) => (descending ? `-${key}` : key);

/**
 * The cursor as text. It carries the sort key and not a position, so that the next page goes on correctly when items
 * appear, vanish or change between two requests. By id alone it is the id.
 */
export function cursorText(order: Order | null, { id, value }: Cursor): string {
  return order === null ? id : JSON.stringify([orderText(order), value ?? null, id]);
}

/** Null where the text is no cursor of this order. */
export function parseCursor(order: Order | null, text: string): Cursor | null {
  if (order === null) return /^[A-Za-z0-9._:|-]{1,200}$/.test(text) ? { id: text, value: undefined } : null;
  let parts: unknown;
  try {
    parts = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(parts) || parts.length !== 3) return null;
  const [of, value, id] = parts as unknown[];
  if (of !== orderText(order) || typeof id !== 'string') return null;
  if (value === null) return { id, value: undefined };
  return typeof value === 'string' || typeof value === 'number' ? { id, value } : null;
}

/** Compares two places of an order. Items without a sort key come last in either direction; equal ones go by id. */
export function compare(order: Order | null, a: Cursor, b: Cursor): number {
  if (order !== null && a.value !== b.value) {
    if (a.value === undefined) return 1;
    if (b.value === undefined) return -1;
    const rising = a.value < b.value ? -1 : 1;
    return order.descending ? -rising : rising;
  }
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
