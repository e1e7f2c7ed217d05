import { Fold } from '../../shared/fold/fold';
import { line } from './report';
import { History } from './history';

const READS = 20_000;

/** Microseconds a live rate of a scope takes to read, after one entry each. */
function readUs(fold: Fold, history: History): number {
  const scope = { kind: 'area', code: '440781' } as const;
  fold.running(scope, history.now);
  const began = performance.now();
  let sum = 0;
  for (let read = 0; read < READS; read += 1) {
    const { sums, rate, at } = fold.running(scope, history.now).year;
    sum += sums.downMs + rate.downMs * (history.now - at);
  }
  if (!Number.isFinite(sum)) throw new Error('no rate');
  return ((performance.now() - began) / READS) * 1000;
}

/** Microseconds that one more entry costs. */
function applyUs(fold: Fold, history: History): number {
  const entries = history.take(5000);
  const began = performance.now();
  for (const entry of entries) {
    fold.apply(entry);
    fold.advance(entry.recordedAt);
  }
  return ((performance.now() - began) / entries.length) * 1000;
}

/** A live rate costs the same at ten thousand entries and at a million (speed.md). */
export function readBench(): void {
  const history = new History();
  const fold = new Fold({ zone: 'Asia/Shanghai', find: () => undefined });
  let small = { read: 0, apply: 0 };
  for (const size of [10_000, 1_000_000]) {
    const began = performance.now();
    while (fold.head.seq < size) for (const entry of history.take(1000)) fold.apply(entry);
    const folded = performance.now() - began;
    fold.advance(history.now);
    readUs(fold, history);
    const read = readUs(fold, history);
    const apply = applyUs(fold, history);
    const name = size.toLocaleString('en');
    if (small.read === 0) small = { read, apply };
    line(`a live rate at ${name} entries`, read, 'µs', { name: 'at 10,000', value: small.read, aim: '≤ 5 µs, flat' });
    line(`one more entry at ${name}`, apply, 'µs', { name: 'at 10,000', value: small.apply });
    line(`  folding up to ${name}`, folded / 1000, 's');
  }
}
