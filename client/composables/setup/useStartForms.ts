import { useI18n } from 'vue-i18n';
import type { Draft } from '../../api/record';
import { countOf, isId, placeOf, twice } from '../../view-models/setup/forms';
import type { ProfileValues, SiteValues } from '../../view-models/setup/forms';
import { useEntryForm } from '../forms/useEntryForm';
import { atOf, useFormChecks } from '../forms/values';
import { useNames } from '../texts/useNames';

const siteDrafts = ({ siteId, name, area, place, at }: SiteValues): ReadonlyMap<string, Draft> =>
  new Map([
    [
      'site',
      {
        kind: 'site.registered',
        ...atOf(at),
        body: { siteId: siteId.trim(), name: name.trim(), area, ...placeOf(place) },
      },
    ],
  ]);

const profileDrafts = ({ profileId, requires }: ProfileValues): ReadonlyMap<string, Draft> =>
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
  ]);

/** What a form stands for once it says enough to be asked about; empty before. */
export const siteEntries = (values: SiteValues): Draft[] =>
  isId(values.siteId) && values.name.trim() !== '' && values.area !== '' && !Number.isNaN(values.at)
    ? [...siteDrafts(values).values()]
    : [];
export const profileEntries = (values: ProfileValues): Draft[] =>
  isId(values.profileId) && twice(values.requires) === null && values.requires.every(({ count }) => countOf(count))
    ? [...profileDrafts(values).values()]
    : [];

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
    drafts: siteDrafts,
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
    drafts: profileDrafts,
    recorded: given.recorded,
  });
}
