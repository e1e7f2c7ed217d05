/**
 * The slips of a survey: codes that answer once (semantics 9). A slip is made of its number and of secrets alone, and is
 * kept nowhere: the number is hidden in it, so a slip does not tell in which order it was printed or handed out, and the
 * token that stands in the ledger cannot be told from it without the server's key. Nobody notes who was given which.
 */

/** Crockford's alphabet: no I, L, O and U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 15 bits of the hidden number, 40 bits that prove it: a guess fits one of 5,000 slips in 2^55 / 5,000. */
const NUMBER_CHARS = 3;
const PROOF_CHARS = 8;
const CODE = new RegExp(`^[${ALPHABET}]{${NUMBER_CHARS + PROOF_CHARS}}$`);

/** A keyed digest, hex. */
export type Digest = (text: string, about: string) => string;

/** The first bits of a digest as characters, 5 bits each. */
function chars(digest: string, count: number): string {
  let bits = BigInt(`0x${digest.slice(0, 16)}`);
  let out = '';
  for (let index = 0; index < count; index += 1, bits >>= 5n) out += ALPHABET[Number(bits & 31n)]!;
  return out;
}

const valueOf = (text: string) => [...text].reduce((sum, char) => sum * 32 + ALPHABET.indexOf(char), 0);
const writtenAs = (value: number) =>
  [value >> 10, (value >> 5) & 31, value & 31].map((index) => ALPHABET[index]!).join('');

export class Slips {
  constructor(private readonly digest: Digest) {}

  /** The code of a slip by its number, from 0. */
  codeOf(surveyId: string, number: number): string {
    const proof = this.#proof(surveyId, number);
    return writtenAs(number ^ this.#mask(surveyId, proof)) + proof;
  }

  /** The codes of a survey in the order of their characters, which says nothing of their numbers. */
  all(surveyId: string, count: number): string[] {
    return Array.from({ length: count }, (_, number) => this.codeOf(surveyId, number)).sort();
  }

  /** The ledger's token of a slip; null: it is none of this survey. */
  tokenOf(surveyId: string, count: number, code: string): string | null {
    if (!CODE.test(code)) return null;
    const proof = code.slice(NUMBER_CHARS);
    const number = valueOf(code.slice(0, NUMBER_CHARS)) ^ this.#mask(surveyId, proof);
    if (number >= count || this.#proof(surveyId, number) !== proof) return null;
    return this.digest(String(number), `survey token ${surveyId}`);
  }

  #proof(surveyId: string, number: number): string {
    return chars(this.digest(String(number), `survey slip ${surveyId}`), PROOF_CHARS);
  }

  #mask(surveyId: string, proof: string): number {
    return valueOf(chars(this.digest(proof, `survey mask ${surveyId}`), NUMBER_CHARS));
  }
}

/** A code as somebody typed it: in any case, with dashes and blanks, 0 for O and 1 for I and L. */
export const readCode = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[\s.-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');

/** What stands behind `/s/`: a survey, and a slip of it; null: somebody has its address alone. */
export function readAddress(address: string): { surveyId: string; code: string | null } {
  const cut = address.lastIndexOf('.');
  const code = readCode(address.slice(cut + 1));
  return cut > 0 && CODE.test(code) ? { surveyId: address.slice(0, cut), code } : { surveyId: address, code: null };
}
