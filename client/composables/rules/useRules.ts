import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { EntryItem } from '../../../shared/contract/http';
import type { Kind } from '../../../shared/model/kinds';
import { readAll, readEntriesOf } from '../../api/read';
import { isSetting } from '../../view-models/rules/settings';
import { useActors } from '../audit/useActors';
import { useResource } from '../queries/useResource';
import { useNames } from '../texts/useNames';

const KINDS = ['limits.set', 'category.set', 'profile.set', 'setting.set'] as const satisfies readonly Kind[];

/** The rules in force in a scope (empty: everywhere), and who set them when. */
export function useRules(scope: () => string | null) {
  const { t } = useI18n();
  const names = useNames();
  const { nameOf } = useActors();

  const rules = useResource({
    key: scope,
    keeps: (next, before) => next === before,
    read: async (code, signal) => {
      const [limits, categories, profiles, settings] = await Promise.all([
        readAll('limits', code === '' ? {} : { scope: code }, signal),
        readAll('categories', {}, signal),
        readAll('profiles', {}, signal),
        readAll('settings', {}, signal),
      ]);
      return { limits, categories, profiles, settings };
    },
  });
  const entries = useResource({
    key: scope,
    keeps: (next, before) => next === before,
    read: async (_, signal) => {
      const lists = await Promise.all(KINDS.map((kind) => readEntriesOf({ kind }, signal)));
      return lists.flat().sort((a, b) => b.seq - a.seq);
    },
  });

  /** What a rule is about, by its name. */
  function about({ kind, body }: EntryItem): string {
    const { scope: code, category, profileId, name } = body;
    if (kind === 'limits.set') return typeof code === 'string' ? names.area(code) : t('rules.general');
    if (kind === 'category.set') return names.category(String(category));
    if (kind === 'profile.set') return String(profileId);
    return typeof name === 'string' && isSetting(name) ? t(`rules.setting.${name}`) : '';
  }
  const history = computed(
    () =>
      entries.data.value?.map((entry) => ({
        seq: entry.seq,
        kind: t(`entryKind.${entry.kind}`),
        about: about(entry),
        who: nameOf(entry.actor),
        at: Date.parse(entry.recordedAt),
        voided: entry.voidedBy !== undefined,
      })) ?? null,
  );
  function reload(): void {
    rules.reload();
    entries.reload();
  }
  return { rules, entries, history, reload };
}
