import { setTimeout as pause } from 'node:timers/promises';

/** Calls `send` at a steady rate for a time, whether the last one is over or not; resolves when all are. */
export async function paced(perSecond: number, ms: number, send: (turn: number) => Promise<void>): Promise<void> {
  const began = performance.now();
  const sent: Promise<void>[] = [];
  for (let turn = 0; (turn * 1000) / perSecond < ms; turn += 1) {
    const wait = began + (turn * 1000) / perSecond - performance.now();
    if (wait > 0) await pause(wait);
    sent.push(send(turn));
  }
  await Promise.all(sent);
}

/** A share of a list in order: 0.5 is its median. */
export function quantile(list: readonly number[], share: number): number {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
