import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { KEY_BYTES, KEY_PROOF, KeyFileError, readKey, writeKey } from '../store/key-file';
import type { MetaStore } from '../store/store';

const IV_BYTES = 12;
const TAG_BYTES = 16;

function sealed(key: Buffer, text: string, about: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(about));
  const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), bytes]).toString('base64');
}

function unsealed(key: Buffer, text: string, about: string): string {
  const bytes = Buffer.from(text, 'base64');
  const iv = bytes.subarray(0, IV_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(about));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
}

/** Secrets at rest (contract 3): AES-256-GCM with a key in a file beside the database, created when first needed. */
export class Secrets {
  private constructor(
    private readonly meta: MetaStore,
    private readonly path: string,
    private key: Buffer | null,
    private proven: boolean,
  ) {}

  /** @throws KeyFileError when the database holds secrets and the key is missing or a different one. */
  static async open(meta: MetaStore, path: string): Promise<Secrets> {
    const key = readKey(path);
    const proof = await meta.get(KEY_PROOF);
    if (proof === null) return new Secrets(meta, path, key, false);
    if (!key) throw new KeyFileError(`${path} is missing: the database holds secrets, put their key back`);
    try {
      unsealed(key, proof, KEY_PROOF);
    } catch (error) {
      throw new KeyFileError(`${path} is not the key of this database: put the right one back`, { cause: error });
    }
    return new Secrets(meta, path, key, true);
  }

  /** @param about the owner of the secret, authenticated with it: copied to another row, it does not decrypt. */
  async seal(text: string, about: string): Promise<string> {
    const key = this.#key();
    if (!this.proven) {
      await this.meta.set(KEY_PROOF, sealed(key, 'kaodian', KEY_PROOF));
      this.proven = true;
    }
    return sealed(key, text, about);
  }

  unseal(text: string, about: string): string {
    return unsealed(this.#key(), text, about);
  }

  /** A keyed digest of a secret that is only compared: without the key it cannot be guessed by trial. */
  digest(text: string, about: string): string {
    const key = Buffer.from(hkdfSync('sha256', this.#key(), '', 'digest', KEY_BYTES));
    return createHmac('sha256', key).update(`${about}\n${text}`).digest('hex');
  }

  #key(): Buffer {
    if (this.key) return this.key;
    const key = randomBytes(KEY_BYTES);
    writeKey(this.path, key);
    return (this.key = key);
  }
}
