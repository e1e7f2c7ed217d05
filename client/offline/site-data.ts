import type { SyncAnswer } from '../../shared/contract/http';
import { STRICT, withDatabase } from './database';

type Listed = 'sites' | 'rooms' | 'devices' | 'faults' | 'exams';
type Items = { [L in Listed]: SyncAnswer[L] };

/** What an account can read without a network: its sites as of a ledger number. */
export interface SiteData extends Items {
  accountId: string;
  /** The ledger and the reach that `to` counts in: another one begins anew. */
  ledger: string;
  reach: string;
  /** The last ledger number it holds. */
  to: number;
  /** The server's clock then, ms. */
  at: number;
  zone: string;
  /** Open voices; a copy of an earlier version has none. */
  voices?: SyncAnswer['voices'];
  /** The last entries about the devices, newest first. */
  entries: SyncAnswer['entries'];
  /** The texts that they refer to, by reference. */
  papers: SyncAnswer['papers'];
}

/** As many entries are kept for the device cards, newest first. */
const ENTRIES_KEPT = 2000;

/** What is kept of an account; null: nothing yet. */
export async function readSiteData(accountId: string): Promise<SiteData | null> {
  return (await withDatabase((database) => database.get('sites', accountId))) ?? null;
}

/** Keeps an account's data, and drops that of all others: a phone that changes hands shows nothing of before. */
export function keepSiteData(data: SiteData): Promise<void> {
  return withDatabase(async (database) => {
    const tx = database.transaction('sites', 'readwrite', STRICT);
    for (const key of await tx.store.getAllKeys()) if (key !== data.accountId) await tx.store.delete(key);
    await tx.store.put(data);
    await tx.done;
  });
}

/** Nobody is logged in any more: nothing stays to be read. */
export function dropSiteData(): Promise<void> {
  return withDatabase((database) => database.clear('sites'));
}

/** What was kept with what changed since; a whole answer replaces it. */
export function merged(known: SiteData | null, answer: SyncAnswer, accountId: string): SiteData {
  const { to, ledger, reach, zone } = answer;
  const base = answer.whole ? null : known;
  const put = <L extends Listed>(list: L): Items[L] => {
    const byId = new Map((base?.[list] ?? []).map((item) => [item.id, item]));
    for (const item of answer[list]) byId.set(item.id, item);
    for (const id of answer.gone[list] ?? []) byId.delete(id);
    return [...byId.values()] as Items[L];
  };
  const seen = new Set(answer.entries.map(({ id }) => id));
  const entries = [...answer.entries, ...(base?.entries ?? []).filter(({ id }) => !seen.has(id))];
  return {
    accountId,
    ledger,
    reach,
    to,
    at: Date.parse(answer.now),
    zone,
    sites: put('sites'),
    rooms: put('rooms'),
    devices: put('devices'),
    faults: put('faults'),
    exams: put('exams'),
    voices: answer.voices,
    entries: entries.slice(0, ENTRIES_KEPT),
    papers: { ...base?.papers, ...answer.papers },
  };
}
