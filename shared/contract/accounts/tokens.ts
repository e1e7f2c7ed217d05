import { z } from 'zod';
import { ROLES } from '../../model/vocabulary';
import { named, pageOf } from '../components';
import { instant } from '../units';

/** Who made a token, and when it was last used. */
const origin = {
  /** The account or the token that made it; null: made by an earlier version, and the ledger does not say by whom. */
  madeBy: z.string().nullable(),
  /** To the minute; null: never, as far as is known. */
  lastUsedAt: instant.nullable(),
};

export const TokenItem = named(
  'TokenItem',
  z.strictObject({
    id: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    scope: z.array(z.string()),
    createdAt: instant,
    /** null: until it is revoked. */
    expiresAt: instant.nullable(),
    ...origin,
  }),
);
export type TokenItem = z.infer<typeof TokenItem>;

export const TokenItemPage = pageOf(TokenItem);
export type TokenItemPage = z.infer<typeof TokenItemPage>;

/** `token` is shown this once. */
export const TokenAnswer = named('TokenAnswer', z.strictObject({ id: z.string(), token: z.string() }));
export type TokenAnswer = z.infer<typeof TokenAnswer>;

/** An address that one device reports to (contract 4). */
export const PushTokenItem = named(
  'PushTokenItem',
  z.strictObject({ id: z.string(), deviceId: z.string(), createdAt: instant, ...origin }),
);
export type PushTokenItem = z.infer<typeof PushTokenItem>;

export const PushTokenItemPage = pageOf(PushTokenItem);
export type PushTokenItemPage = z.infer<typeof PushTokenItemPage>;

/** The only time that the token is shown; the agent calls the path. */
export const PushTokenAnswer = named(
  'PushTokenAnswer',
  z.strictObject({ id: z.string(), token: z.string(), path: z.string() }),
);
export type PushTokenAnswer = z.infer<typeof PushTokenAnswer>;
