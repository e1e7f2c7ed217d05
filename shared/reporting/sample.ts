/**
 * Random samples that can be drawn again: the same seed and the same records give the same sample, on every machine and in
 * every version. The algorithm is fixed; a change of it would be another function beside this one.
 */

/** Four 32-bit numbers from a text: the mixing steps of cyrb128 (public domain), over UTF-16 code units. */
function seedOf(text: string): [number, number, number, number] {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    a = b ^ Math.imul(a ^ unit, 597399067);
    b = c ^ Math.imul(b ^ unit, 2869860233);
    c = d ^ Math.imul(c ^ unit, 951274213);
    d = a ^ Math.imul(d ^ unit, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  return [(a ^ b ^ c ^ d) >>> 0, (b ^ a) >>> 0, (c ^ a) >>> 0, (d ^ a) >>> 0];
}

/** The generator sfc32 (public domain): whole numbers from 0 to 2³² − 1. */
function generator(text: string): () => number {
  let [a, b, c, counter] = seedOf(text);
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 15; round += 1) next();
  return next;
}

const RANGE = 2 ** 32;

/** A whole number from 0 to `count` − 1, each as likely as the others: draws beyond the last whole multiple are dropped. */
function below(count: number, next: () => number): number {
  const end = RANGE - (RANGE % count);
  for (;;) {
    const drawn = next();
    if (drawn < end) return drawn % count;
  }
}

/**
 * Positions of a sample of `size` out of `total`, in rising order: all of them, where there are no more than `size`. Every
 * set of positions is as likely as any other (the first steps of a Fisher–Yates shuffle).
 * @param seed the whole text that decides it.
 */
export function samplePositions(total: number, size: number, seed: string): number[] {
  if (total <= size) return Array.from({ length: total }, (_, position) => position);
  const next = generator(seed);
  // Only the places that were swapped are kept: the list may have a million.
  const swapped = new Map<number, number>();
  const chosen: number[] = [];
  for (let place = 0; place < size; place += 1) {
    const other = place + below(total - place, next);
    chosen.push(swapped.get(other) ?? other);
    swapped.set(other, swapped.get(place) ?? place);
  }
  return chosen.sort((a, b) => a - b);
}
