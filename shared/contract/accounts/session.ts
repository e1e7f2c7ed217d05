import { z } from 'zod';
import { ROLES } from '../../model/vocabulary';
import { named, pageOf } from '../components';
import { instant } from '../units';
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
    /** It is a screen of the wall, and reaches nothing else. */
    kiosk: z.literal(true).optional(),
    /** Of a log-in whose cookie the browser does not keep, because it came without TLS: the address to open instead. */
    openAt: z.string().optional(),
  }),
);
export type SessionAnswer = z.infer<typeof SessionAnswer>;

/** An open session of an account. */
export const SessionItem = named(
  'SessionItem',
  z.strictObject({
    id: z.string(),
    startedAt: instant,
    /** To the minute; null: begun in an earlier version, and not used since. */
    lastUsedAt: instant.nullable(),
    /** When it ends by the settings in force, if it is not used again. */
    endsAt: instant,
    /** The browser and the system that it began from, such as `Firefox · Windows`; empty: unknown. */
    client: z.string(),
    /** The address that it began from, as known to the server (TRUST_PROXY). */
    address: z.string(),
    /** It is the session that asks. */
    current: z.boolean(),
  }),
);
export type SessionItem = z.infer<typeof SessionItem>;

export const SessionItemPage = pageOf(SessionItem);
export type SessionItemPage = z.infer<typeof SessionItemPage>;

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
