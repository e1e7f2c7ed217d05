import { computed, ref } from 'vue';
import type { FaultItem } from '../../../shared/contract/http';
import type { NewPhoto } from '../../offline/photo';
import type { NewEntry } from '../../offline/queue';
import { usePhoneTexts } from './usePhoneTexts';
import { useRecording } from './useRecording';

export type FaultStep = 'acknowledge' | 'repaired' | 'askPause' | 'note' | 'verify';

const KINDS = {
  acknowledge: 'fault.acknowledged',
  repaired: 'fault.repaired',
  note: 'fault.commented',
  verify: 'fault.verified',
} as const;
/** A step that wants a text before it is kept. */
const NEEDS_TEXT: ReadonlySet<FaultStep> = new Set(['askPause', 'note']);
/** A step that is kept at once, without a sheet. */
const AT_ONCE: ReadonlySet<FaultStep> = new Set(['acknowledge', 'verify']);

/** The steps of a fault that a technician takes (semantics 7), each through the durable queue. */
export function useFaultSteps() {
  const { t } = usePhoneTexts();
  const { record, trouble } = useRecording();
  const asked = ref<{ fault: FaultItem; step: FaultStep } | null>(null);
  const open = computed({
    get: () => asked.value !== null,
    set: (wanted: boolean) => {
      if (!wanted) asked.value = null;
    },
  });

  function entryOf(faultId: string, step: FaultStep, text: string, photos: readonly NewPhoto[]): NewEntry {
    if (step === 'askPause') return { kind: 'fault.pauseAsked', body: { faultId, reason: text } };
    const papers = photos.map(({ ref: name }) => name);
    const body = { faultId, ...(text !== '' && { note: text }), ...(papers.length > 0 && { papers }) };
    return { kind: KINDS[step], body };
  }

  const keep = ({ id }: FaultItem, step: FaultStep, text = '', photos: readonly NewPhoto[] = []) =>
    record(`${id} ${t(`do.${step}`)}`, [entryOf(id, step, text, photos)], photos);

  function take(fault: FaultItem, step: FaultStep): void {
    if (AT_ONCE.has(step)) void keep(fault, step);
    else asked.value = { fault, step };
  }

  async function submit(text: string, photos: readonly NewPhoto[]): Promise<void> {
    if (asked.value) await keep(asked.value.fault, asked.value.step, text, photos);
  }

  /** What the sheet asks. */
  const sheet = computed(() => {
    const step = asked.value?.step ?? 'note';
    const needed = NEEDS_TEXT.has(step);
    return {
      title: `${asked.value?.fault.id ?? ''} ${t(`do.${step}`)}`,
      label: t(step === 'askPause' ? 'do.reasonNeeded' : needed ? 'do.noteNeeded' : 'do.noteOptional'),
      hint: step === 'askPause' ? t('do.reasonHint') : undefined,
      needed,
      submit: t(`do.${step}`),
      photo: step === 'repaired' || step === 'note',
    };
  });

  return { take, open, sheet, submit, trouble };
}
