import { z } from 'zod';
import { VOICE_PROBLEMS } from '../vocabulary';
import { kinds } from './kind';

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
