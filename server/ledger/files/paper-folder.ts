import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createPrivate } from '../../store/durable-file';
import type { Paper, Store } from '../../store/store';
import { SALT_BYTES } from '../writing/paper-texts';

const PAGE = 500;
const PREFIX = 'sha256:';
/** Bytes. More than any text of a request (2 MB): bounds the memory for a file that is no paper. */
const LARGEST = 8 * 1024 * 1024;

/** A paper whose hash is not its name. */
export class BadPaper extends Error {}

/**
 * Writes a paper beside its name and renames it. Not flushed to the disk one by one: a file that a power cut damaged is
 * refused at the import, since its hash is not its name.
 */
function writePaper(path: string, { salt, bytes }: Paper): void {
  const part = `${path}.part`;
  const file = createPrivate(part);
  try {
    writeSync(file, Buffer.concat([salt, bytes]));
  } finally {
    closeSync(file);
  }
  renameSync(part, path);
}

/**
 * Writes the papers of an export, one a file: salt ‖ bytes, so that `sha256sum` of a file is its name (contract 7). The
 * files are readable for their owner only.
 */
export async function writePapers(store: Store, folder: string): Promise<number> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let written = 0;
  let after = '';
  for (;;) {
    const page = await store.papers.page(after, PAGE);
    for (const paper of page) writePaper(join(folder, paper.ref.slice(PREFIX.length)), paper);
    written += page.length;
    const last = page.at(-1);
    if (!last) return written;
    after = last.ref;
  }
}

/** Reads the paper of a reference from such a folder; null: there is none (erased, or not copied). */
export function readPaper(folder: string, ref: string): Paper | null {
  const name = ref.slice(PREFIX.length);
  let whole: Buffer;
  const path = join(folder, name);
  try {
    if (statSync(path).size > LARGEST) throw new BadPaper(`paper ${name} is larger than any paper: ${LARGEST} bytes`);
    whole = readFileSync(path);
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return null;
    throw error;
  }
  if (createHash('sha256').update(whole).digest('hex') !== name) throw new BadPaper(`paper ${name} was changed`);
  // The salt comes first.
  return { ref, salt: whole.subarray(0, SALT_BYTES), bytes: whole.subarray(SALT_BYTES) };
}
