import { z } from 'zod';
import { REFUSAL_CODES } from '../../model/vocabulary';
import { named } from '../components';
import { count } from '../units';

/** How many heartbeats were accepted, and why each other one was refused (contract 4). */
export const BeatsAnswer = named(
  'BeatsAnswer',
  z.strictObject({
    accepted: count,
    refused: z.array(z.strictObject({ deviceId: z.string(), code: z.enum(REFUSAL_CODES) })),
  }),
);
export type BeatsAnswer = z.infer<typeof BeatsAnswer>;

/** The answer to a push address, in the form that agents of other uptime tools expect. */
export const PushAnswer = named('PushAnswer', z.strictObject({ ok: z.literal(true) }));
/** An address that is none, or reaches its device no more (404). */
export const PushRefusal = named('PushRefusal', z.strictObject({ ok: z.literal(false), msg: z.string() }));
export type PushRefusal = z.infer<typeof PushRefusal>;
