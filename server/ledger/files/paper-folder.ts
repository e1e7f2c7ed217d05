import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Paper, Store } from '../../store/store';

/** The first bytes of a paper's file; the rest is the paper. */
const SALT_BYTES = 16;
const PAGE = 500;
const PREFIX = 'sha256:';

/** A paper that is not what its name says. */
export class BadPaper extends Error {}

/** Papers travel beside an export, one a file: salt ‖ bytes, so that `sha256sum` of a file is its name (contract 7). */
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

/** The paper of a reference in such a folder; null where there is none (erased, or not sent along). */
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
  return { ref, salt: whole.subarray(0, SALT_BYTES), bytes: whole.subarray(SALT_BYTES) };
}
