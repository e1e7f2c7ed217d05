import { useI18n } from 'vue-i18n';
import type { FormOfYear } from '../../api/year-end/summary';
import { useEntryForm } from '../forms/useEntryForm';
import { useFormChecks } from '../forms/values';

interface Given {
  form(): FormOfYear | null;
  /** The sentence as it stands on the page. */
  sentence(): string;
  recorded(): void;
}

/**
 * The first sentence of a year's story, written by a person: a word of the year's form (`form.written`), so that whoever
 * opens the story reads it, it is known who wrote it, and closing the year keeps it with the figures that it is about.
 */
export function useSentenceForm({ form, sentence, recorded }: Given) {
  const { t } = useI18n();
  const checks = useFormChecks();
  return useEntryForm<{ statement: string }>({
    initial: () => ({ statement: sentence() }),
    check: ({ statement }) => ({
      statement:
        statement.trim() === sentence() ? t('yearEnd.nothingChanged') : checks.filled(statement, t('story.sentence')),
    }),
    drafts: ({ statement }) => {
      const { scope = '', year = '' } = form() ?? {};
      const body = { scope, period: String(year), field: 'story', statement: statement.trim() } as const;
      return new Map([['sentence', { kind: 'form.written', body } as const]]);
    },
    recorded,
  });
}
