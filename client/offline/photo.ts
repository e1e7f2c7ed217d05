/** A photo as it is sent: its name is the hash of salt and bytes, which is what an entry carries (semantics 2). */
export interface NewPhoto {
  /** `sha256:` and 64 hex digits. */
  ref: string;
  salt: Uint8Array;
  bytes: Uint8Array<ArrayBuffer>;
}

/** A photo of this phone until the server has it, or its technician gives it up. */
export interface StoredPhoto extends NewPhoto {
  /** The account that took it: another one never sends it. */
  author: string;
  /** Why the server will never take it. */
  refused?: string;
}

/** What is shown of it. */
export type PhotoMeta = Pick<StoredPhoto, 'ref' | 'author' | 'refused'>;

/** The papers that an entry of the queue refers to. */
export const papersOf = ({ body }: { body: object }): readonly string[] =>
  (body as { papers?: readonly string[] }).papers ?? [];
