import { useI18n } from 'vue-i18n';
import { hoursMinutes } from '../../format/duration';
import { shortInstant, time } from '../../format/instant';
import { ledgerNumber } from '../../format/numbers';
import type { ReadyRow } from '../../view-models/exams/ready';
import type { StartDeadline } from '../../view-models/exams/start-deadlines';
import { useActors } from '../audit/useActors';
import { useZone } from '../session/useZone';
import { useNames } from '../texts/useNames';

/** What the columns of a room's readiness say, as of an instant. */
export function useReadyTexts(now: () => number) {
  const { t } = useI18n();
  const zone = useZone();
  const names = useNames();
  const actors = useActors();
  const shortAt = (at: number) => shortInstant(at, now(), zone.value);
  const short = (at: string) => shortAt(Date.parse(at));

  const clock = (at: number) => time(at, zone.value, false);

  const devices = (row: ReadyRow): string => {
    if (!row.hasProfile) return t('ready.noProfile');
    if (row.short.length === 0) return `${row.devices.working} / ${row.devices.required}`;
    return t('ready.shortOf', { what: row.short.map((one) => names.category(one)).join(t('app.comma')) });
  };
  const seats = (row: ReadyRow): string =>
    t(row.hasSeats ? 'ready.enough' : 'ready.tooFew', { seats: row.seats, placed: row.placed });
  const inspection = (row: ReadyRow): string => {
    if (row.inspection === 'early') return t('ready.fromWhen', { at: short(row.inspectFrom) });
    if (row.inspectedAt === undefined) return t('ready.never');
    const at = short(row.inspectedAt);
    return row.inspection === 'missing' ? t('ready.tooOld', { at }) : at;
  };
  const verdict = (row: Pick<ReadyRow, 'reasons'>): string =>
    row.reasons.length === 0 ? t('ready.isReady') : t('ready.lacks', { n: row.reasons.length });
  /** The fault that wants something first. */
  const fault = (row: ReadyRow): string => {
    const [first] = row.faults;
    if (!first) return t('ready.noFaults');
    if (first.deadline === null) return t('ready.noDeadline', { id: first.id });
    const time = hoursMinutes(Math.abs(first.deadline - now()));
    return t(first.overdue ? 'ready.over' : 'ready.left', { id: first.id, time });
  };
  const signature = (row: ReadyRow): string =>
    row.signed ? t('ready.signed', { who: actors.nameOf(row.signed.by), at: short(row.signed.at) }) : '';
  /** The same with its ledger number and what became of it. */
  const signatureIn = (row: ReadyRow): string => {
    if (!row.signed) return '';
    const { seq, by, at, changedAt } = row.signed;
    return changedAt === undefined
      ? t('ready.signedIn', { seq: ledgerNumber(seq), who: actors.nameOf(by), at: short(at) })
      : t('ready.changedIn', { seq: ledgerNumber(seq), at: short(changedAt) });
  };
  const changed = (row: ReadyRow): string =>
    row.signed?.changedAt === undefined ? '' : t('ready.changed', { at: short(row.signed.changedAt) });

  /** The deadline as it runs now, and what it becomes at the start. */
  const atStart = ({ before, atStart: at }: StartDeadline): string =>
    t('ready.becomes', {
      before: before === null ? t('ready.noDue') : shortAt(before),
      at: shortAt(at),
    });

  return { devices, seats, inspection, verdict, fault, signature, signatureIn, changed, atStart, short, clock };
}
export type ReadyTexts = ReturnType<typeof useReadyTexts>;
