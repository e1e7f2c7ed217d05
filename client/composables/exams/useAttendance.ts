import { useI18n } from 'vue-i18n';
import { useEntryForm } from '../forms/useEntryForm';

/** The attendance of one sitting as a form (semantics 9): the last report counts, so that a wrong one is told again. */
export function useAttendance(sittingId: string, recorded: (attended: number, seqs: number[]) => void) {
  const { t } = useI18n();
  const numberOf = (text: string): number | null => (/^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : null);
  const form = useEntryForm<{ attended: string }>({
    initial: () => ({ attended: '' }),
    check: ({ attended }) => ({ attended: numberOf(attended) === null ? t('exams.notCount') : undefined }),
    drafts: ({ attended }) =>
      new Map([['attended', { kind: 'exam.attended', body: { sittingId, attended: numberOf(attended) ?? 0 } }]]),
    recorded: (seqs) => recorded(numberOf(form.values.value.attended) ?? 0, seqs),
  });
  form.show();
  return { form, numberOf };
}
