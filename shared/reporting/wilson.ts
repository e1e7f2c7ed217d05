/** The 97.5 % point of the normal distribution. */
const Z = 1.959963984540054;

/** The 95 % Wilson interval of k successes among n; null where n = 0 (semantics 9). */
export function wilson(k: number, n: number): { low: number | null; high: number | null } {
  if (n === 0) return { low: null, high: null };
  const p = k / n;
  const middle = p + (Z * Z) / (2 * n);
  const half = Z * Math.sqrt((p * (1 - p)) / n + (Z * Z) / (4 * n * n));
  const whole = 1 + (Z * Z) / n;
  // At the ends the two halves cancel exactly; in doubles they would leave a crumb.
  return { low: k === 0 ? 0 : (middle - half) / whole, high: k === n ? 1 : (middle + half) / whole };
}
