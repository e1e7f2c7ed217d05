import { computed, ref, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { type Draft, isSettled, recordEntries } from '../../api/record';
import { Submission } from '../../api/submission';
import { ledgerNumber } from '../../format/numbers';
import { useClockStore } from '../../stores/clock';
import { type FormState, IDLE } from '../../view-models/formState';
import { useRecordTexts } from '../texts/useRecordTexts';

/** Sentences of refusals that are shown; more of them say the same. */
const PROBLEMS_SHOWN = 5;

/** Saves a draft of many entries in one request: what is recorded is never sent again, the rest stays in the draft. */
export function useRoomSaving(entries: () => ReadonlyMap<string, Draft>) {
  const { t } = useI18n();
  const clock = useClockStore();
  const texts = useRecordTexts();
  const state = shallowRef<FormState>(IDLE);
  const said = ref('');
  /** Keys of device entries that are recorded of this draft. */
  const recorded = shallowRef<ReadonlySet<string>>(new Set());
  let submission: Submission | null = null;
  let sent: ReadonlyMap<string, Draft> = new Map();

  const withoutRecorded = (all: ReadonlyMap<string, Draft>): ReadonlyMap<string, Draft> =>
    new Map([...all].filter(([key]) => !recorded.value.has(key)));

  /** @returns whether everything is recorded. */
  async function save(): Promise<boolean> {
    if (state.value.busy) return false;
    const { attempt } = state.value;
    // After a lost answer the same entries are sent once more, under the same ids.
    if (!submission?.unsure) {
      submission = new Submission((list) => recordEntries(list, clock.serverNow));
      sent = new Map(entries());
    }
    const mine = submission;
    state.value = { ...IDLE, busy: true, locked: mine.unsure, attempt };
    const isDone = await mine.submit(sent);
    const seqs = [...sent.keys()].flatMap((key) => {
      const outcome = mine.outcomeOf(key);
      return isSettled(outcome) ? [outcome.seq] : [];
    });
    if (isDone) {
      recorded.value = new Set();
      const range = [...new Set([Math.min(...seqs), Math.max(...seqs)])].map(ledgerNumber).join('–');
      said.value = t('places.editor.saved', { n: sent.size, seq: range });
      state.value = { ...IDLE, attempt };
      submission = null;
      return true;
    }
    const settled = [...sent].filter(([key, { kind }]) => kind !== 'room.changed' && isSettled(mine.outcomeOf(key)));
    recorded.value = new Set([...recorded.value, ...settled.map(([key]) => key)]);
    said.value = seqs.length > 0 ? t('places.editor.savedPart', { done: seqs.length, n: sent.size }) : '';
    state.value = { ...IDLE, problems: problemsOf(mine), locked: mine.unsure, attempt: attempt + 1 };
    return false;
  }

  function problemsOf(of: Submission): string[] {
    const found = new Set<string>();
    for (const [key, { kind }] of sent) {
      const outcome = of.outcomeOf(key);
      if (!outcome || isSettled(outcome)) continue;
      if (outcome.outcome === 'refused') {
        const what = key.replace(/^use /, '');
        const why = texts.refusal(outcome.error, kind);
        found.add(key === 'room' ? why : t('form.refused', { what, why }));
      } else if ('failure' in outcome) found.add(texts.failure(outcome.failure.code));
    }
    return [...found].slice(0, PROBLEMS_SHOWN);
  }

  return { state, said, recorded: computed(() => recorded.value), withoutRecorded, save };
}
