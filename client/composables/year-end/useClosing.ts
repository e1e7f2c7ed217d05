import { ref, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { failureOf } from '../../api/failure';
import { type FormOfYear, closeYear, reopenYear } from '../../api/year-end/summary';
import { type FormState, IDLE } from '../../view-models/formState';
import { useFormChecks } from '../forms/values';

/** Closing a year, or sending it back: two dialogs whose steps the server decides (semantics 12). */
export function useClosing(
  form: () => FormOfYear | null,
  upTo: () => number | undefined,
  done: (what: string) => void,
) {
  const { t } = useI18n();
  const checks = useFormChecks();
  const closing = ref(false);
  const reopening = ref(false);
  const reason = ref('');
  const state = shallowRef<FormState>(IDLE);

  async function run(step: () => Promise<string>, open: typeof closing): Promise<void> {
    const { attempt } = state.value;
    state.value = { ...IDLE, busy: true, attempt };
    try {
      const what = await step();
      state.value = { ...IDLE, attempt };
      open.value = false;
      done(what);
    } catch (error) {
      const { code } = failureOf(error);
      const why = code === 'conflict' ? t('yearEnd.closeConflict') : t(`failure.${code}`);
      state.value = { ...IDLE, problems: [why], attempt: attempt + 1 };
    }
  }

  function show(which: typeof closing): void {
    state.value = IDLE;
    reason.value = '';
    which.value = true;
  }

  async function close(): Promise<void> {
    const asked = form();
    const seq = upTo();
    if (!asked || seq === undefined) return;
    await run(async () => {
      const { state: now, edition } = await closeYear(asked, seq);
      return t(now === 'signed' ? 'yearEnd.didSign' : 'yearEnd.didClose', { n: edition });
    }, closing);
  }

  async function reopen(): Promise<void> {
    const asked = form();
    if (!asked) return;
    const missing = checks.filled(reason.value, t('entryForm.reason'));
    if (missing) {
      state.value = { ...IDLE, errors: { reason: missing }, attempt: state.value.attempt + 1 };
      return;
    }
    await run(async () => {
      await reopenYear(asked, reason.value.trim());
      return t('yearEnd.didReopen');
    }, reopening);
  }

  return {
    closing,
    reopening,
    reason,
    state,
    showClose: () => show(closing),
    showReopen: () => show(reopening),
    close,
    reopen,
  };
}
