const two = (value: number) => String(value).padStart(2, '0');

/** `HH:MM` of minutes after midnight; 1440 is `24:00`. */
export const clockTime = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** A time of day as a person types it, `7:30`, `0730` or `7`, as minutes; up to `24:00`; null: it is none. */
export function parseClockTime(text: string): number | null {
  const found = /^(\d{1,2})(?:[:：]?(\d{2}))?$/.exec(text.trim());
  if (!found) return null;
  const minutes = Number(found[1]) * 60 + Number(found[2] ?? 0);
  return Number(found[2] ?? 0) < 60 && minutes <= 1440 ? minutes : null;
}

/** A local date as a date field gives it; false where the calendar has none such. */
export function isDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
