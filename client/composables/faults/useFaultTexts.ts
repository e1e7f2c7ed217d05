import { useI18n } from 'vue-i18n';
import type { FaultItem } from '../../../shared/contract/http';
import { coarse, daysAndRest, clockText, hoursMinutes } from '../../format/duration';
import { shortInstant, time } from '../../format/instant';
import { localTime } from '../../format/zone';
import { usePeopleStore } from '../../stores/people';
import { useSessionStore } from '../../stores/session';
import { type FaultClock, marginOf } from '../../view-models/faults/clock';
import { useZone } from '../session/useZone';

/** An account's id is shown to this length where its name is not known. */
const SHOWN_OF_ID = 8;
const LONG_ID = 12;

/** Faults in the words of a page. */
export function useFaultTexts() {
  const { t } = useI18n();
  const zone = useZone();
  const session = useSessionStore();
  const people = usePeopleStore();
  void people.load(session.account ?? null);

  /** The name of an account, one's own included. */
  function person(id: string): string {
    if (id === session.account?.id) return session.account.name;
    return people.people.get(id)?.name ?? (id.length > LONG_ID ? id.slice(0, SHOWN_OF_ID) : id);
  }

  /** An instant beside a clock: of today with the word, since a table mixes days. */
  function when(iso: string, now: number): string {
    const at = Date.parse(iso);
    const [a, b] = [localTime(at, zone.value), localTime(now, zone.value)];
    const today = a.year === b.year && a.month === b.month && a.day === b.day;
    return today ? t('faults.today', { time: time(at, zone.value, false) }) : shortInstant(at, now, zone.value);
  }

  const lasting = (ms: number): string => {
    const { value, unit } = coarse(ms);
    return t(`unit.${unit}`, { n: value });
  };

  /** `02:43:52`, above 99 hours `4 天 03:12`. */
  function clock({ ms }: Pick<FaultClock, 'ms'>): string {
    const long = daysAndRest(ms);
    return long ? t('faults.days', { n: long.days, time: long.rest }) : clockText(ms);
  }

  /** How a fault that is repaired was judged, and by how much: 按时 · 余 23:18. */
  function margin(fault: FaultItem): string {
    const ms = marginOf(fault);
    if (ms === null) return '';
    const long = daysAndRest(ms);
    const text = long ? t('faults.days', { n: long.days, time: long.rest }) : hoursMinutes(Math.abs(ms));
    return `${t(ms < 0 ? 'faults.over' : 'faults.left')} ${text}`;
  }

  function state(fault: FaultItem, now: number): string {
    if (fault.state === 'paused' && fault.pausedAt !== undefined) {
      return t('faults.pausedFor', { time: lasting(now - Date.parse(fault.pausedAt)) });
    }
    if (fault.state !== 'open') return t(`faultWord.state.${fault.state}`);
    if (fault.assignedTo !== undefined) return t('faultWord.progress.assigned');
    return t(`faultWord.progress.${fault.acknowledgedAt === undefined ? 'fresh' : 'acknowledged'}`);
  }

  return { person, when, lasting, clock, margin, state };
}
