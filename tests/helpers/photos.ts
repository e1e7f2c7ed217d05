import { createHash, randomBytes } from 'node:crypto';

/** A paper as a phone names it: the hash of 16 random bytes and its own. */
export interface Photo {
  ref: string;
  hash: string;
  salt: Buffer;
  bytes: Buffer;
}

export function photoOf(bytes: Buffer): Photo {
  const salt = randomBytes(16);
  const hash = createHash('sha256').update(salt).update(bytes).digest('hex');
  return { ref: `sha256:${hash}`, hash, salt, bytes };
}

/** Bytes that begin as a JPEG does; `size` of them. */
export function jpeg(size = 40_000): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(size - 4)]);
}

export function png(size = 1000): Buffer {
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), randomBytes(size - 8)]);
}

/** A WebP says its own length, less the 8 bytes before it. */
export function webp(size = 1000): Buffer {
  const head = Buffer.from('RIFF____WEBPVP8 ', 'latin1');
  head.writeUInt32LE(size - 8, 4);
  return Buffer.concat([head, randomBytes(size - head.length)]);
}

export const announcementOf = ({ ref, salt, bytes }: Photo) => ({
  ref,
  size: bytes.length,
  salt: salt.toString('hex'),
});

export const rangeOf = (start: number, length: number, total: number) =>
  `bytes ${start}-${start + length - 1}/${total}`;
