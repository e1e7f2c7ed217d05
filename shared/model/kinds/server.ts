import { z } from 'zod';
import { kinds } from './kind';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** Written only by the server (contract 4). */
export const serverKinds = kinds({
  'config.changed': {
    writers: 'server',
    body: ({ id, text }) =>
      z.strictObject({ what: id, id, digest, /** Of an erased paper. */ reason: text.optional() }),
  },
  'summary.closed': {
    writers: 'server',
    body: ({ scope }) =>
      z.strictObject({
        scope,
        year: z.int(),
        edition: z.int().min(1),
        upTo: z.int().min(0),
        digest,
        versions: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
  },
});
