import { LineChecker } from './lines';
import { readLines } from './read-lines';

/**
 * Checks a ledger file without a database (contract 7).
 * @returns its head: how many entries, and the hash that vouches for all of them.
 * @throws BadLine naming the first seq that does not hold.
 */
export async function verify(bytes: AsyncIterable<Uint8Array>): Promise<{ seq: number; hash: string }> {
  const checker = new LineChecker();
  for await (const page of readLines(bytes)) for (const line of page) checker.take(line);
  return checker.head;
}
