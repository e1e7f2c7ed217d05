import type { Lines } from '../store';

const encoder = new TextEncoder();

/** Rows of one column in one piece. */
export function linesOf(rows: readonly { line: string }[]): Lines {
  return { count: rows.length, bytes: encoder.encode(rows.map(({ line }) => `${line}\n`).join('')) };
}
