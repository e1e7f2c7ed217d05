import type { Instant } from '../../../shared/model/instant';
import type { Midnights } from '../../../shared/model/period';

const HOUR = 3600_000;
const DAY = 24 * HOUR;

/** What a clock on the wall of the business zone shows (semantics 1). */
export interface LocalTime {
  /** `2023-06-07` */
  date: string;
  /** 1 = Monday … 7 = Sunday, as a schedule names them (semantics 5). */
  weekday: number;
  /** Milliseconds that the clock shows since 00:00. */
  clock: number;
}

/** The business zone, read from `Intl` alone: slow, and nothing to get wrong. */
export class LocalZone implements Midnights {
  private readonly format: Intl.DateTimeFormat;
  private readonly shown = new Map<Instant, LocalTime>();
  private readonly starts = new Map<string, Instant>();

  constructor(readonly name: string) {
    this.format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  }

  local(t: Instant): LocalTime {
    let found = this.shown.get(t);
    if (!found) {
      const part: Record<string, string> = {};
      for (const { type, value } of this.format.formatToParts(t)) part[type] = value;
      const date = `${part['year']!.padStart(4, '0')}-${part['month']}-${part['day']}`;
      const clock =
        Number(part['hour']) * HOUR + Number(part['minute']) * 60_000 + Number(part['second']) * 1000 + (t % 1000);
      found = { date, weekday: weekdayOf(date), clock };
      this.shown.set(t, found);
    }
    return found;
  }

  /** The first instant of a local day: found by halving, since the date on the wall only ever moves on. */
  dayStart(year: number, month: number, day: number): Instant {
    const wall = Date.UTC(year, month - 1, day);
    const date = new Date(wall).toISOString().slice(0, 10);
    const known = this.starts.get(date);
    if (known !== undefined) return known;
    let before = wall - 2 * DAY;
    let after = wall + 2 * DAY;
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (this.local(middle).date < date) before = middle;
      else after = middle;
    }
    this.starts.set(date, after);
    return after;
  }

  startOf(date: string): Instant {
    return this.dayStart(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)));
  }

  /** Every local date that has a part in `[from, to)`. */
  dates(from: Instant, to: Instant): string[] {
    const list: string[] = [];
    if (from >= to) return list;
    for (let date = this.local(from).date; this.startOf(date) < to; date = nextDate(date)) list.push(date);
    return list;
  }

  /** The instants at which the clock on the wall may show a time of a day (two of them where an hour comes twice). */
  showing(date: string, clock: number): Instant[] {
    const wall = Date.parse(`${date}T00:00:00Z`) + clock;
    const offsets = [this.startOf(date), this.startOf(nextDate(date))].map((t) => this.offset(t));
    return [...new Set(offsets.map((offset) => wall - offset))];
  }

  private offset(t: Instant): number {
    const { date, clock } = this.local(t);
    return Date.parse(`${date}T00:00:00Z`) + clock - t;
  }
}

export function nextDate(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
}

function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

/** `HH:MM`, at most `24:00`, as milliseconds since 00:00. */
export function clockOf(text: string): number {
  return (Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))) * 60_000;
}
