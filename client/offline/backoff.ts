const FIRST_MS = 2_000;
const LONGEST_MS = 60_000;
/** Phones that lost the same network do not all come back in the same second. */
const JITTER = 0.3;

/**
 * How long to wait after failed rounds in a row, ms: 2 s, 4 s, 8 s … a minute, each by up to 30 % more or less.
 * @param failures ≥ 1
 * @param random in [0, 1)
 */
export function backoff(failures: number, random: number): number {
  const base = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 10));
  return Math.round(base * (1 - JITTER + 2 * JITTER * random));
}
