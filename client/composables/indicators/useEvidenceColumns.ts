import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { EvidenceRecord } from '../../../shared/contract/http';
import type { LiveSite } from '../../../shared/contract/live';
import { rowOf, type RowInfo } from '../../../shared/model/rows';
import type { IndicatorId } from '../../../shared/model/vocabulary';
import { hoursMinutes } from '../../format/duration';
import { dateTime } from '../../format/instant';
import { grouped } from '../../format/numbers';
import type { Column } from '../../view-models/table/column';
import { useNames } from '../texts/useNames';
import { useReasons } from '../texts/useReasons';

type Evidence = RowInfo['evidence'];

/** What the first column names, and the two instants, by the sort of the records. */
const WORDS: Record<NonNullable<Evidence>, { thing: string; from?: string; to?: string }> = {
  devices: { thing: 'device', from: 'commissioned' },
  rooms: { thing: 'code', from: 'accepted' },
  slots: { thing: 'code' },
  sittings: { thing: 'sitting', from: 'from', to: 'to' },
  serviceTime: { thing: 'device', from: 'from', to: 'to' },
  faults: { thing: 'fault', from: 'reported', to: 'deadline' },
  answers: { thing: 'site' },
  milestones: { thing: 'milestone', from: 'due', to: 'done' },
  incidents: { thing: 'thing', from: 'from' },
};

/** The columns of a row's records; cells with links are the component's. */
export function useEvidenceColumns(options: {
  id: () => IndicatorId;
  sites: () => readonly LiveSite[];
  zone: () => string;
}): ComputedRef<Column<EvidenceRecord>[]> {
  const { t } = useI18n();
  const names = useNames();
  const reasonText = useReasons();

  const siteOf = (id: string | undefined) => options.sites().find((one) => one.id === id);
  const siteName = ({ siteId }: EvidenceRecord) => siteOf(siteId)?.name ?? siteId ?? '';
  function roomName({ siteId, roomId }: EvidenceRecord): string {
    if (roomId === undefined) return t('indicators.common');
    return siteOf(siteId)?.rooms.find((one) => one.id === roomId)?.name ?? roomId;
  }
  function thing(record: EvidenceRecord): string {
    const { deviceId, faultId, sittingId, milestoneId, incidentId, month, area, grade } = record;
    if (month !== undefined) return t('indicators.monthSign', { month });
    if (incidentId !== undefined) return `${incidentId} ${t('indicators.incidentGrade', { grade: grade ?? '' })}`;
    if (area !== undefined) return names.area(area);
    const evidence = rowOf(options.id()).evidence;
    if (evidence === 'faults') return faultId ?? record.id;
    if (evidence === 'answers' || options.id() === 'schools-covered') return siteName(record);
    return sittingId ?? milestoneId ?? deviceId ?? record.roomId ?? record.id;
  }
  const instant = (text: string | undefined) => (text ? dateTime(Date.parse(text), options.zone(), false) : '');
  const yes = (value: boolean) => t(value ? 'indicators.yes' : 'indicators.no');

  function amount(evidence: NonNullable<Evidence>): { title: string; text: (record: EvidenceRecord) => string } {
    const whole = ({ value, of }: EvidenceRecord) => (of === undefined ? '' : `${grouped(value)} / ${grouped(of)}`);
    const title = (key: string) => t(`indicators.${key}`);
    if (evidence === 'serviceTime') return { title: title('duration'), text: ({ value }) => hoursMinutes(value) };
    if (evidence === 'slots') return { title: title('setUp'), text: whole };
    if (evidence === 'answers') return { title: title('satisfied'), text: whole };
    if (evidence === 'sittings') return { title: title('attended'), text: ({ value }) => grouped(value) };
    if (evidence === 'incidents')
      return { title: title('signed'), text: ({ value, of }) => (of ? yes(value === 1) : '') };
    if (evidence === 'milestones') return { title: title('timely'), text: ({ value }) => yes(value === 1) };
    if (evidence === 'rooms' && rowOf(options.id()).kind === 'rate') {
      return { title: title('complies'), text: ({ value }) => yes(value === 1) };
    }
    const seats = options.id() === 'standard-seats';
    return { title: title(seats ? 'seats' : 'counted'), text: ({ value }) => grouped(value) };
  }

  return computed(() => {
    const { evidence } = rowOf(options.id());
    if (evidence === null) return [];
    const words = WORDS[evidence];
    const sum = amount(evidence);
    const inPlace = evidence !== 'answers' && evidence !== 'milestones' && evidence !== 'incidents';
    const hasDevice = evidence === 'faults';
    const ofDevice = evidence === 'devices' || evidence === 'serviceTime' || evidence === 'faults';
    const columns: (Column<EvidenceRecord> | false)[] = [
      { key: 'thing', title: t(`indicators.${words.thing}`), value: thing, required: true, width: '15%' },
      hasDevice && { key: 'device', title: t('indicators.device'), value: ({ deviceId }) => deviceId, width: '13%' },
      inPlace && { key: 'site', title: t('indicators.site'), value: siteName },
      inPlace && evidence !== 'sittings' && { key: 'room', title: t('indicators.room'), value: roomName },
      (ofDevice || evidence === 'slots') && {
        key: 'category',
        title: t('indicators.category'),
        value: ({ category }) => (category === undefined ? '' : names.category(category)),
      },
      evidence === 'serviceTime' && {
        key: 'status',
        title: t('indicators.status'),
        value: ({ status }) => (status === undefined ? '' : t(`status.${status}`)),
        width: '70px',
      },
      words.from !== undefined &&
        (evidence !== 'rooms' || rowOf(options.id()).kind === 'count') && {
          key: 'from',
          title: t(`indicators.${words.from}`),
          value: ({ from }) => instant(from),
          width: '148px',
        },
      words.to !== undefined && {
        key: 'to',
        title: t(`indicators.${words.to}`),
        value: ({ to }) => instant(to),
        width: '148px',
      },
      evidence === 'faults' && {
        key: 'verdict',
        title: t('indicators.verdict'),
        value: ({ verdict }) => (verdict === undefined ? '' : t(`indicators.${verdict}`)),
        width: '104px',
      },
      evidence !== 'faults' && {
        key: 'amount',
        title: sum.title,
        value: sum.text,
        align: 'end' as const,
        width: '112px',
      },
      (evidence === 'rooms' || evidence === 'slots' || evidence === 'sittings' || evidence === 'milestones') &&
        options.id() !== 'schools-covered' && {
          key: 'reason',
          title: t('indicators.reason'),
          value: ({ reasons = [] }) => reasons.map(reasonText).join(t('app.comma')),
        },
    ];
    return columns.filter((column) => column !== false);
  });
}
