import { useI18n } from 'vue-i18n';
import type { Tick, TimeWindow } from '../../view-models/windows';
import { date, time } from '../../format/instant';
import { localTime } from '../../format/zone';

/** Windows and ticks of a time axis in words. */
export function useWindowTexts() {
  const { t } = useI18n();
  const two = (value: number) => String(value).padStart(2, '0');

  function weekday(at: number, zone: string): string {
    return t(`lane.weekday.${localTime(at, zone).weekday}`);
  }

  function day(at: number, zone: string): string {
    const { month, day: number } = localTime(at, zone);
    return `${two(month)}-${two(number)}`;
  }

  /** `12-15 周五` */
  const dayOfWeek = (at: number, zone: string): string => `${day(at, zone)} ${weekday(at, zone)}`;

  function title(window: TimeWindow, zone: string): string {
    const { from, to, unit } = window;
    const { year, month } = localTime(from, zone);
    switch (unit) {
      case 'year':
        return t('period.year', { year });
      case 'month':
        return `${year}-${two(month)}`;
      case 'week':
        return `${day(from, zone)} ${weekday(from, zone)} – ${day(to - 1, zone)} ${weekday(to - 1, zone)}`;
      case 'day':
        return `${date(from, zone)} ${weekday(from, zone)}`;
      case 'hour':
      case 'minute':
        return `${date(from, zone)} ${time(from, zone, false)} – ${time(to, zone, false)}`;
      case 'free':
        return free(window, zone);
    }
  }

  /** As exact as the window is short; what both ends share is said once. */
  function free({ from, to }: TimeWindow, zone: string): string {
    const days = to - from > 60 * 86_400_000;
    if (days) return `${date(from, zone)} – ${date(to - 1, zone)}`;
    const seconds = to - from < 10 * 60_000;
    const begin = `${date(from, zone)} ${time(from, zone, seconds)}`;
    const isSameDay = date(from, zone) === date(to, zone);
    return `${begin} – ${isSameDay ? '' : `${day(to, zone)} `}${time(to, zone, seconds)}`;
  }

  function tick({ at, form }: Tick, zone: string): string {
    if (form === 'time') return time(at, zone, false);
    if (form === 'second') return time(at, zone);
    if (form === 'date') return day(at, zone);
    if (form === 'weekday') return dayOfWeek(at, zone);
    if (form === 'day') return two(localTime(at, zone).day);
    return t(`lane.months.${localTime(at, zone).month}`);
  }

  return { title, tick, dayOfWeek };
}
