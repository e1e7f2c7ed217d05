import type { Impact, Severity } from '../../../shared/model/vocabulary';
import { newFaultId } from '../../view-models/newFaultId';
import { useAccountStore } from '../stores/account';
import { usePhoneClock } from '../stores/phone-clock';
import type { useRecording } from './useRecording';
import { usePhoneTexts } from './usePhoneTexts';

/** What the report sheet gives. */
export interface Reported {
  impact: Impact;
  severity: Severity;
  note: string;
  startedAt: number | null;
}

/** Keeps a fault report of a device under a new id. */
export function useReporting(record: ReturnType<typeof useRecording>['record']) {
  const { t } = usePhoneTexts();
  const account = useAccountStore();
  const clock = usePhoneClock();

  return (device: { id: string; name: string }, { impact, severity, note, startedAt }: Reported): Promise<boolean> =>
    record(`${device.name} ${t('do.report')}`, [
      {
        kind: 'fault.reported',
        body: {
          faultId: newFaultId(clock.serverNow(), account.zone ?? 'UTC'),
          deviceId: device.id,
          impact,
          severity,
          ...(startedAt !== null && { startedAt: new Date(startedAt).toISOString() }),
          ...(note !== '' && { note }),
        },
      },
    ]);
}
