import { LineChecker } from './lines';
import { readLines } from './read-lines';

/**
 * Checks a ledger file without a database (contract 7).
 * @returns its head: the number of entries and the last hash, which covers all of them.
 * @throws BadLine with the first invalid seq.
 */
export async function verify(bytes: AsyncIterable<Uint8Array>): Promise<{ seq: number; hash: string }> {
  const checker = new LineChecker();
  for await (const page of readLines(bytes)) for (const line of page) checker.take(line);
  return checker.head;
}
