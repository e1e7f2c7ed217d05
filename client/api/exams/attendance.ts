/**
 * After this long without a key, a click or a touch, what a page reads by itself is no use of its session: sessions of
 * the office and of administrators end when they are not used (contract 3).
 */
const UNATTENDED_MS = 5 * 60_000;

/** Opening the page is a use. */
let lastInput = performance.now();

if (typeof window !== 'undefined') {
  for (const name of ['pointerdown', 'keydown', 'wheel']) {
    window.addEventListener(name, () => (lastInput = performance.now()), { capture: true, passive: true });
  }
}

/** The header of a request that nobody caused. */
export function attendance(): Record<string, string> {
  return performance.now() - lastInput > UNATTENDED_MS ? { 'x-unattended': '1' } : {};
}
