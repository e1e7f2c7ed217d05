import { useI18n } from 'vue-i18n';
import type { RoleItem } from '../../../shared/contract/http';
import { type RightWord, rightsOf, shortRights } from '../../view-models/accounts/rights';

/** What a role may and may not, in the page's language. */
export function useRightTexts() {
  const { t } = useI18n();
  const word = (one: RightWord) => t(`accounts.${one}`);
  const join = (words: readonly RightWord[]) => words.map(word).join(t('accounts.semicolon'));
  return {
    full(role: RoleItem): { may: string; not: string } {
      const { may, not } = rightsOf(role);
      return { may: join(may), not: join(not) };
    },
    short: (role: RoleItem): string => join(shortRights(rightsOf(role).may, 2)),
  };
}
