import { z } from 'zod';
import { named } from './components';
import { count } from './units';

export const AliveAnswer = named('AliveAnswer', z.strictObject({ alive: z.literal(true) }));

const disk = z.strictObject({ low: z.literal(true), freeBytes: z.number(), totalBytes: z.number() }).optional();

/** 200 when ready; 503 with progress while the ledger is replayed (contract 5). `disk`: free space runs out. */
export const ReadyAnswer = named(
  'ReadyAnswer',
  z.union([
    z.strictObject({ ready: z.literal(true), seq: count, disk }),
    z.strictObject({ ready: z.literal(false), done: count, total: count, disk }),
  ]),
);

/** OpenAPI 3.1, as a document of its own specification. */
export const OpenApiAnswer = named('OpenApiAnswer', z.looseObject({ openapi: z.string() }));
