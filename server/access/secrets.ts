import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { KEY_BYTES, KEY_PROOF, assertKeyFits, proofOf, readKey, writeKey } from '../store/key-file';
import { sealed, unsealed } from '../store/seal';
import type { MetaStore } from '../store/store';

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
    assertKeyFits(path, key, proof);
    return new Secrets(meta, path, key, proof !== null);
  }

  /** @param about the owner of the secret, authenticated with it: copied to another row, it does not decrypt. */
  async seal(text: string, about: string): Promise<string> {
    const key = this.#key();
    if (!this.proven) {
      await this.meta.set(KEY_PROOF, proofOf(key));
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
