import { z } from 'zod';
import { named } from './components';
import { count } from './units';
import { STORAGE_REASONS } from './vocabulary';

export const AliveAnswer = named('AliveAnswer', z.strictObject({ alive: z.literal(true) }));

const disk = z.strictObject({ low: z.literal(true), freeBytes: z.number(), totalBytes: z.number() }).optional();

/** Why nothing can be written: the reason of the last write that failed. Reading goes on, and the server stays ready. */
const storage = z.enum(STORAGE_REASONS).optional();

/** The wall clock was set while the server ran: what it says, and what the machine's other clocks say (ms). */
const clock = z.strictObject({ wall: z.int(), expected: z.int() });

/**
 * 200 when ready; 503 with progress while the ledger is replayed (contract 5), and 503 with the reason while the clock is
 * not believed: then it reads and records nothing. `disk`: free space runs out.
 */
export const ReadyAnswer = named(
  'ReadyAnswer',
  z.union([
    z.strictObject({ ready: z.literal(true), seq: count, disk, storage }),
    z.strictObject({ ready: z.literal(false), reason: z.literal('clock'), clock, seq: count, disk, storage }),
    z.strictObject({ ready: z.literal(false), done: count, total: count, disk, storage }),
  ]),
);

export type ReadyAnswer = z.infer<typeof ReadyAnswer>;

/** OpenAPI 3.1, as a document of its own specification. */
export const OpenApiAnswer = named('OpenApiAnswer', z.looseObject({ openapi: z.string() }));
