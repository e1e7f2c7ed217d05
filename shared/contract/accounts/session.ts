import { z } from 'zod';
import { ROLES } from '../../model/vocabulary';
import { named } from '../components';
import { REQUIRED_ACTIONS } from '../vocabulary';

export const Account = named(
  'Account',
  z.strictObject({
    id: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    /** `site:ID` or area codes, by the role; empty is everywhere (admin). */
    scope: z.array(z.string()),
  }),
);
export type Account = z.infer<typeof Account>;

export const SessionAnswer = named(
  'SessionAnswer',
  z.strictObject({
    user: Account,
    /** The business zone (IANA name): days and times are shown in it (semantics 1). */
    zone: z.string(),
    /** The server's time when it answered, ms since the epoch. */
    now: z.int(),
    /** What the session has to do before anything else; absent: nothing. */
    must: z.array(z.enum(REQUIRED_ACTIONS)).optional(),
  }),
);
export type SessionAnswer = z.infer<typeof SessionAnswer>;

/** The second factor of an account: whether it is on, and how many recovery codes are left. */
export const SecondFactorState = named(
  'SecondFactorState',
  z.strictObject({ active: z.boolean(), recoveryCodes: z.int() }),
);
export type SecondFactorState = z.infer<typeof SecondFactorState>;

/** For an authenticator: the shared secret (base32), and the `otpauth:` address of its QR code. Shown this once. */
export const SecondFactorOffer = named('SecondFactorOffer', z.strictObject({ secret: z.string(), uri: z.string() }));
export type SecondFactorOffer = z.infer<typeof SecondFactorOffer>;

/** Each is accepted once in place of a code; shown this once. */
export const RecoveryCodes = named('RecoveryCodes', z.strictObject({ recoveryCodes: z.array(z.string()) }));
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;
