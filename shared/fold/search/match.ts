import { initialsOf } from './initials';

/** What is searched of one thing, in lower case; `all` holds every field, so that most things are told apart at once. */
export interface Words {
  fields: readonly string[];
  initials: readonly string[];
  all: string;
}

const SEPARATOR = '\n';

const plain = (text: string) => text.normalize('NFKC').toLowerCase();

/** @param names are also found by their pinyin initials, and without their blanks. */
export function wordsOf(codes: readonly (string | undefined)[], names: readonly (string | undefined)[]): Words {
  const given = names.filter((name) => name !== undefined);
  const spaced = given.map(plain);
  const fields = new Set([
    ...codes.flatMap((code) => (code === undefined ? [] : [plain(code)])),
    ...spaced,
    ...spaced.map((name) => name.replace(/\s+/g, '')),
  ]);
  const initials = given.flatMap(initialsOf);
  return { fields: [...fields], initials, all: [...fields, ...initials].join(SEPARATOR) };
}

/** The words of a question: blanks part them, each has to be found. */
export function tokensOf(q: string): string[] {
  return [...new Set(plain(q).split(/\s+/).filter(Boolean))].slice(0, 5);
}

/** How well a word fits a thing: 0 the whole of a field, 1 its beginning, 2 initials, 3 inside; null: not at all. */
export function fit({ fields, initials, all }: Words, token: string): number | null {
  if (!all.includes(token)) return null;
  if (fields.includes(token)) return 0;
  if (fields.some((field) => field.startsWith(token))) return 1;
  return initials.some((one) => one.startsWith(token)) ? 2 : 3;
}

/** A word that is found only in the place of a thing. */
const IN_PLACE = 4;
/** The worst fit of a word, and how many words there may be. */
export const WORST = 5 * IN_PLACE;

/** The sum of how well each word fits the thing or its places; null: one fits nothing, or none fits the thing itself. */
export function fitAll(own: Words, places: readonly Words[], tokens: readonly string[]): number | null {
  let sum = 0;
  let isOwn = false;
  for (const token of tokens) {
    const found = fit(own, token);
    if (found !== null) {
      sum += found;
      isOwn = true;
    } else if (places.some(({ all }) => all.includes(token))) sum += IN_PLACE;
    else return null;
  }
  return isOwn ? sum : null;
}
