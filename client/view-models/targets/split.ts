/**
 * Divides a whole number by shares so that the parts add up to it: everybody gets the whole part, and what is left goes
 * one each to the largest remainders (the first of equal ones). Integer arithmetic: the sum is exact.
 * @param shares whole numbers, not below 0; without any above 0 the parts are equal.
 */
export function largestRemainder(total: number, shares: readonly number[]): number[] {
  const sum = shares.reduce((all, share) => all + BigInt(share), 0n);
  const weights = sum > 0n ? shares.map(BigInt) : shares.map(() => 1n);
  const whole = sum > 0n ? sum : BigInt(shares.length);
  const exact = weights.map((weight) => BigInt(total) * weight);
  const parts = exact.map((one) => Number(one / whole));
  let left = total - parts.reduce((all, part) => all + part, 0);
  const order = exact
    .map((one, index) => ({ index, rest: one % whole }))
    .sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  for (const { index } of order) {
    if (left <= 0) break;
    parts[index]! += 1;
    left -= 1;
  }
  return parts;
}
