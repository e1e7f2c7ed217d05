import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { date } from '../../format/instant';
import { isolated } from '../../format/isolated';
import { DEVICE_MATCH, byPlace, statusRank, type DeviceRow } from '../../view-models/devices';
import type { Column } from '../../view-models/table/column';
import { useNames } from '../texts/useNames';

/** The columns of a list of devices, with the filters that the page can offer. */
export function useDeviceColumns(options: {
  rooms: () => readonly { id: string; name: string }[];
  categories: () => readonly string[];
  zone: () => string;
}): ComputedRef<Column<DeviceRow>[]> {
  const { t } = useI18n();
  const names = useNames();

  function place(row: DeviceRow): string {
    const room = options.rooms().find(({ id }) => id === row.roomId);
    return row.roomId ? (room?.name ?? row.roomId) : t('sites.common');
  }
  function category(row: DeviceRow): string {
    const marks = [row.domestic && t('device.domestic'), row.spare && t('device.spare')].filter(Boolean);
    return [names.category(row.category), ...marks].join(' ');
  }
  function status(row: DeviceRow): string {
    if (!row.inService) return row.retiredAt ? t('site.retired') : t('site.notInService');
    return [t(`status.${row.status}`), row.maintenance && t('site.inMaintenance')].filter(Boolean).join(' ');
  }

  return computed(() => [
    {
      key: 'id',
      title: t('site.id'),
      value: (row) => row.id,
      search: (row) => row.id,
      width: '15%',
      sortable: true,
      required: true,
    },
    {
      key: 'status',
      title: t('site.status'),
      value: statusRank,
      text: status,
      width: '19%',
      sortable: true,
      // The counts above the table offer the choices.
      filter: { choices: [], match: DEVICE_MATCH.status },
    },
    {
      key: 'label',
      title: t('site.label'),
      value: (row) => row.label,
      search: (row) => row.label,
      sortable: true,
    },
    {
      key: 'category',
      title: t('site.category'),
      value: (row) => names.category(row.category),
      text: category,
      width: '16%',
      sortable: true,
      filter: {
        choices: options.categories().map((value) => ({ value, title: names.category(value) })),
        match: DEVICE_MATCH.category,
      },
    },
    {
      key: 'room',
      title: t('site.room'),
      value: place,
      text: (row) =>
        [place(row), row.seat]
          .map((part) => isolated(part ?? ''))
          .filter(Boolean)
          .join(' '),
      compare: byPlace,
      search: (row) => row.seat,
      width: '14%',
      sortable: true,
      filter: {
        choices: [
          ...options.rooms().map(({ id, name }) => ({ value: id, title: name })),
          { value: '-', title: t('sites.common') },
        ],
        match: DEVICE_MATCH.room,
      },
    },
    {
      key: 'model',
      title: t('site.model'),
      value: (row) => row.model,
      search: (row) => row.model,
      width: '14%',
      sortable: true,
    },
    { key: 'vendor', title: t('site.vendor'), value: (row) => row.vendor, width: '12%', sortable: true, hidden: true },
    {
      key: 'commissionedAt',
      title: t('site.commissionedAt'),
      value: (row) => row.commissionedAt,
      text: (row) => (row.commissionedAt ? date(Date.parse(row.commissionedAt), options.zone()) : ''),
      width: '12%',
      sortable: true,
      hidden: true,
    },
    {
      key: 'faults',
      title: t('site.faults'),
      value: (row) => row.openFaults.length || null,
      text: (row) => row.openFaults.join(t('app.comma')),
      width: '10%',
      sortable: true,
    },
  ]);
}
