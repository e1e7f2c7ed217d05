/** Exact arithmetic for scores: a share of a weight is a fraction of integers until it is rounded (semantics 10). */
export interface Fraction {
  top: bigint;
  /** Above 0. */
  bottom: bigint;
}

/** The decimal number that a double is written as: 4.35 is 435 ÷ 100, though no double is. */
export function decimal(value: number): Fraction {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', digits = ''] = mantissa.split('.');
  const shift = digits.length - Number(exponent);
  const top = BigInt(whole + digits);
  return shift >= 0 ? { top, bottom: 10n ** BigInt(shift) } : { top: top * 10n ** BigInt(-shift), bottom: 1n };
}

/** A ratio of two whole numbers; the second is above 0. */
export const ratioOf = (top: number, bottom: number): Fraction => ({ top: BigInt(top), bottom: BigInt(bottom) });

export const times = (a: Fraction, b: Fraction): Fraction => ({ top: a.top * b.top, bottom: a.bottom * b.bottom });

export const minus = (a: Fraction, b: Fraction): Fraction => ({
  top: a.top * b.bottom - b.top * a.bottom,
  bottom: a.bottom * b.bottom,
});

/** a ÷ b; b is not 0. */
export function over(a: Fraction, b: Fraction): Fraction {
  const sign = b.top < 0n ? -1n : 1n;
  return { top: a.top * b.bottom * sign, bottom: a.bottom * b.top * sign };
}

/** Below 0, 0 or above 0, as a is less than, equal to or greater than b. */
export function compare(a: Fraction, b: Fraction): number {
  const { top } = minus(a, b);
  return top < 0n ? -1 : top > 0n ? 1 : 0;
}

/** In hundredths, rounded half away from zero. */
export function hundredths({ top, bottom }: Fraction): number {
  const size = (top < 0n ? -top : top) * 100n;
  const rounded = (2n * size + bottom) / (2n * bottom);
  return Number(top < 0n ? -rounded : rounded);
}
