import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createPrivate, removeWithJournals, settle } from '../store/durable-file';

/** The bytes of a file, or of stdin for `-`; `progress` gets the share read (0–1), if the size is known. */
export async function* readFile(path: string, progress: (share: number) => void): AsyncGenerator<Uint8Array> {
  const size = path === '-' ? 0 : statSync(path).size;
  const stream = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: 1024 * 1024 });
  let read = 0;
  for await (const chunk of stream) {
    read += (chunk as Uint8Array).length;
    if (size > 0) progress(read / size);
    yield chunk as Uint8Array;
  }
}

async function writeAll(stream: Writable, texts: AsyncIterable<string | Uint8Array>): Promise<void> {
  for await (const text of texts) if (!stream.write(text)) await once(stream, 'drain');
}

/** Writes texts or bytes to stdout, or to a file for its owner only that gets its name when it is complete and on the disk. */
export async function writeOut(path: string | undefined, texts: AsyncIterable<string | Uint8Array>): Promise<void> {
  if (path === undefined) return writeAll(process.stdout, texts);
  const part = `${path}.part`;
  const stream = createWriteStream(part, { fd: createPrivate(part) });
  try {
    await writeAll(stream, texts);
    stream.end();
    await finished(stream);
    settle(part, path);
  } catch (error) {
    stream.destroy();
    removeWithJournals(part);
    throw error;
  }
}
