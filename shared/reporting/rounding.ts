/**
 * Shown percentages are rounded against ourselves (semantics 6): availability down, a fault rate up, at the digits shown.
 * The rule works on decimals, not on floats: 0.07 × 100 is 7.000000000000001 in binary and would be shown as 7.01 %.
 */
export type Against = 'down' | 'up';

/** A ratio as integers, when the answer carries them: rounding is then exact even beyond a double's 17 digits. */
export interface Ratio {
  numerator: number;
  denominator: number;
}

/**
 * A fraction as percent digits (without the sign), at most `digits` decimals, trailing zeros kept off whole hundreds only
 * (`1` is `100`, everything else has its digits). 100 and 0 are kept for exactly 1 and exactly 0 where the direction would
 * otherwise reach them: a fault rate just under 1 stays 99.99, an availability never shows more than it is.
 */
export function percentAgainst(value: number, against: Against, digits = 2, exact?: Ratio): string {
  if (value < 0) {
    // Of money alone: more came back than was paid. Down is then further from 0.
    const mirrored = exact && { ...exact, numerator: -exact.numerator };
    return `-${percentAgainst(-value, against === 'down' ? 'up' : 'down', digits, mirrored)}`;
  }
  const unit = 10n ** BigInt(digits + 2);
  const { units, rest, whole } = exact ? fromRatio(exact, unit) : fromDouble(value, digits + 2);
  if (whole && units === unit) return '100';
  let shown = against === 'up' && rest ? units + 1n : units;
  if (shown >= unit && units < unit) shown = unit - 1n;
  const text = shown.toString().padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

interface Units {
  units: bigint;
  /** Something is left below the last digit. */
  rest: boolean;
  whole: boolean;
}

function fromRatio({ numerator, denominator }: Ratio, unit: bigint): Units {
  const top = BigInt(Math.round(numerator)) * unit;
  const bottom = BigInt(Math.round(denominator));
  const rest = top % bottom !== 0n;
  return { units: top / bottom, rest, whole: !rest };
}

/** The double's shortest decimal form is the value that the server sent; its decimal point is shifted as text. */
function fromDouble(value: number, shift: number): Units {
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toString().split('e');
  const [head = '0', tail = ''] = mantissa.split('.');
  const point = head.length + Number(exponent) + shift;
  const all = head + tail;
  const kept = point <= 0 ? '0' : all.slice(0, point).padEnd(point, '0');
  const rest = /[1-9]/.test(point <= 0 ? all : all.slice(point));
  return { units: BigInt(kept), rest, whole: !rest };
}
