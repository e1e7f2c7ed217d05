import { Fold, type FoldOptions } from '../../shared/fold/fold';
import type { LiveDevice, LiveSite, LiveWindow, RunningSums } from '../../shared/contract/live';
import type { Entry } from '../../shared/model/entry';
import type { Instant } from '../../shared/model/instant';
import type { Scope } from '../../shared/model/scope';
import type { EntryStore } from '../store/store';
import type { Items, ListName } from './questions';

/** What the server asks of the fold beside its figures. */
interface LiveReads {
  /** Sorted by id (code units); scope null: everything. */
  list<L extends ListName>(what: L, scope: Scope | null, now: Instant): Items[L][];
  item<L extends ListName>(what: L, id: string, now: Instant): Items[L] | null;
  liveStatus(scope: Scope, now: Instant): { sites: LiveSite[]; devices: LiveDevice[] };
  running(scope: Scope, now: Instant): Record<LiveWindow, RunningSums>;
  /** Brings what changes by time alone up to `now`. */
  advance(now: Instant): void;
  /** When something will change by time alone: a validity, a pause, a window, a midnight. */
  nextChangeAt(): Instant | null;
  /** What was touched since the last call. */
  takeTouched(): { sites: Set<string>; devices: Set<string>; faults: Set<string> };
}
export type LiveFold = Fold & LiveReads;

/** How a ledger makes its fold; tests of the door put a small one in its place. */
export interface FoldMaker {
  /** Which code folds: a checkpoint of another one is not read (house, checkpoints). */
  version: string;
  empty(options: FoldOptions): LiveFold;
  load(saved: unknown, options: FoldOptions): LiveFold;
}

/** A digest of shared/'s sources, put in by the build: whatever changes the fold changes it. */
declare const __FOLD_VERSION__: string;

export const realFold: FoldMaker = {
  version: typeof __FOLD_VERSION__ === 'string' ? __FOLD_VERSION__ : 'dev',
  empty: (options) => withLiveReads(new Fold(options)),
  load: (saved, options) => withLiveReads(Fold.load(saved, options)),
};

/** Until the fold answers these itself. */
function withLiveReads(fold: Fold): LiveFold {
  const nothing: LiveReads = {
    list: () => [],
    item: () => null,
    liveStatus: () => ({ sites: [], devices: [] }),
    running: () => ({}) as Record<LiveWindow, RunningSums>,
    advance: () => {},
    nextChangeAt: () => null,
    takeTouched: () => ({ sites: new Set(), devices: new Set(), faults: new Set() }),
  };
  for (const [name, value] of Object.entries(nothing)) if (!(name in fold)) Object.assign(fold, { [name]: value });
  return fold as LiveFold;
}

type Named = Pick<Entry, 'kind' | 'body'>;

/**
 * The entries that a fold asks for by id while it takes a void. The fold asks in the middle of pure code, which cannot
 * wait for a database: what it will ask for is fetched before.
 */
export class Finder {
  #known = new Map<string, Entry>();

  constructor(private readonly entries: Pick<EntryStore, 'byIds'>) {}

  readonly find = (id: string): Entry | undefined => this.#known.get(id);

  /** Forgets what was fetched, and fetches what these entries take back. */
  async prefetch(entries: Iterable<Named>): Promise<void> {
    const ids = Array.from(entries).flatMap((entry) =>
      entry.kind === 'entry.voided' ? [(entry.body as { entryId: string }).entryId] : [],
    );
    const found = ids.length > 0 ? await this.entries.byIds(ids) : [];
    this.#known = new Map(Array.from(found, ([id, kept]) => [id, kept.entry]));
  }

  /** An entry that is about to be committed, and that a later one of its batch may take back. */
  add(entry: Entry): void {
    this.#known.set(entry.id, entry);
  }
}
