import { useI18n } from 'vue-i18n';
import type { FaultStory } from '../../../shared/contract/http';
import { coarse, daysAndRest, hoursMinutes } from '../../format/duration';
import { date, shortInstant, time } from '../../format/instant';
import { isolated } from '../../format/isolated';
import { ledgerNumber } from '../../format/numbers';
import { isSeverity, type MoveRow, type StoryLine } from '../../view-models/faults/story';
import { useZone } from '../session/useZone';
import { useEntryTexts } from '../texts/useEntryTexts';
import { useNames } from '../texts/useNames';
import { useFaultTexts } from './useFaultTexts';

/** The general limits have no area. */
const GENERAL = 'general';

/** The story of a fault in words. */
export function useStoryTexts() {
  const { t } = useI18n();
  const zone = useZone();
  const names = useNames();
  const entryTexts = useEntryTexts();
  const { person } = useFaultTexts();

  const severity = (one: MoveRow['severity']) => t(`lane.severity.${one}`);
  /** `12-15 13:52`; a year besides where it is another one than that of `now`. */
  function instant(at: number, now: number): string {
    const text = shortInstant(at, now, zone.value);
    return text.length > 5 ? text : `${date(at, zone.value).slice(5)} ${text}`;
  }
  const clockOf = (at: number) => time(at, zone.value, false);
  /** `2:20`, `14:30`; above 99 hours in days. */
  function span(ms: number): string {
    const long = daysAndRest(ms);
    return long ? t('faults.days', { n: long.days, time: long.rest }) : hoursMinutes(Math.abs(ms));
  }
  function limit(minutes: number): string {
    return minutes % 60 === 0
      ? t('faultStory.limit.hours', { n: minutes / 60 })
      : t('faultStory.limit.minutes', { n: minutes });
  }

  function cause(row: MoveRow): string {
    return t(`faultStory.cause.${row.cause}`, { severity: severity(row.severity), before: severity(row.before) });
  }

  /** The two instants of a stretch: the day of the second only where it is another one. */
  function stretch(from: number, to: number, now: number): { from: string; to: string } {
    const sameDay = date(from, zone.value) === date(to, zone.value);
    return sameDay ? { from: clockOf(from), to: clockOf(to) } : { from: instant(from, now), to: instant(to, now) };
  }

  function reason({ sum }: MoveRow, now: number): string {
    switch (sum.key) {
      case 'limit':
        return t('faultStory.sum.limit', { limit: limit(sum.limitMin) });
      case 'regraded':
        return t('faultStory.sum.regraded', { before: limit(sum.before), after: limit(sum.after) });
      case 'paused':
      case 'repaired':
        return t(`faultStory.sum.${sum.key}`, stretch(sum.from, sum.to, now));
      case 'stopped':
        return t('faultStory.sum.stopped', { left: span(sum.leftMs) });
      case 'sittingEnd':
        return t('faultStory.sum.sittingEnd', { severity: severity(sum.severity), at: clockOf(sum.at) });
      case 'sittingMin':
        return t('faultStory.sum.sittingMin', { n: sum.minutes, from: clockOf(sum.from) });
    }
  }

  /** Why, and by how much: 暂停 18:00 – 08:30 不计，后移 14:30. */
  function sum(row: MoveRow, now: number): string {
    const why = reason(row, now);
    if (row.deltaMs === null) {
      return row.deadline === null ? why : t('faultStory.sum.first', { sum: why, at: instant(row.deadline, now) });
    }
    if (row.deltaMs === 0) return why;
    return t(`faultStory.sum.${row.deltaMs > 0 ? 'later' : 'earlier'}`, { sum: why, by: span(row.deltaMs) });
  }

  function policy({ policy: { of, seq } }: FaultStory): string {
    const named = { seq: seq === undefined ? '' : ledgerNumber(seq) };
    if (of === null) return t('faultStory.policy.default');
    return of === GENERAL
      ? t('faultStory.policy.general', named)
      : t('faultStory.policy.area', { ...named, area: names.area(of) });
  }

  /** What an entry says; `papers` are the texts at hand. */
  function entry(line: Extract<StoryLine, { kind: 'entry' }>, papers: Readonly<Record<string, string>>): string {
    const { kind, body } = line.entry;
    const said = body['note'] ?? body['reason'];
    const text = typeof said === 'string' ? isolated(papers[said] ?? '') : '';
    const what = titleOf(kind, body);
    return text === '' ? what : t('faultStory.line.text', { what, text });
  }

  function titleOf(kind: string, body: Readonly<Record<string, unknown>>): string {
    const grade = isSeverity(body['severity']) ? severity(body['severity']) : '';
    if (kind === 'fault.reported') {
      return t('faultStory.line.reported', {
        severity: grade,
        impact: t(`faultWord.impact.${String(body['impact'])}`),
      });
    }
    if (kind === 'fault.regraded') return t('faultStory.line.regraded', { severity: grade });
    if (kind === 'fault.assigned') return t('faultStory.line.assigned', { who: isolated(person(String(body['to']))) });
    return entryTexts.kind(kind);
  }

  function late(ms: number): string {
    const { value, unit } = coarse(ms);
    return t(`unit.${unit}`, { n: value });
  }

  return { severity, instant, clockOf, span, limit, cause, sum, policy, entry, titleOf, late, person };
}
