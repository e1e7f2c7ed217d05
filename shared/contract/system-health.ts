import { z } from 'zod';
import { named } from './components';
import { count, instant, ms } from './units';
import { STORAGE_REASONS } from './vocabulary';

const bytes = z.number().describe('bytes');

/** How the server itself is (screens.md, Administration): for the administrator. */
export const HealthAnswer = named(
  'HealthAnswer',
  z.strictObject({
    now: instant,
    version: z.string(),
    node: z.string(),
    startedAt: instant,
    ledger: z.strictObject({
      seq: count,
      recordedAt: instant.nullable(),
      /** The database with its log; null: not known. */
      bytes: bytes.nullable(),
      /** Entries of the last hour and of the last 24 hours. */
      lastHour: count,
      lastDay: count,
    }),
    /** Of the event loop since the last asking, and of a commit since the start; null: nothing was measured. */
    lag: z.strictObject({ loopP99Ms: z.number().nullable(), commitP99Ms: z.number().nullable(), commits: count }),
    memory: z.strictObject({ usedBytes: bytes }),
    /** null: it is not monitored. */
    disk: z.strictObject({ freeBytes: bytes, totalBytes: bytes, low: z.boolean() }).nullable(),
    /** Why the last write failed; null: writing works. */
    storage: z.enum(STORAGE_REASONS).nullable(),
    /** The wall clock is not believed: how far it was set, ms. */
    clock: z.strictObject({ offMs: ms }).nullable(),
    clients: z.strictObject({ watching: count, behind: count, accounts: count, sessions: count, tokens: count }),
    /** null: BACKUP_DIR is not set. */
    backup: z
      .strictObject({
        folder: z.string(),
        everyMs: ms,
        count,
        last: z.strictObject({ name: z.string(), at: instant, bytes }).nullable(),
        /** What is in the last one, where this process wrote it. */
        head: z.strictObject({ seq: count, hash: z.string() }).nullable(),
        failed: z.strictObject({ at: instant, message: z.string() }).nullable(),
        /** The share of a running one that is done; null: none is running. */
        progress: z.number().nullable(),
        nextAt: instant,
      })
      .nullable(),
    /** The last restore drill; null: there was none. */
    drill: z
      .strictObject({ at: instant, file: z.string(), seq: count, figures: count, differs: z.array(z.string()) })
      .nullable(),
  }),
);
export type HealthAnswer = z.infer<typeof HealthAnswer>;
