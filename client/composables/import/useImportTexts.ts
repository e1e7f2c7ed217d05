import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { ImportFinding } from '../../../shared/contract/http';
import type { Column } from '../../../shared/workbooks/column';
import type { SheetName } from '../../../shared/workbooks/words';
import { sheetOf } from '../../../shared/workbooks/workbooks';
import { choicesOf } from '../../view-models/import/findings';
import { useNames } from '../texts/useNames';

interface OfColumn {
  sheet: SheetName;
  key?: string | undefined;
}

/** What the cells and columns of a workbook are called on the page. */
export function useImportTexts(categories: () => readonly string[]) {
  const { locale } = useI18n();
  const names = useNames();
  const language = computed((): 'zh' | 'en' => (locale.value === 'zh-CN' ? 'zh' : 'en'));
  const yesNo = computed(() => (language.value === 'zh' ? ['是', '否'] : ['yes', 'no']) as [string, string]);
  const columnOf = ({ sheet, key }: OfColumn): Column | undefined =>
    sheetOf(sheet).columns.find((column) => column.key === key);

  /** A value of the workbook as a reader knows it: categories and choices by their names. */
  function valueText(of: OfColumn, value: string): string {
    const column = columnOf(of);
    switch (column?.type.is) {
      case 'category':
        return names.category(value);
      case 'choice':
        return column.type.choices.find((choice) => choice.value === value)?.[language.value] ?? value;
      case 'flag':
        return value === 'true' ? yesNo.value[0] : value === 'false' ? yesNo.value[1] : value;
      default:
        return value;
    }
  }

  /** What a cell may become, where it is one of a list. */
  function choices(finding: ImportFinding): { value: string; text: string }[] | null {
    if (finding.mend !== 'choice') return null;
    const found = choicesOf(finding);
    if (found === 'category') return categories().map((id) => ({ value: id, text: names.category(id) }));
    if (found === 'flag') return yesNo.value.map((word) => ({ value: word, text: word }));
    return found.map((choice) => ({ value: choice.zh, text: choice[language.value] }));
  }

  const fieldName = (of: OfColumn): string => columnOf(of)?.[language.value] ?? '';
  return { language, valueText, choices, fieldName };
}
