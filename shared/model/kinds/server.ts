import { z } from 'zod';
import { VOICE_PROBLEMS } from '../vocabulary';
import { papers } from '../shapes';
import { kinds } from './kind';

/** An edition of a form: made of the entries up to a seq, its canonical bytes by their digest. */
const edition = (scope: z.ZodString) => ({
  scope,
  year: z.int(),
  edition: z.int().min(1),
  upTo: z.int().min(0),
  digest,
});

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** Written only by the server (contract 4). */
export const serverKinds = kinds({
  /** What somebody without an account said of a device on its public page; it bears on no figure. */
  'fault.voiced': {
    makes: 'voiceId',
    soft: ['deviceId'],
    light: true,
    writers: 'server',
    body: ({ id, text }) =>
      z.strictObject({
        voiceId: id,
        deviceId: id,
        problems: z.array(z.enum(VOICE_PROBLEMS)).min(1).max(VOICE_PROBLEMS.length),
        note: text.optional(),
      }),
  },
  /** `reason`: of an accepted clock (`what: "clock"`), of an erased paper. */
  'config.changed': {
    writers: 'server',
    body: ({ id, text }) => z.strictObject({ what: id, id, digest, reason: text.optional() }),
  },
  /** The first of two signatures under the form of a year, where a second person countersigns (semantics 12). */
  'summary.signed': { soft: ['scope'], writers: 'server', body: ({ scope }) => z.strictObject(edition(scope)) },
  /** `papers`: the bytes that `digest` is of. */
  'summary.closed': {
    soft: ['scope'],
    writers: 'server',
    body: ({ scope }) =>
      z.strictObject({
        ...edition(scope),
        versions: z.record(z.string(), z.union([z.string(), z.number()])),
        papers,
      }),
  },
  /** Sent back by the bureau: the edition stays, and the year can be closed as the next one. */
  'summary.reopened': {
    soft: ['scope'],
    writers: 'server',
    body: ({ scope, text }) => z.strictObject({ scope, year: z.int(), edition: z.int().min(1), reason: text }),
  },
});
