import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { dictionary } from '@zxcvbn-ts/language-common';

/** OWASP's minimum for argon2id, the library's default algorithm: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Checks that run at the same time: each takes a core and 19 MiB. */
const LANES = 2;

/** Checks that wait; more are refused (503). A check takes about 30 ms. */
const WAITING_MAX = 16;

/** Too many passwords are being checked: try again in a second. */
export class PasswordsBusy extends Error {}

/** A password that the rule refuses; the message is the one line that the start prints. */
export class WeakPassword extends Error {}

let running = 0;
const queue: (() => void)[] = [];

async function inLane<T>(work: () => Promise<T>): Promise<T> {
  if (running >= LANES && queue.length >= WAITING_MAX) throw new PasswordsBusy('too many passwords are being checked');
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

/**
 * @throws PasswordsBusy
 * @param known the account's hash; null for an unknown name: false, after the same time.
 */
export async function checkPassword(known: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('no account has this password');
  const against = known ?? (await decoy);
  const right = await inLane(() => verify(against, password));
  return right && known !== null;
}

const SHORTEST = 10;

/** Fewer different characters than this are guessed quickly, whatever the length. */
const DIFFERENT = 4;
const plain = (text: string) => text.normalize('NFKC').toLowerCase().trim();
let common: Set<string> | undefined;
/** The 1,500 passwords of 10 and more characters, of the 49,000 most common ones; unpacked for the first one that is set. */
const isCommon = (word: string) =>
  (common ??= new Set(dictionary['passwords-common'].filter((one) => one.length >= SHORTEST).map(plain))).has(word);

/** Why a password is refused, in one sentence; null: it is accepted. The same rule wherever a password is set. */
export function weakness(password: string, name: string): string | null {
  const word = plain(password);
  if ([...word].length < SHORTEST) return `a password has at least ${SHORTEST} characters, without blanks at its ends`;
  if (new Set(word).size < DIFFERENT) return `a password has at least ${DIFFERENT} different characters`;
  if (isCommon(word)) return 'this password is one of the most common ones';
  return word.replaceAll(plain(name), '').length < SHORTEST / 2 ? 'a password is not the name' : null;
}

/** Random characters, 5 bits each, without those that look alike. */
export function readable(length: number): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789A';
  return Array.from(randomBytes(length), (byte) => letters[byte & 31]).join('');
}

/** A generated password, 60 bits. */
export const oneTimePassword = () => readable(12);
