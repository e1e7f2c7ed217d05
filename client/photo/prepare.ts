import { markRaw } from 'vue';
import type { NewPhoto } from '../offline/photo';

/** The longer side of a photo that is sent, pixels, and how it is compressed: a camera's 12 megapixels come to 283 kB. */
const LONG_SIDE = 1600;
const QUALITY = 0.8;
const SALT_BYTES = 16;

/** The browser cannot read the picture: HEIC outside Safari, or a damaged file. */
export class UnreadablePhoto extends Error {}

/**
 * A picture as it is sent: turned upright, made smaller, and drawn anew as JPEG, so that its Exif with the place where it
 * was taken is gone.
 * @throws UnreadablePhoto
 */
export async function preparePhoto(file: Blob): Promise<NewPhoto> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch((error: unknown) => {
    throw new UnreadablePhoto('the browser cannot read this picture', { cause: error });
  });
  const share = Math.min(1, LONG_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * share));
  canvas.height = Math.max(1, Math.round(picture.height * share));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  if (!drawn) throw new UnreadablePhoto('the browser cannot write this picture');
  return namedPhoto(new Uint8Array(await drawn.arrayBuffer()));
}

/** `crypto.subtle` is missing on plain http: the hash is computed here, by a part that is loaded with the first photo. */
async function namedPhoto(bytes: Uint8Array<ArrayBuffer>): Promise<NewPhoto> {
  const { sha256 } = await import('@noble/hashes/sha2.js');
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const hash = sha256.create().update(salt).update(bytes).digest();
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  // Never watched: it is handed to the database as it is.
  return markRaw({ ref: `sha256:${hex}`, salt, bytes });
}
