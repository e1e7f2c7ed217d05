import { useI18n } from 'vue-i18n';
import { countOf, isId, placeOf, twice } from '../../view-models/setup/forms';
import type { ProfileValues, SiteValues } from '../../view-models/setup/forms';
import { useEntryForm } from '../forms/useEntryForm';
import { atOf, useFormChecks } from '../forms/values';
import { useNames } from '../texts/useNames';

/** Registers a site. */
export function useSiteForm(given: { initial(): SiteValues; recorded(): void }) {
  const { t } = useI18n();
  const checks = useFormChecks();
  return useEntryForm<SiteValues>({
    initial: given.initial,
    check: ({ siteId, name, area, place, at }, now) => ({
      siteId: isId(siteId) ? undefined : t('start.notId'),
      name: checks.filled(name, t('field.name')),
      area: area === '' ? t('start.noArea') : undefined,
      place: place.trim() !== '' && placeOf(place) === null ? t('start.notPlace') : undefined,
      at: checks.instant(at, now, t('start.since')),
    }),
    drafts: ({ siteId, name, area, place, at }) =>
      new Map([
        [
          'site',
          {
            kind: 'site.registered',
            ...atOf(at),
            body: { siteId: siteId.trim(), name: name.trim(), area, ...(placeOf(place) ?? {}) },
          },
        ],
      ]),
    recorded: given.recorded,
  });
}

/** Sets what a room of a profile has to have. */
export function useProfileForm(given: { initial(): ProfileValues; recorded(): void }) {
  const { t } = useI18n();
  const names = useNames();
  return useEntryForm<ProfileValues>({
    initial: given.initial,
    check: ({ profileId, requires }) => {
      const double = twice(requires);
      return {
        profileId: isId(profileId) ? undefined : t('start.notId'),
        requires: requires.some(({ count }) => countOf(count) === null)
          ? t('start.notCount')
          : double === null
            ? undefined
            : t('start.twice', { category: names.category(double) }),
      };
    },
    drafts: ({ profileId, requires }) =>
      new Map([
        [
          'profile',
          {
            kind: 'profile.set',
            body: {
              profileId: profileId.trim(),
              requires: requires.map(({ category, count, per }) => ({ category, count: countOf(count) ?? 1, per })),
            },
          },
        ],
      ]),
    recorded: given.recorded,
  });
}
