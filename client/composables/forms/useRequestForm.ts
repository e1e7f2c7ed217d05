import { type Ref, ref, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { type RequestFailure, failureOf, mayBeRecorded } from '../../api/failure';
import { type FormState, IDLE } from '../../view-models/formState';
import { useRecordTexts } from '../texts/useRecordTexts';

export interface RequestFormSpec<V extends object, T> {
  /** The values at opening. */
  initial(): V;
  /** What is missing or wrong before anything is sent: sentences by the name of the value. */
  check?(values: V): Partial<Record<keyof V & string, string>>;
  send(values: V): Promise<T>;
  done(answer: T, values: V): void;
  /** There was no answer: it may have been done. What the page shows is read again. */
  unsure?(): void;
}

/** A form in a dialog whose values become one request that is no entry: an account, a token, an address. */
export function useRequestForm<V extends object, T>(spec: RequestFormSpec<V, T>) {
  const { t } = useI18n();
  const texts = useRecordTexts();
  const open = ref(false);
  const values = ref(spec.initial()) as Ref<V>;
  const state = shallowRef<FormState>(IDLE);
  let opened = 0;

  function show(): void {
    values.value = spec.initial();
    state.value = IDLE;
    opened += 1;
    open.value = true;
  }

  async function submit(): Promise<void> {
    const { busy, attempt } = state.value;
    if (busy) return;
    const wrong = Object.entries<string | undefined>(spec.check?.(values.value) ?? {});
    const errors = Object.fromEntries(wrong.flatMap(([name, why]) => (why ? [[name, why]] : [])));
    if (Object.keys(errors).length > 0) {
      state.value = { ...IDLE, errors, attempt: attempt + 1 };
      return;
    }
    state.value = { ...IDLE, busy: true, attempt };
    const mine = opened;
    try {
      const answer = await spec.send(values.value);
      spec.done(answer, values.value);
      if (mine !== opened) return;
      state.value = { ...IDLE, attempt };
      open.value = false;
    } catch (error) {
      const failure = failureOf(error);
      if (mayBeRecorded(failure)) spec.unsure?.();
      // The form was closed and opened anew meanwhile.
      if (mine === opened) state.value = { ...IDLE, ...judge(failure), attempt: attempt + 1 };
    }
  }

  /** Why it was refused as a sentence: at the value that is at fault, else at the form. */
  function judge(failure: RequestFailure): Pick<FormState, 'errors' | 'problems'> {
    const { code, field, reason } = failure;
    if (mayBeRecorded(failure))
      return { errors: {}, problems: [t(`accounts.unsure.${code === 'storage' ? 'storage' : 'lost'}`)] };
    const why = reason ? t(`accounts.refused.${reason}`) : texts.failure(code);
    return field !== undefined && Object.hasOwn(values.value, field)
      ? { errors: { [field]: why }, problems: [] }
      : { errors: {}, problems: [why] };
  }

  return { open, values, state, show, submit };
}
