import { useI18n } from 'vue-i18n';
import type { SittingItem } from '../../../shared/contract/http';
import { date, time } from '../../format/instant';
import { grouped } from '../../format/numbers';
import { usePlacesStore } from '../../stores/places';
import { placedOf, stateOf } from '../../view-models/exams/sittings';
import { useZone } from '../session/useZone';

/** What the pages of sittings say of one of them. */
export function useExamTexts() {
  const { t } = useI18n();
  const zone = useZone();
  const places = usePlacesStore();

  const site = (id: string): string => places.sites?.find((one) => one.id === id)?.name ?? id;
  /** `03-10`. */
  const day = (at: string): string => date(Date.parse(at), zone.value).slice(5);
  const clock = (at: string): string => time(Date.parse(at), zone.value, false);
  const about = (sitting: SittingItem): string =>
    t('exams.about', {
      site: site(sitting.siteId),
      day: day(sitting.from),
      from: clock(sitting.from),
      exam: sitting.exam,
    });
  const cell = (sitting: SittingItem, now: number): string =>
    t(`exams.cell_${stateOf(sitting, now)}`, {
      about: about(sitting),
      n: grouped(sitting.attended ?? 0),
      placed: grouped(placedOf(sitting)),
    });
  return { site, day, clock, about, cell };
}
