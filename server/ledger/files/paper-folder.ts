import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Paper, Store } from '../../store/store';
import { SALT_BYTES } from '../writing/paper-texts';

const PAGE = 500;
const PREFIX = 'sha256:';

/** A paper whose hash is not its name. */
export class BadPaper extends Error {}

/** Writes the papers of an export, one a file: salt ‖ bytes, so that `sha256sum` of a file is its name (contract 7). */
export async function writePapers(store: Store, folder: string): Promise<number> {
  mkdirSync(folder, { recursive: true });
  let written = 0;
  let after = '';
  for (;;) {
    const page = await store.papers.page(after, PAGE);
    for (const { ref, salt, bytes } of page) {
      writeFileSync(join(folder, ref.slice(PREFIX.length)), Buffer.concat([salt, bytes]));
    }
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
  try {
    whole = readFileSync(join(folder, name));
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return null;
    throw error;
  }
  if (createHash('sha256').update(whole).digest('hex') !== name) throw new BadPaper(`paper ${name} was changed`);
  // The salt comes first.
  return { ref, salt: whole.subarray(0, SALT_BYTES), bytes: whole.subarray(SALT_BYTES) };
}
