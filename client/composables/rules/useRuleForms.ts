import { computed, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { CategoryItem, LimitsItem, ProfileItem } from '../../../shared/contract/http';
import { SETTING_DEFAULTS } from '../../../shared/model/setting-defaults';
import type { SettingName } from '../../../shared/model/settings';
import type { Draft } from '../../api/record';
import { GRADES, type LimitTexts, limitTexts, limitsOf } from '../../view-models/rules/limits';
import { type ProfileLine, linesOf, linesTrouble, requiresOf } from '../../view-models/rules/profile';
import { settingText, settingValue } from '../../view-models/rules/settings';
import { useEntryForm } from '../forms/useEntryForm';

const DAY_S = 86_400;
const ID = /^[A-Za-z0-9._-]{1,64}$/;
/** 10 years, in days: what a validity may be (contract 4). */
const VALIDITY_MAX_DAYS = 3653;

export interface CategoryValues {
  category: string;
  /** Days, as typed. */
  validityS: string;
  /** Empty: none. */
  defaultSeverity: string;
}
export interface ProfileValues {
  profileId: string;
  requires: ProfileLine[];
}
export interface LimitValues extends LimitTexts {
  /** Empty: the general limits. */
  scope: string;
}

const daysOf = (seconds: number) => String(Number((seconds / DAY_S).toFixed(4)));

/** The forms of the rules. What each would change is asked of the server while it is filled in. */
export function useRuleForms(recorded: (seqs: number[]) => void) {
  const { t } = useI18n();
  const category = shallowRef<CategoryItem | null>(null);
  const profile = shallowRef<ProfileItem | null>(null);
  const limits = shallowRef<LimitsItem | null>(null);
  const setting = shallowRef<{ name: SettingName; text: string }>({ name: 'cycle', text: '' });

  function limitDrafts({ scope, ...texts }: LimitValues): Map<string, Draft> {
    const found = limitsOf(texts);
    const body = found && { ...(scope !== '' && { scope }), ...found };
    return new Map(body ? [['limits', { kind: 'limits.set', body }]] : []);
  }
  const limitForm = useEntryForm<LimitValues>({
    initial: () => ({
      scope: limits.value?.scope ?? '',
      ...limitTexts(
        limits.value ?? {
          critical: { normalMin: 240, sittingMin: 15 },
          major: { normalMin: 1440, sittingMin: 30 },
          minor: { normalMin: 4320, sittingMin: null },
        },
      ),
    }),
    check: (texts) => (limitsOf(texts) ? {} : { critical: t('rules.notMinutes') }),
    drafts: limitDrafts,
    recorded,
  });

  function categoryDrafts({ category: id, validityS, defaultSeverity }: CategoryValues): Map<string, Draft> {
    const seconds = Math.round(Number(validityS) * DAY_S);
    const severity = GRADES.find((grade) => grade === defaultSeverity);
    const body = {
      category: id.trim(),
      ...(seconds !== category.value?.validityS && { validityS: seconds }),
      ...(severity !== undefined && severity !== category.value?.defaultSeverity && { defaultSeverity: severity }),
    };
    return new Map([['category', { kind: 'category.set', body }]]);
  }
  const categoryForm = useEntryForm<CategoryValues>({
    initial: () => ({
      category: category.value?.id ?? '',
      validityS: daysOf(category.value?.validityS ?? 31 * DAY_S),
      defaultSeverity: category.value?.defaultSeverity ?? '',
    }),
    check: ({ category: id, validityS }) => {
      const days = Number(validityS.trim());
      return {
        ...(!ID.test(id.trim()) && { category: t('rules.notId') }),
        ...(!(validityS.trim() !== '' && Math.round(days * DAY_S) >= 1 && days <= VALIDITY_MAX_DAYS) && {
          validityS: t('rules.notDays'),
        }),
      };
    },
    drafts: categoryDrafts,
    recorded,
  });

  function profileDrafts({ profileId, requires }: ProfileValues): Map<string, Draft> {
    const body = { profileId: profileId.trim(), requires: requiresOf(requires) };
    return new Map([['profile', { kind: 'profile.set', body }]]);
  }
  const profileForm = useEntryForm<ProfileValues>({
    initial: () => ({ profileId: profile.value?.id ?? '', requires: linesOf(profile.value?.requires ?? []) }),
    check: ({ profileId, requires }) => {
      const wrong = linesTrouble(requires);
      return {
        ...(!ID.test(profileId.trim()) && { profileId: t('rules.notId') }),
        ...(wrong && { requires: t(`rules.linesTrouble.${wrong}`) }),
      };
    },
    drafts: profileDrafts,
    recorded,
  });

  function settingDrafts({ value: text }: { value: string }): Map<string, Draft> {
    const value = settingValue(setting.value.name, text);
    const draft = value !== null && { kind: 'setting.set' as const, body: { name: setting.value.name, value } };
    return new Map(draft ? [['setting', draft]] : []);
  }
  const settingForm = useEntryForm<{ value: string }>({
    initial: () => ({ value: setting.value.text }),
    check: ({ value: text }) => (settingValue(setting.value.name, text) === null ? { value: t('rules.notValue') } : {}),
    drafts: settingDrafts,
    recorded,
  });

  /** The entries of the open form, when it can be sent. */
  const drafts = computed((): Draft[] => {
    if (limitForm.open.value) return [...limitDrafts(limitForm.values.value).values()];
    if (settingForm.open.value) return [...settingDrafts(settingForm.values.value).values()];
    if (categoryForm.open.value && ID.test(categoryForm.values.value.category.trim())) {
      return Number(categoryForm.values.value.validityS) > 0
        ? [...categoryDrafts(categoryForm.values.value).values()]
        : [];
    }
    const { profileId, requires } = profileForm.values.value;
    const isWhole = profileForm.open.value && ID.test(profileId.trim()) && linesTrouble(requires) === null;
    return isWhole ? [...profileDrafts(profileForm.values.value).values()] : [];
  });

  return {
    limits: limitForm,
    category: categoryForm,
    profile: profileForm,
    setting: settingForm,
    edited: { category, profile, setting },
    drafts,
    showLimits(item: LimitsItem | null): void {
      limits.value = item;
      limitForm.show();
    },
    showCategory(item: CategoryItem | null): void {
      category.value = item;
      categoryForm.show();
    },
    showProfile(item: ProfileItem | null): void {
      profile.value = item;
      profileForm.show();
    },
    showSetting(name: SettingName, value: string | number | boolean | undefined): void {
      setting.value = { name, text: settingText(value ?? SETTING_DEFAULTS[name]) };
      settingForm.show();
    },
  };
}
