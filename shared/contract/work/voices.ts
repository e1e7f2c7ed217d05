import { z } from 'zod';
import { VOICE_PROBLEMS } from '../../model/vocabulary';
import { named } from '../components';
import { count, instant } from '../units';

/** The open voices of one device: what people without an account said of it since its last report or dismissal. */
export const VoiceItem = named(
  'VoiceItem',
  z.strictObject({
    /** The id of the device. */
    id: z.string(),
    siteId: z.string(),
    roomId: z.string().optional(),
    count,
    firstAt: instant,
    lastAt: instant,
    /** What was said, the most frequent first. */
    problems: z.array(z.strictObject({ problem: z.enum(VOICE_PROBLEMS), count })),
    /** The newest notes as references to their papers, newest first; at most 20. */
    notes: z.array(z.string()),
  }),
);
export type VoiceItem = z.infer<typeof VoiceItem>;
