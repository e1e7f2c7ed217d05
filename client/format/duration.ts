const two = (value: number) => String(value).padStart(2, '0');

/** A duration in ms as hours and minutes, `91:16`, with separated thousands of hours. */
export function hoursMinutes(ms: number): string {
  const minutes = Math.floor(Math.max(0, ms) / 60_000);
  const hours = String(Math.floor(minutes / 60)).replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');
  return `${hours}:${two(minutes % 60)}`;
}

/** A duration in ms in its largest unit, rounded down, for a sentence. */
export function coarse(ms: number): { value: number; unit: 'second' | 'minute' | 'hour' | 'day' } {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return { value: seconds, unit: 'second' };
  if (seconds < 3600) return { value: Math.floor(seconds / 60), unit: 'minute' };
  if (seconds < 48 * 3600) return { value: Math.floor(seconds / 3600), unit: 'hour' };
  return { value: Math.floor(seconds / 86_400), unit: 'day' };
}

/** A running sum of device hours, `1 234:05:12`; hours are not turned into days. */
export function deviceHours(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  return `${hoursMinutes(seconds * 1000)}:${two(seconds % 60)}`;
}

/** A running clock of hours, minutes and seconds, `43:35:52`. */
export function clockText(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** The same above 99 hours in days and the rest, `4` and `03:12`; null below. */
export function daysAndRest(ms: number): { days: number; rest: string } | null {
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  if (minutes < 100 * 60) return null;
  return { days: Math.floor(minutes / 1440), rest: `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}` };
}
