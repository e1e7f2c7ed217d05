import { shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { EntryItem } from '../../../shared/contract/http';
import { STATUSES } from '../../../shared/model/vocabulary';
import type { Draft } from '../../api/record';
import type { CorrectValues, StatusValues, VoidValues } from '../../view-models/formState';
import { useEntryForm } from './useEntryForm';
import { atOf, noteOf, useFormChecks } from './values';

/** The forms about observations of a device: its status now or earlier, and an entry voided or corrected. */
export function useObservationForms(deviceId: () => string, recorded: (what: string, seqs: number[]) => void) {
  const { t } = useI18n();
  const checks = useFormChecks();
  /** The entry that is voided or corrected. */
  const entry = shallowRef<EntryItem | null>(null);

  const status = useEntryForm<StatusValues>({
    initial: () => ({ status: 'up', at: null, note: '' }),
    check: ({ at }, now) => ({ at: checks.instant(at, now, t('entryForm.at')) }),
    drafts: ({ status: seen, at, note }) =>
      new Map<string, Draft>([
        [
          'status',
          { kind: 'status.observed', ...atOf(at), body: { deviceId: deviceId(), status: seen, ...noteOf(note) } },
        ],
      ]),
    recorded: (seqs) => recorded(t('action.status'), seqs),
  });

  const voiding = useEntryForm<VoidValues>({
    initial: () => ({ reason: '' }),
    check: ({ reason }) => ({ reason: checks.filled(reason, t('entryForm.reason')) }),
    drafts: ({ reason }) =>
      new Map<string, Draft>([
        ['void', { kind: 'entry.voided', body: { entryId: entry.value?.id ?? '', reason: reason.trim() } }],
      ]),
    recorded: (seqs) => recorded(t('entryForm.voidSubmit'), seqs),
  });

  const correct = useEntryForm<CorrectValues>({
    initial: () => ({
      status: STATUSES.find((one) => one === entry.value?.body.status) ?? 'up',
      at: entry.value ? Date.parse(entry.value.at) : null,
      reason: '',
      note: '',
    }),
    check: ({ at, reason }, now) => ({
      at:
        at === null
          ? t('form.missing', { field: t('entryForm.correctAt') })
          : checks.instant(at, now, t('entryForm.correctAt')),
      reason: checks.filled(reason, t('entryForm.reason')),
    }),
    // First the corrected observation: where it is refused, the old one still stands.
    ordered: true,
    drafts: ({ status: seen, at, reason, note }) =>
      new Map<string, Draft>([
        [
          'observation',
          { kind: 'status.observed', ...atOf(at), body: { deviceId: deviceId(), status: seen, ...noteOf(note) } },
        ],
        ['void', { kind: 'entry.voided', body: { entryId: entry.value?.id ?? '', reason: reason.trim() } }],
      ]),
    recorded: (seqs) => recorded(t('entryForm.correctSubmit'), seqs),
  });

  function showFor(form: typeof voiding | typeof correct, chosen: EntryItem): void {
    entry.value = chosen;
    form.show();
  }

  return {
    entry,
    status,
    voiding,
    correct,
    showVoid: (chosen: EntryItem) => showFor(voiding, chosen),
    showCorrect: (chosen: EntryItem) => showFor(correct, chosen),
  };
}
