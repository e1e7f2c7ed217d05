import { entryFromWire } from '../../shared/model/entry';
import type { Source } from '../../shared/model/vocabulary';
import type { EntryStore } from '../store/store';

const MACHINES: ReadonlySet<Source | undefined> = new Set<Source>(['agent', 'probe', 'push']);
const KEPT = 10_000;

/**
 * Whether a machine said what is observed. A bare beat lifts a machine's `down`, as it would lift its silence; what a
 * person saw (a camera that lives and shows black) stands until somebody says otherwise.
 */
export class MachineSources {
  /** By seq: an entry never changes. */
  #known = new Map<number, boolean>();

  constructor(private readonly entries: EntryStore) {}

  async isMachine(seq: number | null): Promise<boolean> {
    if (seq === null) return false;
    const known = this.#known.get(seq);
    if (known !== undefined) return known;
    const line = (await this.entries.lines(seq - 1, 1))[0];
    const entry = line === undefined ? undefined : entryFromWire(JSON.parse(line));
    const isMachine = entry?.kind === 'status.observed' && MACHINES.has((entry.body as { source?: Source }).source);
    if (this.#known.size >= KEPT) this.#known.clear();
    this.#known.set(seq, isMachine);
    return isMachine;
  }
}
