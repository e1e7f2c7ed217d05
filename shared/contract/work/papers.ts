import { z } from 'zod';
import { named } from '../components';
import { count, instant } from '../units';

/** How much of an announced paper the server has (contract 5). */
export const PaperUpload = named(
  'PaperUpload',
  z.strictObject({
    ref: z.string(),
    /** Bytes of the whole paper, without the salt. */
    size: count,
    /** Where the next chunk starts. */
    offset: count,
    /** It is kept whole: nothing is left to send. */
    complete: z.boolean(),
  }),
);
export type PaperUpload = z.infer<typeof PaperUpload>;

/** Who erased a paper, when and why (contract 5). */
export const PaperErasure = named(
  'PaperErasure',
  z.strictObject({
    at: instant,
    /** The account that erased it. */
    actor: z.string(),
    /** Its text; absent: it was erased itself. */
    reason: z.string().optional(),
  }),
);
export type PaperErasure = z.infer<typeof PaperErasure>;
