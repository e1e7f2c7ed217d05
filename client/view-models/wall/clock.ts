const two = (value: number) => String(value).padStart(2, '0');
const HOUR_MS = 3_600_000;

/** A running clock: `HH:MM:SS`; above 99 h whole days with `HH:MM`. */
export interface ClockText {
  days: number;
  text: string;
}

/** @param ms not negative: over and left are words of their own. */
export function clockText(ms: number): ClockText {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  if (ms >= 100 * HOUR_MS) return { days: Math.floor(hours / 24), text: `${two(hours % 24)}:${two(minutes)}` };
  return { days: 0, text: `${two(hours)}:${two(minutes)}:${two(seconds % 60)}` };
}
