import { FileRefused } from '../../refused';
import { readXml } from './xml';
import type { Zip } from './zip';

const STRINGS_MAX = 500_000;
const CHARACTERS_MAX = 64 * 1024 * 1024;
/** The longest text of a cell. */
export const TEXT_MAX = 32_767;

/** A character that XML cannot carry, written as `_x000D_`; `_x005F_` stands for an underscore. */
const ESCAPED = /_x([0-9A-Fa-f]{4})_/g;
export const unescaped = (text: string): string =>
  text.includes('_x') ? text.replace(ESCAPED, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))) : text;

/** Collects the text of one string, of its runs, without the phonetic ones. */
export class TextCollector {
  #text = '';
  #isText = false;
  #phonetic = 0;

  begin(): void {
    this.#text = '';
  }
  open(name: string): void {
    if (name === 'rPh') this.#phonetic += 1;
    else if (name === 't') this.#isText = this.#phonetic === 0;
  }
  close(name: string): void {
    if (name === 'rPh') this.#phonetic -= 1;
    else if (name === 't') this.#isText = false;
  }
  add(text: string): void {
    if (!this.#isText) return;
    this.#text += text;
    if (this.#text.length > TEXT_MAX * 2) throw new FileRefused('too-many-strings');
  }
  get text(): string {
    return unescaped(this.#text);
  }
}

/** The strings that cells share, by number. @throws FileRefused */
export async function sharedStrings(zip: Zip, part: string | null): Promise<string[]> {
  const strings: string[] = [];
  if (part === null) return strings;
  const collector = new TextCollector();
  let characters = 0;
  await readXml(zip, part, {
    open(name) {
      if (name === 'si') collector.begin();
      else collector.open(name);
    },
    close(name) {
      collector.close(name);
      if (name !== 'si') return;
      const { text } = collector;
      characters += text.length;
      strings.push(text);
      if (strings.length > STRINGS_MAX || characters > CHARACTERS_MAX) throw new FileRefused('too-many-strings');
    },
    text: (text) => collector.add(text),
  });
  return strings;
}
