import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { EntryResult } from '../shared/contract/http';
import type { ThingCounts } from '../shared/fold/query/things';

/** From a fsync on a good disk to one that everybody notices, in seconds. */
const COMMIT_BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

/** What a server tells of itself to Prometheus (contract 5): counts and times, no names. */
export class Metrics {
  readonly registry = new Registry();
  /** How many sockets watch; put in by the live channel. */
  watchers: () => number = () => 0;
  /** How many of them are left out until they have read what waits for them. */
  behind: () => number = () => 0;
  readonly #made = { registers: [this.registry] };
  readonly #entries = new Counter({
    name: 'kaodian_entries_total',
    help: 'Entries that came to the door, by outcome',
    labelNames: ['outcome'],
    ...this.#made,
  });
  readonly #commits = new Histogram({
    name: 'kaodian_commit_seconds',
    help: 'How long a transaction of the ledger took, to the disk',
    buckets: COMMIT_BUCKETS,
    ...this.#made,
  });
  readonly #replay = new Gauge({
    name: 'kaodian_start_replay_seconds',
    help: 'How long the start read the ledger',
    ...this.#made,
  });
  readonly #replayed = new Gauge({
    name: 'kaodian_start_replayed_entries',
    help: 'Entries that the start replayed after its checkpoint',
    ...this.#made,
  });
  readonly #watching = new Gauge({
    name: 'kaodian_live_watchers',
    help: 'Sockets that watch',
    ...this.#made,
  });
  readonly #behind = new Gauge({
    name: 'kaodian_live_watchers_behind',
    help: 'Sockets that read slower than they are told, and are left out meanwhile',
    ...this.#made,
  });
  readonly #size = new Gauge({
    name: 'kaodian_fold_things',
    help: 'Things in the live fold',
    labelNames: ['sort'],
    ...this.#made,
  });
  readonly #head = new Gauge({ name: 'kaodian_ledger_head', help: 'The seq of the last entry', ...this.#made });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  counted(results: readonly EntryResult[]): void {
    for (const { outcome } of results) this.#entries.inc({ outcome });
  }

  committed(ms: number): void {
    this.#commits.observe(ms / 1000);
  }

  started(ms: number, entries: number): void {
    this.#replay.set(ms / 1000);
    this.#replayed.set(entries);
  }

  /** The text that a collector asks for; `size` is null while the ledger is being read. */
  text(size: ThingCounts | null, head: number): Promise<string> {
    this.#watching.set(this.watchers());
    this.#behind.set(this.behind());
    if (size) {
      for (const [sort, count] of Object.entries(size)) this.#size.set({ sort }, count);
      this.#head.set(head);
    }
    return this.registry.metrics();
  }
}
