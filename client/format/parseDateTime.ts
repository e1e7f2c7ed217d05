import { instantAt } from './zone';

const DATE_TIME = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[ T]+(\d{1,2})[:：](\d{2})$/;

/** A local date and time of the business zone as a person types it, `2026-11-20 18:00`; null: it is none. */
export function parseDateTime(text: string, zone: string): number | null {
  const found = DATE_TIME.exec(text.trim());
  if (!found) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1).map(Number);
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth || hour > 23 || minute > 59) return null;
  return instantAt(zone, year, month, day, hour, minute);
}
