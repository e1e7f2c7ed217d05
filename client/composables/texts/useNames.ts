import { useI18n } from 'vue-i18n';
import type { IndicatorRow, RoomItem } from '../../../shared/contract/http';
import type { LiveSite } from '../../../shared/contract/live';

/** Names in the page's language where it has them, else as the data has them. */
export function useNames() {
  const { t, te, locale } = useI18n();
  const known = (key: string, fallback: string) => (te(key) ? t(key) : fallback);
  return {
    area: (code: string) => known(`area.${code}`, code),
    category: (id: string) => known(`category.${id}`, id),
    indicator: (row: Pick<IndicatorRow, 'id' | 'name'>) =>
      locale.value === 'zh-CN' ? row.name : known(`indicator.${row.id}`, row.name),
    unit: (row: Pick<IndicatorRow, 'id' | 'unit'>) =>
      locale.value === 'zh-CN' ? row.unit : known(`indicatorUnit.${row.id}`, row.unit),
    /** A room's short name inside its site. */
    room: (room: Pick<RoomItem, 'name'> | LiveSite['rooms'][number]) => room.name,
  };
}
