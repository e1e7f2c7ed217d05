import { type DayWindow, type Schedule, draftOf, windowsText } from './draft';

/** How the schedule of another site differs from a draft: what would change there, before it is taken over. */
export interface Difference {
  /** It is the same already. */
  same: boolean;
  /** Days of the week with other hours, 1 Monday … 7 Sunday. */
  days: number[];
  /** Exceptions that the draft would add, and those of the site that it would drop. */
  adds: string[];
  drops: string[];
}

const daily = (windows: readonly DayWindow[]) => windowsText(windows);
const ALL_DAY: DayWindow[] = [{ from: 0, to: 1440 }];

export function differenceOf(present: Schedule, next: Schedule): Difference {
  const a = draftOf(present);
  const b = draftOf(next);
  const hours = (draft: typeof a, day: number) => daily(draft.always ? ALL_DAY : (draft.week[day] ?? []));
  const days = [1, 2, 3, 4, 5, 6, 7].filter((day) => hours(a, day) !== hours(b, day));
  const lines = (draft: typeof a) =>
    draft.exceptions.map(({ first, last, windows }) => `${first} – ${last}${windows === '' ? '' : ` ${windows}`}`);
  const adds = lines(b).filter((line) => !lines(a).includes(line));
  const drops = lines(a).filter((line) => !lines(b).includes(line));
  return { same: days.length + adds.length + drops.length === 0, days, adds, drops };
}
