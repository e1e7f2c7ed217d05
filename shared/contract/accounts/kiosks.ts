import { z } from 'zod';
import { named, pageOf } from '../components';
import { instant } from '../units';

/** A screen that shows the wall (contract 3). */
export const KioskItem = named(
  'KioskItem',
  z.strictObject({
    id: z.string(),
    name: z.string(),
    /** An area code. */
    scope: z.string(),
    createdAt: instant,
    /** null: until it is revoked. */
    expiresAt: instant.nullable(),
    /** Until when its link can be opened; null: it was. */
    linkUntil: instant.nullable(),
    /** The account that made it. */
    madeBy: z.string().nullable(),
    /** To the minute; null: never. */
    lastUsedAt: instant.nullable(),
  }),
);
export type KioskItem = z.infer<typeof KioskItem>;

export const KioskItemPage = pageOf(KioskItem);
export type KioskItemPage = z.infer<typeof KioskItemPage>;

/** The link, shown this once: its secret stands behind `#`, which browsers do not send. */
export const KioskAnswer = named(
  'KioskAnswer',
  z.strictObject({
    id: z.string(),
    /** The path to open on the screen, with the secret. */
    path: z.string(),
    linkUntil: instant,
  }),
);
export type KioskAnswer = z.infer<typeof KioskAnswer>;
