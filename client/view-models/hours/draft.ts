import type { ScheduleItem } from '../../../shared/contract/http';
import { dateOfDay, dayOfDate } from '../../../shared/timeline/zone';
import { clockTime, parseClockTime } from '../plans/clock-time';

export type Schedule = ScheduleItem['schedule'];
type Weekly = Exclude<Schedule, 'always'>;

/** Minutes after midnight, `from` < `to` ≤ 1440. */
export interface DayWindow {
  from: number;
  to: number;
}

/** An exception as it is edited: with its last day, and its windows as text. */
export interface ExceptionDraft {
  /** Stays the same while the row is edited. */
  key: string;
  first: string;
  last: string;
  /** `07:30-22:00，...`; empty: no service. */
  windows: string;
}

export interface ScheduleDraft {
  always: boolean;
  /** By the day of the week, 1 Monday … 7 Sunday; index 0 is not used. */
  week: DayWindow[][];
  exceptions: ExceptionDraft[];
}

const minutesOf = ({ from, to }: { from: string; to: string }): DayWindow => ({
  from: parseClockTime(from) ?? 0,
  to: parseClockTime(to) ?? 0,
});
const byFrom = (a: DayWindow, b: DayWindow) => a.from - b.from;

/** Overlapping and touching windows are one (semantics 5). */
export function mergedWindows(windows: readonly DayWindow[]): DayWindow[] {
  const out: DayWindow[] = [];
  for (const one of [...windows].sort(byFrom)) {
    const last = out.at(-1);
    if (last && one.from <= last.to) last.to = Math.max(last.to, one.to);
    else out.push({ ...one });
  }
  return out;
}

export const emptyWeek = (): DayWindow[][] => Array.from({ length: 8 }, () => []);

/** A schedule as it is edited. */
export function draftOf(schedule: Schedule): ScheduleDraft {
  const week = emptyWeek();
  if (schedule === 'always') return { always: true, week, exceptions: [] };
  for (const { days, ...span } of schedule.weekly) for (const day of days) week[day]?.push(minutesOf(span));
  const exceptions = [...(schedule.except ?? [])]
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .map((one, index) => ({
      key: `${index}`,
      first: one.from,
      last: dateOfDay(dayOfDate(one.to) - 1),
      windows: windowsText(mergedWindows(one.windows.map(minutesOf))),
    }));
  return { always: false, week: week.map(mergedWindows), exceptions };
}

export function windowsText(windows: readonly DayWindow[]): string {
  return windows.map(({ from, to }) => `${clockTime(from)}-${clockTime(to)}`).join(', ');
}

/** Typed windows, `07:30-12:00, 13:00-22:00`; an empty text is none. null: the text says no windows. */
export function parseWindows(text: string): DayWindow[] | null {
  const parts = text
    .split(/[,，;；、]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const out: DayWindow[] = [];
  for (const part of parts) {
    const [from, to, more] = part.split(/\s*[-–—~至]\s*/).map(parseClockTime);
    if (from === null || from === undefined || to === null || to === undefined || more !== undefined) return null;
    if (from >= to) return null;
    out.push({ from, to });
  }
  return mergedWindows(out);
}

const asText = ({ from, to }: DayWindow) => ({ from: clockTime(from), to: clockTime(to) });

/** The schedule that a draft stands for; days with the same window share a line. The draft has no problems. */
export function scheduleOf(draft: ScheduleDraft): Schedule {
  if (draft.always) return 'always';
  const lines = new Map<string, Weekly['weekly'][number]>();
  for (let day = 1; day <= 7; day += 1) {
    for (const window of draft.week[day] ?? []) {
      const span = asText(window);
      const key = `${span.from} ${span.to}`;
      const line = lines.get(key);
      if (line) line.days.push(day);
      else lines.set(key, { days: [day], ...span });
    }
  }
  const except = draft.exceptions.map(({ first, last, windows }) => ({
    from: first,
    to: dateOfDay(dayOfDate(last) + 1),
    windows: (parseWindows(windows) ?? []).map(asText),
  }));
  except.sort((a, b) => (a.from < b.from ? -1 : 1));
  return { weekly: [...lines.values()], ...(except.length > 0 && { except }) };
}
