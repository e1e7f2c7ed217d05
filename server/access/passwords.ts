import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's minimum for argon2id, the library's default algorithm: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Checks that run at the same time: each takes a core and 19 MiB. */
const LANES = 2;

let running = 0;
const queue: (() => void)[] = [];

async function inLane<T>(work: () => Promise<T>): Promise<T> {
  while (running >= LANES) await new Promise<void>((resolve) => queue.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    queue.shift()?.();
  }
}

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** Compared against for unknown names, so that the response time does not reveal which names exist. */
let decoy: Promise<string> | undefined;

/** @param known the account's hash; null for an unknown name: false, after the same time. */
export async function checkPassword(known: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('no account has this password');
  const against = known ?? (await decoy);
  const right = await inLane(() => verify(against, password));
  return right && known !== null;
}

const SHORTEST = 10;

/** Why a password is refused, in one sentence; null: it is accepted. */
export function weakness(password: string, name: string): string | null {
  if ([...password].length < SHORTEST) return `a password has at least ${SHORTEST} characters`;
  const plain = (text: string) => text.normalize('NFKC').toLowerCase();
  return plain(password).replaceAll(plain(name), '').length < SHORTEST / 2 ? 'a password is not the name' : null;
}

/** Random characters, 5 bits each, without those that look alike. */
export function readable(length: number): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789A';
  return Array.from(randomBytes(length), (byte) => letters[byte & 31]).join('');
}

/** A generated password, 60 bits. */
export const oneTimePassword = () => readable(12);
