/** The images that are taken as papers; every browser shows them. */
export const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];

/** Bytes that tell the type. */
export const SIGNATURE_BYTES = 16;

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * The type of an image by its first bytes; null: none of those that are taken. No text of an entry is one: JPEG and PNG
 * begin with bytes that UTF-8 has not, and the length in a WebP has to be that of the file.
 * @param size of the whole file, bytes
 */
export function imageType(bytes: Uint8Array, size: number): ImageType | null {
  const head = Buffer.from(bytes.subarray(0, SIGNATURE_BYTES));
  if (head.length < SIGNATURE_BYTES) return null;
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'image/jpeg';
  if (head.subarray(0, PNG.length).equals(PNG)) return 'image/png';
  const isWebp = head.toString('latin1', 0, 4) === 'RIFF' && /^WEBPVP8[ LX]$/.test(head.toString('latin1', 8, 16));
  return isWebp && head.readUInt32LE(4) + 8 === size ? 'image/webp' : null;
}
