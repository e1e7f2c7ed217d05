/** A label beside or inside its bar. */
export interface PlacedLabel {
  text: string;
  x: number;
  inside: boolean;
}

interface Labelled {
  x: number;
  width: number;
  text: string;
}

/** An estimated width: 1 em per ideograph, 0.6 em per other character. Good enough to avoid overlaps. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const char of text) width += char.charCodeAt(0) > 0x2e7f ? size : size * 0.6;
  return width;
}

/**
 * Where the labels of a lane go: inside a bar that is wide enough, else at its right where nothing stands, else nowhere:
 * the crosshair's card shows it. Bars are given in the order of x.
 */
export function placeLabels(bars: readonly Labelled[], right: number, size = 12): (PlacedLabel | null)[] {
  let taken = -Infinity;
  return bars.map((bar, index) => {
    const width = textWidth(bar.text, size);
    if (bar.width >= width + 12) {
      taken = Math.max(taken, bar.x + bar.width);
      return { text: bar.text, x: bar.x + 6, inside: true };
    }
    const x = bar.x + bar.width + 5;
    const next = bars[index + 1]?.x ?? right;
    if (x < taken || x + width + 4 > Math.min(next, right)) return null;
    taken = x + width + 8;
    return { text: bar.text, x, inside: false };
  });
}

/** The column of the lane names: on a narrow page only as wide as its longest word. */
export function labelColumn(width: number, names: readonly string[]): number {
  if (width >= 560) return 92;
  return Math.min(92, Math.max(62, ...names.map((name) => Math.ceil(textWidth(name, 12) + 4))));
}
