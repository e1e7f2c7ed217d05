import { ref, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { failureOf } from '../../api/failure';
import { erasePaper } from '../../api/papers';
import { type FormState, IDLE, type VoidValues } from '../../view-models/formState';
import { useRecordTexts } from '../texts/useRecordTexts';
import { useFormChecks } from './values';

/** The reason for which a paper is erased, and the erasing. @param erased told once the paper is gone. */
export function useEraseForm(erased: (paper: string) => void) {
  const { t } = useI18n();
  const texts = useRecordTexts();
  const checks = useFormChecks();
  const paper = ref<string | null>(null);
  const open = ref(false);
  const values = ref<VoidValues>({ reason: '' });
  const state = shallowRef<FormState>(IDLE);

  function show(what: string): void {
    paper.value = what;
    values.value = { reason: '' };
    state.value = IDLE;
    open.value = true;
  }

  function problemOf(error: unknown): string {
    const { code } = failureOf(error);
    return code === 'offline' || code === 'timeout' ? t('paper.notErased') : texts.failure(code);
  }

  async function submit(): Promise<void> {
    const { busy, attempt } = state.value;
    const what = paper.value;
    if (busy || what === null) return;
    const missing = checks.filled(values.value.reason, t('paper.reason'));
    if (missing !== undefined) {
      state.value = { ...IDLE, errors: { reason: missing }, attempt: attempt + 1 };
      return;
    }
    state.value = { ...IDLE, busy: true, attempt };
    try {
      await erasePaper(what, values.value.reason.trim());
    } catch (error) {
      // The answer to an earlier try was lost, or somebody else was first: it is gone.
      if (failureOf(error).code !== 'erased') {
        state.value = { ...IDLE, problems: [problemOf(error)], attempt: attempt + 1 };
        return;
      }
    }
    state.value = { ...IDLE, attempt };
    open.value = false;
    erased(what);
  }

  return { paper, open, values, state, show, submit };
}
