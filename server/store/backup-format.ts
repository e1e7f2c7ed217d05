/**
 * A backup is an SQLite database and one line after it: the version of the format, and the SHA-256 of every byte before
 * the line. SQLite reads nothing after its last page.
 */
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, statSync, writeSync } from 'node:fs';

/** Format 1 (up to version 0.1.0) had no such line: only its entries and papers carry hashes. */
const FORMAT = 2;
/**
 * The name in `meta` under which a backup, and only a backup, holds its format: it tells a backup whose last line was cut
 * off from one of format 1.
 */
export const FORMAT_IN_COPY = 'backup-format';

const LINE = /^\nkaodian backup (\d) sha256:([0-9a-f]{64})\n$/;
const lineOf = (digest: string) => `\nkaodian backup ${FORMAT} sha256:${digest}\n`;
const LINE_BYTES = lineOf('0'.repeat(64)).length;
const CHUNK_BYTES = 1024 * 1024;

/** A file that cannot be restored; the message is the one line that the command prints. */
export class BadBackup extends Error {}

export const formatInCopy = String(FORMAT);

export interface Seal {
  /** Bytes before the line: what the digest covers. */
  bytes: number;
  /** null: the file has no such line. */
  digest: string | null;
}

/** Reads the last line of a backup. @throws BadBackup when it is of a newer format. */
export function readSeal(path: string): Seal {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const start = Math.max(size - LINE_BYTES, 0);
    const end = Buffer.alloc(LINE_BYTES);
    const found = LINE.exec(end.subarray(0, readSync(file, end, 0, LINE_BYTES, start)).toString('latin1'));
    if (!found) return { bytes: size, digest: null };
    if (Number(found[1]) > FORMAT) throw new BadBackup(`${path} was made by a newer version of kaodian`);
    return { bytes: start, digest: found[2]! };
  } finally {
    closeSync(file);
  }
}

/**
 * The SHA-256 of the first bytes of a file, read piece by piece.
 * @param take gets each piece.
 */
export async function digestOf(
  path: string,
  bytes: number,
  take: (piece: Uint8Array, done: number) => void,
): Promise<string> {
  const digest = createHash('sha256');
  const file = openSync(path, 'r');
  const buffer = Buffer.alloc(CHUNK_BYTES);
  try {
    for (let done = 0; done < bytes;) {
      const length = readSync(file, buffer, 0, Math.min(CHUNK_BYTES, bytes - done), done);
      if (length === 0) break;
      done += length;
      const piece = buffer.subarray(0, length);
      digest.update(piece);
      take(piece, done);
      // A signal that ends the command is handled between two pieces.
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    closeSync(file);
  }
  return digest.digest('hex');
}

/** Adds the line to a complete copy of the database. */
export async function writeSeal(path: string, progress: (done: number, of: number) => void): Promise<void> {
  const { size } = statSync(path);
  const digest = await digestOf(path, size, (_, done) => progress(done, size));
  const file = openSync(path, 'a');
  try {
    writeSync(file, lineOf(digest));
  } finally {
    closeSync(file);
  }
}
