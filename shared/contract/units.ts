import { z } from 'zod';

/** An instant on the wire: ISO 8601, UTC with milliseconds (semantics 1). */
export const instant = z.iso.datetime().describe('ISO 8601, UTC with milliseconds');
/** A duration. */
export const ms = z.int().describe('milliseconds');
/** Money. */
export const fen = z.int().describe('分 (1/100 CNY)');
/** A number of things. */
export const count = z.int();
/** A rate; null where there is no figure (semantics 6). */
export const rate = z.number().nullable().describe('a fraction: 0.02 is 2 %; null: no figure');
