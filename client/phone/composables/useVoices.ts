import { computed } from 'vue';
import type { VoiceItem } from '../../../shared/contract/http';
import { VOICE_PROBLEM_NAMES } from '../../../shared/model/catalogue';
import { useQueue } from '../stores/queue';
import { useSiteData } from '../stores/site-data';
import { usePhoneTexts } from './usePhoneTexts';

/** Entries that close the voices of the device that they name. */
const CLOSING: ReadonlySet<string> = new Set(['fault.reported', 'fault.voiceDismissed']);

/** What people without an account said of the devices, but for those that this phone has an answer for in its queue. */
export function useVoices() {
  const { t, locale } = usePhoneTexts();
  const queue = useQueue();
  const sites = useSiteData();

  /** The newest first. */
  const open = computed<VoiceItem[]>(() => {
    const answered = new Set(
      queue.unread.flatMap(({ kind, body }) =>
        CLOSING.has(kind) ? [String((body as { deviceId?: string }).deviceId)] : [],
      ),
    );
    return (sites.data?.voices ?? [])
      .filter(({ id }) => !answered.has(id))
      .sort((a, b) => (a.lastAt < b.lastAt ? 1 : a.lastAt > b.lastAt ? -1 : 0));
  });
  const of = (deviceId: string): VoiceItem | undefined => open.value.find(({ id }) => id === deviceId);

  /** What is wrong, the most frequent first. */
  const what = ({ problems }: VoiceItem): string =>
    problems
      .map(({ problem }) => VOICE_PROBLEM_NAMES[problem][locale.value === 'en' ? 'en' : 'zh'])
      .join(t('app.comma'));
  const said = (voice: VoiceItem): string => t('voice.said', { n: voice.count, what: what(voice) });
  /** The last note; empty: nobody wrote one, or it is not on this phone. */
  const lastNote = ({ notes }: VoiceItem): string => sites.data?.papers[notes[0] ?? ''] ?? '';

  return { open, of, what, said, lastNote };
}
