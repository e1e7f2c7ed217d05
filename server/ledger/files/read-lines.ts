import { BadLine } from './lines';

/** Bytes. Longer than any accepted entry (2 MB a request); bounds the memory for a file without line feeds. */
const LONGEST = 8 * 1024 * 1024;

/**
 * The lines of a ledger file, page by page as its bytes arrive; every line ends with a line feed (contract 7).
 * @throws BadLine for bytes that are not UTF-8, and for a line that is cut off.
 */
export async function* readLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest: Uint8Array = new Uint8Array();
  let seq = 0;
  for await (const chunk of bytes) {
    const whole = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const page: string[] = [];
    let from = 0;
    for (let end = whole.indexOf(10, from); end >= 0; end = whole.indexOf(10, from)) {
      seq += 1;
      try {
        page.push(decoder.decode(whole.subarray(from, end)));
      } catch {
        if (page.length > 0) yield page;
        throw new BadLine(seq, 'the line is not UTF-8');
      }
      from = end + 1;
    }
    rest = whole.subarray(from);
    if (page.length > 0) yield page;
    if (rest.length > LONGEST) throw new BadLine(seq + 1, 'the line is too long');
  }
  if (rest.length > 0) throw new BadLine(seq + 1, 'the line is cut off: no line feed ends it');
}
