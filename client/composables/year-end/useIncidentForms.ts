import { shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { v4 } from 'uuid';
import type { EntryItem } from '../../../shared/contract/http';
import type { IncidentGrade } from '../../../shared/model/vocabulary';
import type { VoidValues } from '../../view-models/formState';
import { useEntryForm } from '../forms/useEntryForm';
import { atOf, useFormChecks } from '../forms/values';

interface ReportValues {
  siteId: string;
  grade: IncidentGrade;
  at: number | null;
  note: string;
}

/** An incident is reported at a site, and taken back with a reason (semantics 2, 9). */
export function useIncidentForms(given: { sites(): readonly { id: string }[]; recorded(seqs: number[]): void }) {
  const { t } = useI18n();
  const checks = useFormChecks();
  const voided = shallowRef<EntryItem | null>(null);
  let incidentId = v4();

  const report = useEntryForm<ReportValues>({
    initial: () => ({ siteId: given.sites()[0]?.id ?? '', grade: 'IV', at: null, note: '' }),
    check: ({ siteId, at, note }, now) => ({
      siteId: checks.filled(siteId, t('incident.site')),
      at: checks.instant(at, now, t('incident.at')),
      note: checks.filled(note, t('incident.note')),
    }),
    drafts: ({ siteId, grade, at, note }) =>
      new Map([
        [
          'incident',
          { kind: 'incident.reported', ...atOf(at), body: { incidentId, siteId, grade, note: note.trim() } },
        ],
      ]),
    recorded: given.recorded,
  });

  const voiding = useEntryForm<VoidValues>({
    initial: () => ({ reason: '' }),
    check: ({ reason }) => ({ reason: checks.filled(reason, t('entryForm.reason')) }),
    drafts: ({ reason }) =>
      new Map([['void', { kind: 'entry.voided', body: { entryId: voided.value?.id ?? '', reason: reason.trim() } }]]),
    recorded: given.recorded,
  });

  return {
    report,
    voiding,
    showReport(): void {
      incidentId = v4();
      report.show();
    },
    showVoid(of: EntryItem): void {
      voided.value = of;
      voiding.show();
    },
  };
}
