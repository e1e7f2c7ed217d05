import { LINES, VISIBLE } from '../../shared/model/bounds';

/** UTF-16 units: a message is longer than a note of an observation needs to be. */
const NOTE_MOST = 1000;
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** ZWJ, ZWNJ and the Mongolian vowel separator join two characters: they end no note. */
const DANGLING = /[\u180E\u200C\u200D]+$/u;

/** The characters as a reader sees them (an emoji with its joiners is one) that fit within a length. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = graphemes.segment(text).containing(most)?.index ?? most;
  return text.slice(0, end).replace(DANGLING, '');
}

/**
 * The message of a push as a note; undefined: it says nothing. It is what other programs send, so what a note may not
 * hold is left out rather than refused: the status beside it counts in any case.
 */
export function noteOf(message: string): string | undefined {
  const fits = LINES.test(message) ? message : Array.from(message, (one) => (LINES.test(one) ? one : '')).join('');
  const note = cut(fits, NOTE_MOST);
  return VISIBLE.test(note) ? note : undefined;
}
