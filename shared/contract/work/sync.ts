import { z } from 'zod';
import { named } from '../components';
import { DeviceItem } from '../places/devices';
import { RoomItem } from '../places/rooms';
import { SiteItem } from '../places/sites';
import { count, instant } from '../units';
import { EntryItem } from './entries';
import { FaultItem } from './faults';
import { SittingItem } from './sittings';
import { VoiceItem } from './voices';

const ids = z.array(z.string());

/** What changed in an account's sites since a ledger number, or all of it (contract 5). */
export const SyncAnswer = named(
  'SyncAnswer',
  z.strictObject({
    /** It replaces what was known; else it is put over it. */
    whole: z.boolean(),
    /** The identity of the ledger, and a digest of what the account may see: `to` counts in both. Sent back as they are. */
    ledger: z.string(),
    reach: z.string(),
    /** The last ledger number that it holds: the next `since`. */
    to: count,
    now: instant,
    zone: z.string(),
    sites: z.array(SiteItem),
    rooms: z.array(RoomItem),
    devices: z.array(DeviceItem),
    /** Open and paused ones, and those that changed since. */
    faults: z.array(FaultItem),
    /** Sittings that are not over, and those that changed since. */
    exams: z.array(SittingItem),
    /** All open ones every time, so none has to be taken back. */
    voices: z.array(VoiceItem),
    /** What is no longer there for this account. */
    gone: z.strictObject({
      sites: ids.optional(),
      rooms: ids.optional(),
      devices: ids.optional(),
      faults: ids.optional(),
      exams: ids.optional(),
    }),
    /** Observations, inspections and steps of faults since, newest first. */
    entries: z.array(EntryItem),
    /** The texts that these entries refer to, by reference; an erased one is absent. */
    papers: z.record(z.string(), z.string()),
  }),
);
export type SyncAnswer = z.infer<typeof SyncAnswer>;
