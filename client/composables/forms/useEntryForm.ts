import { type Ref, ref, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { type Draft, type Outcome, recordEntries } from '../../api/record';
import { Submission } from '../../api/submission';
import { refusalText } from '../../format/refusals';
import { useClockStore } from '../../stores/clock';
import { type FormState, IDLE } from '../../view-models/formState';
import { useRecordTexts } from '../texts/useRecordTexts';

export interface EntryFormSpec<V extends object> {
  /** The values at opening. */
  initial(): V;
  /** What is missing or wrong before anything is sent: sentences by the name of the value. */
  check?(values: V, now: number): Partial<Record<keyof V & string, string>>;
  /** The entries that the values stand for, by a key that is the same at every try. */
  drafts(values: V): ReadonlyMap<string, Draft>;
  /** An entry is sent only once the one before it is recorded. */
  ordered?: boolean;
  /** All are recorded, under these ledger numbers. */
  recorded(seqs: number[]): void;
  /**
   * Not all are recorded, and each has its result (none was lost on the way). True: that is told elsewhere, and the form
   * closes.
   */
  settled?(outcomes: ReadonlyMap<string, Outcome>): boolean;
}

/** A form in a dialog whose values become ledger entries: what it shows, and what happens when it is submitted. */
export function useEntryForm<V extends object>(spec: EntryFormSpec<V>) {
  const clock = useClockStore();
  const { t } = useI18n();
  const texts = useRecordTexts();
  const open = ref(false);
  /** Server time at opening, ms. */
  const openedAt = ref(0);
  const values = ref(spec.initial()) as Ref<V>;
  const state = shallowRef<FormState>(IDLE);
  let submission = newSubmission();

  function newSubmission(): Submission {
    return new Submission((entries) => recordEntries(entries, clock.serverNow), spec.ordered);
  }

  function show(): void {
    values.value = spec.initial();
    state.value = IDLE;
    submission = newSubmission();
    openedAt.value = clock.serverNow();
    open.value = true;
  }

  async function submit(): Promise<void> {
    const { busy, attempt } = state.value;
    if (busy) return;
    const wrong = spec.check?.(values.value, clock.serverNow()) ?? {};
    const errors = Object.fromEntries(
      Object.entries<string | undefined>(wrong).flatMap(([k, v]) => (v ? [[k, v]] : [])),
    );
    if (Object.keys(errors).length > 0) {
      state.value = { ...IDLE, errors, attempt: attempt + 1 };
      return;
    }
    state.value = { ...IDLE, busy: true, locked: submission.unsure, attempt };
    const mine = submission;
    const drafts = spec.drafts(values.value);
    const done = await mine.submit(drafts);
    // The form was closed and opened anew meanwhile.
    if (mine !== submission) return;
    if (!done && isSettledElsewhere(drafts)) {
      state.value = { ...IDLE, attempt };
      open.value = false;
      return;
    }
    if (!done) {
      state.value = { ...IDLE, ...judge(drafts), locked: mine.unsure, attempt: attempt + 1 };
      return;
    }
    state.value = { ...IDLE, attempt };
    open.value = false;
    spec.recorded([...drafts.keys()].flatMap((key) => seqOf(key) ?? []));
  }

  function isSettledElsewhere(drafts: ReadonlyMap<string, Draft>): boolean {
    const outcomes = new Map<string, Outcome>();
    for (const key of drafts.keys()) {
      const outcome = submission.outcomeOf(key);
      if (!outcome || outcome.outcome === 'unknown' || outcome.outcome === 'unsent') return false;
      outcomes.set(key, outcome);
    }
    return spec.settled?.(outcomes) ?? false;
  }

  function seqOf(key: string): number | undefined {
    const outcome = submission.outcomeOf(key);
    return outcome && 'seq' in outcome ? outcome.seq : undefined;
  }

  /** What was not recorded as sentences: at the value that is at fault, else at the form. */
  function judge(drafts: ReadonlyMap<string, Draft>): Pick<FormState, 'errors' | 'problems'> {
    const errors: Record<string, string> = {};
    const problems = new Set<string>();
    for (const [key, { kind }] of drafts) {
      const outcome = submission.outcomeOf(key);
      if (!outcome || 'seq' in outcome) continue;
      if (outcome.outcome !== 'refused') {
        problems.add(texts.failure(outcome.failure.code));
        continue;
      }
      const why = texts.refusal(outcome.error, kind);
      const name = refusalText(outcome.error, kind).path.findLast((part) => Object.hasOwn(values.value, part));
      if (name !== undefined && drafts.size === 1) errors[name] = why;
      else if (name !== undefined && spec.ordered) errors[name] = why;
      else problems.add(drafts.size === 1 || spec.ordered ? why : t('form.refused', { what: key, why }));
    }
    return { errors, problems: [...problems] };
  }

  return { open, openedAt, values, state, show, submit };
}
