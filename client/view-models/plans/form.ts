import { type Zone, dayOfDate, weekday } from '../../../shared/timeline/zone';
import { isDate, parseClockTime } from './clock-time';
import { type PlannedWindow, windowsOfRule } from './rule';

/** What the form of a new window holds, as it was typed. */
export interface PlanValues {
  siteId: string;
  /** Empty: the whole site. */
  roomId: string;
  /** Empty: the whole room, or the whole site. */
  deviceId: string;
  mode: 'once' | 'weekly';
  /** The date of a single window, or the first one of a rule. */
  first: string;
  fromTime: string;
  /** The last date: of a single window the day on which it ends. */
  last: string;
  toTime: string;
  /** 1 = Monday … 7 = Sunday */
  weekday: string;
  reason: string;
  /** Why a window over a sitting has to be; empty: it is not sent. */
  override: string;
}

/** What is wrong with a form; the page has the sentence. */
export type PlanTrouble = 'date' | 'time' | 'order' | 'past' | 'none' | 'missing';
export type PlanTroubles = Partial<Record<keyof PlanValues, PlanTrouble>>;

export const scopeOf = ({ siteId, roomId, deviceId }: PlanValues): string =>
  deviceId !== '' ? `device:${deviceId}` : roomId !== '' ? `room:${roomId}` : `site:${siteId}`;

/** The windows that a form stands for, or what is wrong with it. A window that has ended is none: it excuses nothing. */
export function windowsOf(
  values: PlanValues,
  zone: Zone,
  now: number,
): { windows: PlannedWindow[]; troubles: PlanTroubles } {
  const { mode, first, last } = values;
  const fromMin = parseClockTime(values.fromTime);
  const toMin = parseClockTime(values.toTime);
  const troubles: PlanTroubles = {
    ...(!isDate(first) && { first: 'date' }),
    ...(!isDate(last) && { last: 'date' }),
    ...(fromMin === null && { fromTime: 'time' }),
    ...(toMin === null && { toTime: 'time' }),
  };
  if (fromMin === null || toMin === null || Object.keys(troubles).length > 0) return { windows: [], troubles };
  if (last < first) return { windows: [], troubles: { last: 'order' } };
  if (mode === 'once') {
    const from = zone.wall(dayOfDate(first), fromMin);
    const to = zone.wall(dayOfDate(last), toMin);
    if (to <= from) return { windows: [], troubles: { toTime: 'order' } };
    if (to <= now) return { windows: [], troubles: { last: 'past' } };
    return { windows: [{ key: 'once', from, to }], troubles: {} };
  }
  if (fromMin === toMin) return { windows: [], troubles: { toTime: 'order' } };
  const all = windowsOfRule({ weekday: Number(values.weekday), fromMin, toMin, first, last }, zone);
  const windows = all.filter(({ to }) => to > now);
  return windows.length > 0
    ? { windows, troubles: {} }
    : { windows, troubles: { last: all.length > 0 ? 'past' : 'none' } };
}

export const weekdayOfDate = (date: string): string => String(weekday(dayOfDate(date)));
