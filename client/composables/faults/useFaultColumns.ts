import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { FAULT_STATES } from '../../../shared/contract/vocabulary';
import { IMPACTS, SEVERITIES } from '../../../shared/model/vocabulary';
import { dateTime } from '../../format/instant';
import { isolated } from '../../format/isolated';
import { clockOf, isOverdue } from '../../view-models/faults/clock';
import type { FaultRow } from '../../view-models/faults/rows';
import type { Column, FilterChoice } from '../../view-models/table/column';
import { useNames } from '../texts/useNames';
import { useFaultTexts } from './useFaultTexts';

/** The value of a filter for what has none. */
export const NOTHING = '-';

/** The columns of the list of faults, each with its filter; the clock's own cells are drawn by the page. */
export function useFaultColumns(options: {
  rows: () => readonly FaultRow[];
  /** To the minute: what a column says is not made anew every second. */
  minute: () => number;
  zone: () => string;
}): ComputedRef<Column<FaultRow>[]> {
  const { t } = useI18n();
  const names = useNames();
  const texts = useFaultTexts();

  /** The values that a property has among the rows, in the order of their titles. */
  function choices(of: (row: FaultRow) => string | undefined, title: (value: string) => string): FilterChoice[] {
    const values = new Set(options.rows().map((row) => of(row) ?? NOTHING));
    return [...values]
      .map((value) => ({ value, title: title(value) }))
      .sort((a, b) => Number(a.value === NOTHING) - Number(b.value === NOTHING) || (a.title < b.title ? -1 : 1));
  }
  const fits = (of: (row: FaultRow) => string | undefined) => (row: FaultRow, value: string) =>
    (of(row) ?? NOTHING) === value;
  const instant = (iso: string | undefined) =>
    iso === undefined ? '' : dateTime(Date.parse(iso), options.zone(), false);
  const place = (row: FaultRow) => [row.site, row.room].filter(Boolean).map(isolated).join(' · ');
  const deviceText = (row: FaultRow) =>
    [row.label, row.deviceId]
      .filter(Boolean)
      .map((one) => isolated(one!))
      .join(' ');
  const siteName = (id: string) => options.rows().find(({ siteId }) => siteId === id)?.site ?? id;

  function remaining(row: FaultRow): string {
    const clock = clockOf(row, options.minute());
    if (clock.kind === 'closed') return t(`faultWord.verdict.${row.verdict}`);
    return clock.kind === 'overdue' ? `${t('faults.over')} ${texts.clock(clock)}` : texts.clock(clock);
  }
  function used(row: FaultRow): string {
    const clock = clockOf(row, options.minute());
    return clock.kind === 'closed' ? texts.margin(row) : `${Math.floor(clock.share * 100)}%`;
  }
  function deadline(row: FaultRow): string {
    if (row.deadline === null) return row.state === 'paused' ? t('faults.noDeadline') : '';
    return instant(row.deadline);
  }

  return computed((): Column<FaultRow>[] => [
    {
      key: 'remaining',
      title: t('faults.remaining'),
      value: ({ deadline: at }) => at,
      text: remaining,
      align: 'end',
      width: '120px',
      sortable: true,
      required: true,
    },
    {
      key: 'used',
      title: t('faults.used'),
      value: (row) => clockOf(row, options.minute()).share,
      text: used,
      width: '92px',
      sortable: true,
    },
    { key: 'deadline', title: t('faults.deadline'), value: deadline, width: '152px' },
    {
      key: 'fault',
      title: t('faults.fault'),
      value: ({ id }) => id,
      text: (row) => [t(`faultWord.impact.${row.impact}`), row.id, isolated(row.text)].filter(Boolean).join(' '),
      search: (row) => `${row.id} ${row.text}`,
      sortable: true,
      required: true,
    },
    {
      key: 'device',
      title: t('faults.device'),
      value: ({ deviceId }) => deviceId,
      text: deviceText,
      search: deviceText,
      width: '15%',
      sortable: true,
    },
    { key: 'place', title: t('faults.place'), value: place, width: '12%', sortable: true },
    {
      key: 'severity',
      title: t('faults.severity'),
      value: ({ severity }) => SEVERITIES.indexOf(severity),
      text: ({ severity }) => t(`lane.severity.${severity}`),
      width: '66px',
      sortable: true,
      filter: {
        choices: SEVERITIES.map((value) => ({ value, title: t(`lane.severity.${value}`) })),
        match: fits(({ severity }) => severity),
      },
    },
    {
      key: 'state',
      title: t('faults.state'),
      value: ({ state }) => FAULT_STATES.indexOf(state),
      text: (row) => texts.state(row, options.minute()),
      width: '148px',
      sortable: true,
      filter: {
        choices: FAULT_STATES.map((value) => ({ value, title: t(`faultWord.state.${value}`) })),
        match: fits(({ state }) => state),
      },
    },
    {
      key: 'assignee',
      title: t('faults.assignee'),
      value: ({ assignedTo }) => (assignedTo === undefined ? null : texts.person(assignedTo)),
      width: '96px',
      sortable: true,
      filter: {
        choices: choices(
          ({ assignedTo }) => assignedTo,
          (value) => (value === NOTHING ? t('faults.unassigned') : texts.person(value)),
        ),
        match: fits(({ assignedTo }) => assignedTo),
      },
    },
    {
      key: 'site',
      title: t('faults.site'),
      value: ({ site }) => site,
      hidden: true,
      sortable: true,
      filter: { choices: choices(({ siteId }) => siteId, siteName), match: fits(({ siteId }) => siteId) },
    },
    {
      key: 'category',
      title: t('faults.category'),
      value: ({ category }) => names.category(category),
      hidden: true,
      sortable: true,
      filter: { choices: choices(({ category }) => category, names.category), match: fits(({ category }) => category) },
    },
    {
      key: 'vendor',
      title: t('faults.vendor'),
      value: ({ vendor }) => vendor,
      search: ({ vendor }) => vendor,
      hidden: true,
      sortable: true,
      filter: {
        choices: choices(
          ({ vendor }) => vendor,
          (value) => (value === NOTHING ? t('faults.noVendor') : value),
        ),
        match: fits(({ vendor }) => vendor),
      },
    },
    {
      key: 'model',
      title: t('faults.model'),
      value: ({ model }) => model,
      search: ({ model }) => model,
      hidden: true,
      sortable: true,
      // The analysis leads here; among the selects it would be one too many.
      filter: { choices: [], match: fits(({ model }) => model) },
    },
    {
      key: 'impact',
      title: t('faults.impact'),
      value: ({ impact }) => t(`faultWord.impact.${impact}`),
      hidden: true,
      filter: {
        choices: IMPACTS.map((value) => ({ value, title: t(`faultWord.impact.${value}`) })),
        match: fits(({ impact }) => impact),
      },
    },
    {
      key: 'verdict',
      title: t('faults.verdict'),
      value: ({ verdict }) => t(`faultWord.verdict.${verdict}`),
      hidden: true,
      filter: { choices: [], match: fits(({ verdict }) => verdict) },
    },
    {
      key: 'overdue',
      title: t('faults.overdue'),
      value: (row) => (isOverdue(row, options.minute()) ? t('faults.yes') : ''),
      hidden: true,
      // A check box beside the selects.
      filter: { choices: [], match: (row, value) => value !== '1' || isOverdue(row, options.minute()) },
    },
    {
      key: 'reportedAt',
      title: t('faults.reportedAt'),
      value: ({ reportedAt }) => reportedAt,
      text: ({ reportedAt }) => instant(reportedAt),
      width: '136px',
      hidden: true,
      sortable: true,
    },
    {
      key: 'repairedAt',
      title: t('faults.repairedAt'),
      value: ({ repairedAt }) => repairedAt,
      text: ({ repairedAt }) => instant(repairedAt),
      width: '136px',
      hidden: true,
      sortable: true,
    },
  ]);
}
