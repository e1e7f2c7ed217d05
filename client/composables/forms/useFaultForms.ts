import { useI18n } from 'vue-i18n';
import type { DeviceItem, FaultItem } from '../../../shared/contract/http';
import { BUILT_IN_CATEGORIES } from '../../../shared/model/catalogue';
import type { Draft } from '../../api/record';
import { useClockStore } from '../../stores/clock';
import type { RepairValues, ReportValues, VerifyValues } from '../../view-models/formState';
import { newFaultId } from '../../view-models/newFaultId';
import { useZone } from '../session/useZone';
import { useEntryForm } from './useEntryForm';
import { atOf, noteOf, useFormChecks } from './values';

interface Given {
  device(): DeviceItem | null;
  open(): readonly FaultItem[];
  toVerify(): readonly FaultItem[];
  recorded(what: string, seqs: number[]): void;
}

/** The severity that the faults of a category have by default, where the category is a built-in one. */
export const defaultSeverityOf = (category: string) => BUILT_IN_CATEGORIES.get(category)?.defaultSeverity ?? null;

/** The forms about a device's faults: one is reported, some are repaired, one repair is verified. */
export function useFaultForms({ device, open, toVerify, recorded }: Given) {
  const { t } = useI18n();
  const clock = useClockStore();
  const zone = useZone();
  const checks = useFormChecks();

  const report = useEntryForm<ReportValues>({
    initial: () => ({
      impact: 'down',
      severity: defaultSeverityOf(device()?.category ?? '') ?? 'major',
      startedAt: null,
      note: '',
    }),
    check: ({ startedAt }, now) => ({
      startedAt: checks.instant(startedAt, now, t('entryForm.startedAt')),
    }),
    drafts: ({ impact, severity, startedAt, note }) =>
      new Map<string, Draft>([
        [
          'report',
          {
            kind: 'fault.reported',
            body: {
              faultId: newFaultId(clock.serverNow(), zone.value),
              deviceId: device()?.id ?? '',
              impact,
              severity,
              ...(startedAt !== null && { startedAt: new Date(startedAt).toISOString() }),
              ...noteOf(note),
            },
          },
        ],
      ]),
    recorded: (seqs) => recorded(t('action.report'), seqs),
  });

  const repaired = useEntryForm<RepairValues>({
    initial: () => ({ faultIds: open().map(({ id }) => id), at: null, note: '' }),
    check: ({ faultIds, at }, now) => ({
      faultIds: faultIds.length === 0 ? t('form.choose', { field: t('entryForm.faults') }) : undefined,
      at: checks.instant(at, now, t('entryForm.at')),
    }),
    drafts: ({ faultIds, at, note }) =>
      new Map(
        faultIds.map((id) => [id, { kind: 'fault.repaired', ...atOf(at), body: { faultId: id, ...noteOf(note) } }]),
      ),
    recorded: (seqs) => recorded(t('action.repaired'), seqs),
  });

  const verify = useEntryForm<VerifyValues>({
    initial: () => ({ faultId: toVerify()[0]?.id ?? '', note: '' }),
    drafts: ({ faultId, note }) =>
      new Map<string, Draft>([['verify', { kind: 'fault.verified', body: { faultId, ...noteOf(note) } }]]),
    recorded: (seqs) => recorded(t('action.verify'), seqs),
  });

  return { report, repaired, verify };
}
