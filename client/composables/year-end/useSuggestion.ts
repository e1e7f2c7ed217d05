import { useI18n } from 'vue-i18n';
import type { SummaryRow } from '../../../shared/contract/http';
import { rowOf } from '../../../shared/model/rows';

/** What the records suggest for a row that a person decides, or that they suggest nothing. */
export function useSuggestion(): (row: SummaryRow) => string {
  const { t } = useI18n();
  return ({ id, suggestion }) => {
    if (!suggestion) return t('yearEnd.onlyPeople');
    const { grade, numerator = 0, denominator } = suggestion;
    const said = t(`table.suggestion.${grade ?? 'none'}`);
    // Of service time the share is no count.
    const isCount = rowOf(id).evidence !== 'serviceTime' && denominator !== undefined;
    return isCount ? `${said} · ${t('yearEnd.ofThem', { n: numerator, of: denominator })}` : said;
  };
}
