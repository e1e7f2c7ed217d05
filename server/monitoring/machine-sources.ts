import { entryFromWire } from '../../shared/model/entry';
import type { Source } from '../../shared/model/vocabulary';
import type { EntryStore } from '../store/store';

const MACHINES: ReadonlySet<Source | undefined> = new Set<Source>(['agent', 'probe', 'push']);
const KEPT = 10_000;

/**
 * Whether an observation came from a machine. A heartbeat without a status ends a machine's `down`, as it ends a silence;
 * a person's observation (a camera that runs and shows black) holds until another observation.
 */
export class MachineSources {
  /** By seq; entries never change. */
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
