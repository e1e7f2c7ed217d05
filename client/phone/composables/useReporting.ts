import type { Impact, Severity } from '../../../shared/model/vocabulary';
import type { NewPhoto } from '../../offline/photo';
import type { NewEntry } from '../../offline/queue';
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

  return (
    device: { id: string; name: string },
    { impact, severity, note, startedAt }: Reported,
    photos: readonly NewPhoto[],
  ): Promise<boolean> => {
    const papers = photos.map(({ ref }) => ref);
    const entries: NewEntry[] = [
      {
        kind: 'fault.reported',
        body: {
          faultId: newFaultId(clock.serverNow(), account.zone ?? 'UTC'),
          deviceId: device.id,
          impact,
          severity,
          ...(startedAt !== null && { startedAt: new Date(startedAt).toISOString() }),
          ...(note !== '' && { note }),
          ...(papers.length > 0 && { papers }),
        },
      },
    ];
    return record(`${device.name} ${t('do.report')}`, entries, photos);
  };
}
