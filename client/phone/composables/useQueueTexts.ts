import { computed } from 'vue';
import { ledgerNumber } from '../../format/numbers';
import { papersOf } from '../../offline/photo';
import type { StoredEntry } from '../../offline/queued-entry';
import { useAccountStore } from '../stores/account';
import { usePhoneClock } from '../stores/phone-clock';
import { useQueue } from '../stores/queue';
import type { Clash } from '../view-models/clashes';
import { usePhoneTexts } from './usePhoneTexts';

/** What the queue page says of its entries: what they say, what they wait for, and why they were refused. */
export function useQueueTexts() {
  const { t, at, age, entryText, refusal, status } = usePhoneTexts();
  const account = useAccountStore();
  const clock = usePhoneClock();
  const queue = useQueue();

  const phoneNow = computed(() => clock.now - (clock.measured?.offset ?? 0));
  const offline = computed(() => queue.last?.end === 'failed' || account.standing !== 'confirmed');
  /** How long the server has not been reached. */
  const unreached = computed(() =>
    queue.reachedAt === null
      ? t(account.standing === 'expired' ? 'link.expired' : 'link.offline')
      : t('queue.offlineFor', { age: age(Math.max(0, phoneNow.value - queue.reachedAt)) }),
  );
  /** Why the last round brought nothing; null: it did. */
  const lost = computed(() => {
    const { last } = queue;
    return last?.end === 'failed' ? t(`recordFailure.${last.failure.code}`) : null;
  });

  function waitsFor(entry: StoredEntry): string {
    if (entry.notBefore > phoneNow.value) return t('queue.whyUndo');
    if (account.standing === 'expired' || queue.last?.end === 'nobody') return t('queue.whyLogin');
    return offline.value ? t('queue.whyWaits') : '';
  }
  function photoCount(entry: StoredEntry): string {
    const n = papersOf(entry).length;
    return n > 0 ? t('photo.count', { n }) : '';
  }
  const joined = (...parts: string[]) => parts.filter((part) => part !== '').join('　');

  const waitingText = (entry: StoredEntry) => joined(entryText(entry), photoCount(entry), waitsFor(entry));
  const takenText = (entry: StoredEntry) => joined(at(entry.at), entryText(entry), entry.again ? t('queue.again') : '');
  function refusedText({ refusal: given, kind }: StoredEntry): string {
    if (!given) return '';
    return given.code === 'too-late' ? `${refusal(given, kind)} ${t('queue.tooLate')}` : refusal(given, kind);
  }
  function theirsText({ theirs, theirsSaid }: Clash): string {
    const said = t('queue.theyAt', { who: t('queue.someone'), at: at(theirs.at), status: status(theirsSaid) });
    return [said, entryText(theirs), ledgerNumber(theirs.seq)].filter((part) => part !== '').join(' ');
  }

  return { offline, unreached, lost, waitingText, takenText, refusedText, theirsText };
}
