import { useI18n } from 'vue-i18n';
import type { EntryItem, IndicatorRow } from '../../../shared/contract/http';
import type { LiveFault, LiveSite } from '../../../shared/contract/live';
import { grouped } from '../../format/numbers';
import { shapeOfStatus } from '../../format/status';
import { shortInstant, time } from '../../format/instant';
import { localTime } from '../../format/zone';
import { allowanceOf, budgetShare } from '../../view-models/wall/allowance';
import { aboutOf, exceptionsOf } from '../../view-models/wall/entries';
import { placeCode, siteOfRoom } from '../../view-models/wall/places';
import type { WallSitting } from '../../view-models/wall/sitting';
import { useEntryTexts } from '../texts/useEntryTexts';
import { useNames } from '../texts/useNames';

const HOUR_MS = 3_600_000;
const UNITS = { 'timely-repair': 'faults', 'room-compliance': 'rooms', 'device-compliance': 'devices' } as const;

/** What the wall says of places, entries, reasons and what is left, in the page's language. */
export function useWallTexts(
  sites: () => ReadonlyMap<string, LiveSite>,
  placeOf: (deviceId: string) => { siteId: string; roomId?: string } | undefined,
  nameOf: (deviceId: string) => string,
) {
  const { t, te } = useI18n();
  const names = useNames();
  const entryTexts = useEntryTexts();

  function place(siteId: string, roomId: string | undefined): string {
    const site = sites().get(siteId);
    return site ? placeCode(site, roomId) : siteId;
  }

  function room(roomId: string): string {
    const site = siteOfRoom(sites().values(), roomId);
    return site ? placeCode(site, roomId) : roomId;
  }

  /** Why a room is not ready: `not-working:camera`. */
  function unready(reason: string): string {
    const [word = '', about = ''] = reason.split(':');
    const key = `wall.unready.${word}`;
    return t(te(key) ? key : 'wall.unready.other', { about: names.category(about) });
  }

  /** Which devices a room lacks: `missing:ups`. */
  function missing(reasons: readonly string[]): string {
    const found = reasons.filter((one) => one.startsWith('missing:')).map((one) => names.category(one.slice(8)));
    return t('reason.missing', { about: found.join(t('wall.and')) });
  }

  /** Why a room does not comply, in a word: `overdue:F-1`, `missing:ups`. */
  function failing(reasons: readonly string[]): string {
    return unready(reasons[0] ?? '');
  }

  /** What is left of what the target allows: both sides of a card's last line. */
  function left(row: IndicatorRow, zone: string, now: number): [string, string] {
    if (row.id === 'fault-rate') {
      const { budget } = row;
      const share = budgetShare(row);
      if (!budget || share === null) return [t('wall.budget.unknown'), ''];
      const hours = t('wall.budget.hours', { n: grouped(Math.floor(Math.max(0, budget.leftMs) / HOUR_MS)) });
      const end =
        budget.leftMs <= 0
          ? t('wall.budget.overspent')
          : budget.runsOutAt === null
            ? t('wall.budget.lasts')
            : t('wall.budget.runsOut', { date: shortInstant(Date.parse(budget.runsOutAt), now, zone).split(' ')[0] });
      return [t('wall.budget.share', { n: share }), `${hours} · ${end}`];
    }
    const allowed = allowanceOf(row);
    const unit = UNITS[row.id as keyof typeof UNITS];
    const own =
      allowed === null ? t('wall.budget.unknown') : t(`wall.budget.${unit}`, { n: grouped(Math.max(0, allowed)) });
    if (row.id !== 'timely-repair') return [own, ''];
    const late = t('wall.budget.late', { n: grouped(row.late ?? 0) });
    return [own, `${late} · ${t('wall.budget.pending', { n: grouped(row.pending ?? 0) })}`];
  }

  /** `明日 周六 09:00 – 11:30` */
  function when(sitting: WallSitting | null, zone: string, now: number): string {
    if (!sitting) return '';
    const [then, today, next] = [sitting.from, now, now + 24 * HOUR_MS].map((at) => localTime(at, zone));
    const same = (a: typeof then, b: typeof then) => a!.day === b!.day && a!.month === b!.month && a!.year === b!.year;
    const day = same(then, today) ? t('wall.today') : same(then, next) ? t('wall.tomorrow') : dayOf(sitting.from, zone);
    const week = t(`lane.weekday.${then!.weekday}`);
    return `${day} ${week} ${time(sitting.from, zone, false)} – ${time(sitting.to, zone, false)}`;
  }

  const two = (value: number) => String(value).padStart(2, '0');
  function dayOf(at: number, zone: string): string {
    const { month, day } = localTime(at, zone);
    return `${two(month)}-${two(day)}`;
  }

  /** An entry as a line of the bottom row. */
  function entry(item: EntryItem, faults: ReadonlyMap<string, LiveFault>, zone: string) {
    const about = aboutOf(item);
    const fault = about.faultId === undefined ? undefined : faults.get(about.faultId);
    const deviceId = about.deviceId ?? fault?.deviceId;
    const said = entryTexts.say(item, deviceId ?? '', zone);
    const exceptions = exceptionsOf(item);
    const text =
      exceptions === null
        ? deviceId === undefined
          ? said.text
          : said.text.replace(about.faultId ?? '', '').trim()
        : t(exceptions > 0 ? 'wall.inspected' : 'wall.inspectedWell', { n: exceptions }, exceptions);
    const inspected = exceptions === null ? null : exceptions > 0 ? ('down' as const) : ('well' as const);
    const stands = fault ?? (deviceId === undefined ? undefined : placeOf(deviceId));
    const siteId = about.siteId ?? stands?.siteId;
    const at =
      about.roomId !== undefined ? room(about.roomId) : siteId === undefined ? '' : place(siteId, stands?.roomId);
    return {
      id: item.id,
      seq: item.seq,
      time: time(Date.parse(item.recordedAt), zone),
      place: at,
      device: deviceId === undefined ? '' : nameOf(deviceId),
      shape: inspected ?? (exceptions === null && said.status ? shapeOfStatus(said.status) : null),
      text,
    };
  }

  return { place, room, unready, failing, missing, left, when, dayOf, entry };
}
export type WallTexts = ReturnType<typeof useWallTexts>;
