export interface Piece {
  text: string;
  found: boolean;
}

/** A text in pieces, with the words of a question marked; what was found otherwise (by initials) is not marked. */
export function highlight(text: string, q: string): Piece[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const plain = text.toLowerCase();
  // Where lower case has another length the positions are not the same ones.
  if (plain.length !== text.length) return [{ text, found: false }];
  const marked = Array.from({ length: text.length }, () => false);
  for (const word of words) {
    for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + 1))
      marked.fill(true, at, at + word.length);
  }
  const pieces: Piece[] = [];
  for (const [index, char] of text.split('').entries()) {
    const found = marked[index] ?? false;
    const last = pieces.at(-1);
    if (last?.found === found) last.text += char;
    else pieces.push({ text: char, found });
  }
  return pieces;
}
