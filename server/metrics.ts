import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { EntryResult } from '../shared/contract/http';
import type { ThingCounts } from '../shared/fold/query/things';

/** Seconds: from the fsync of a fast disk to a delay that users notice. */
const COMMIT_BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

/** The event loop is looked at so often; what a look is late is its delay. */
const DELAY_EVERY_MS = 20;
const p99Of = (delay: IntervalHistogram) => Math.max(0, delay.percentile(99) / 1e6 - DELAY_EVERY_MS);

/** The server's metrics for Prometheus (contract 5): counts and durations, no names. */
export class Metrics {
  readonly registry = new Registry();
  /** Number of watching sockets; set by the live channel. */
  watchers: () => number = () => 0;
  /** Number of sockets that get no deltas until their send buffer drains. */
  behind: () => number = () => 0;
  /** Number of failed ticks; set by the ticker's owner. */
  failedTicks: () => number = () => 0;
  readonly #made = { registers: [this.registry] };
  readonly #entries = new Counter({
    name: 'kaodian_entries_total',
    help: 'Entries sent to the server, by outcome',
    labelNames: ['outcome'],
    ...this.#made,
  });
  readonly #commits = new Histogram({
    name: 'kaodian_commit_seconds',
    help: 'Duration of a ledger transaction, including the fsync',
    buckets: COMMIT_BUCKETS,
    ...this.#made,
  });
  readonly #replay = new Gauge({
    name: 'kaodian_start_replay_seconds',
    help: 'Duration of reading the ledger at the start',
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
    help: 'Watching sockets that get no deltas until their send buffer drains',
    ...this.#made,
  });
  readonly #size = new Gauge({
    name: 'kaodian_fold_things',
    help: 'Entities in the live fold',
    labelNames: ['sort'],
    ...this.#made,
  });
  readonly #failedTicks = new Gauge({
    name: 'kaodian_live_failed_ticks',
    help: 'Ticks of the live state that failed since the start',
    ...this.#made,
  });
  readonly #head = new Gauge({ name: 'kaodian_ledger_head', help: 'The seq of the last entry', ...this.#made });

  readonly #delay = monitorEventLoopDelay({ resolution: DELAY_EVERY_MS });
  #lastMinuteMs = 0;
  readonly #minute = setInterval(() => {
    this.#lastMinuteMs = p99Of(this.#delay);
    this.#delay.reset();
  }, 60_000).unref();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    this.#delay.enable();
  }

  close(): void {
    clearInterval(this.#minute);
    this.#delay.disable();
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

  /** The 99th percentiles of the event loop's delay in the last minute or two, and of a commit, ms; null: nothing was measured. */
  async lag(): Promise<{ loopP99Ms: number | null; commitP99Ms: number | null; commits: number }> {
    const { values } = await this.#commits.get();
    const commits = values.find(({ metricName }) => metricName?.endsWith('_count'))?.value ?? 0;
    const within = values.filter(({ metricName }) => metricName?.endsWith('_bucket'));
    // The upper bound of the first bucket that holds 99 %: a bucket tells no more.
    const bound = within.find(({ value }) => value >= commits * 0.99)?.labels.le;
    return {
      loopP99Ms: this.#delay.count === 0 ? null : Math.max(this.#lastMinuteMs, p99Of(this.#delay)),
      commitP99Ms: commits > 0 && Number.isFinite(Number(bound)) ? Number(bound) * 1000 : null,
      commits,
    };
  }

  /** The text of `GET /metrics`; `size` is null while the ledger is being read. */
  text(size: ThingCounts | null, head: number): Promise<string> {
    this.#watching.set(this.watchers());
    this.#behind.set(this.behind());
    this.#failedTicks.set(this.failedTicks());
    if (size) {
      for (const [sort, count] of Object.entries(size)) this.#size.set({ sort }, count);
      this.#head.set(head);
    }
    return this.registry.metrics();
  }
}
