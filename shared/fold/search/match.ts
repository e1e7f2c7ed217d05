import { initialsOf } from './initials';

/** What is searched of one thing, in lower case; `all` holds every field, so that most things are told apart at once. */
export interface Words {
  fields: readonly string[];
  initials: readonly string[];
  all: string;
}

const SEPARATOR = '\n';

// eslint-disable-next-line no-control-regex
const ASCII = /^[\x20-\x7e]*$/;
const plain = (text: string) => (ASCII.test(text) ? text : text.normalize('NFKC')).toLowerCase();

/** The texts that a name is found by, and its initials. */
interface Name {
  fields: string[];
  initials: string[];
}

/** Names repeat from room to room: 01 号机, 前摄像头. */
const NAMES_KEPT = 2000;
const names = new Map<string, Name>();

function nameOf(text: string): Name {
  const known = names.get(text);
  if (known) return known;
  const spaced = plain(text);
  const joined = spaced.replace(/\s+/g, '');
  const name = { fields: joined === spaced ? [spaced] : [spaced, joined], initials: initialsOf(text) };
  if (names.size < NAMES_KEPT) names.set(text, name);
  return name;
}

/** @param name is also found by its pinyin initials, and without its blanks. */
export function wordsOf(codes: readonly (string | undefined)[], name: string | undefined): Words {
  const fields: string[] = [];
  for (const code of codes) if (code !== undefined) fields.push(plain(code));
  const called = name === undefined ? undefined : nameOf(name);
  if (called) fields.push(...called.fields);
  const initials = called?.initials ?? [];
  const all = initials.length === 0 ? fields.join(SEPARATOR) : [...fields, ...initials].join(SEPARATOR);
  return { fields, initials, all };
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
