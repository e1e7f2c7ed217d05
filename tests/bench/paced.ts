import { setTimeout as pause } from 'node:timers/promises';

/**
 * Calls `send` at a steady rate for a time, whether the last one is over or not; resolves when all are.
 * @throws what the first that failed threw; nothing is sent after it.
 */
export async function paced(perSecond: number, ms: number, send: (turn: number) => Promise<void>): Promise<void> {
  const began = performance.now();
  const sent = new Set<Promise<void>>();
  const failed: unknown[] = [];
  for (let turn = 0; (turn * 1000) / perSecond < ms && failed.length === 0; turn += 1) {
    const wait = began + (turn * 1000) / perSecond - performance.now();
    await pause(Math.max(0, wait));
    const one: Promise<void> = send(turn)
      .catch((error: unknown) => void failed.push(error))
      .finally(() => sent.delete(one));
    sent.add(one);
  }
  await Promise.all(sent);
  if (failed.length > 0) throw failed[0];
}

/** A share of a list in order: 0.5 is its median. */
export function quantile(list: readonly number[], share: number): number {
  return quantileOf(sorted(list), share);
}

/** Numbers in order, for several shares of a long list. */
export const sorted = (list: readonly number[]): Float64Array => Float64Array.from(list).sort();

/** The same of a list that is in order. */
export function quantileOf(inOrder: Float64Array, share: number): number {
  return inOrder[Math.min(inOrder.length - 1, Math.floor(inOrder.length * share))] ?? NaN;
}
