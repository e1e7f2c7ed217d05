import { computed, ref, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { FaultItem } from '../../../shared/contract/http';
import type { Outcome } from '../../api/record';
import { usePeopleStore } from '../../stores/people';
import { useSessionStore } from '../../stores/session';
import { isOverdue } from '../../view-models/faults/clock';
import { FIELDS, type Step, type StepValues, isPlain, kindOf } from '../../view-models/faults/steps';
import { useEntryForm } from '../forms/useEntryForm';
import { useFormChecks } from '../forms/values';
import { useRecordTexts } from '../texts/useRecordTexts';
import { draftOf } from './drafts';

/** What became of a step about several faults. */
export interface StepResults {
  step: Step;
  recorded: { id: string; seq: number }[];
  /** Why not, in words, by fault. */
  refused: ReadonlyMap<string, string>;
}

/**
 * The steps of faults, one or many at once: a form where a step asks for something, and a result for each fault. Of one
 * fault a refusal stays in its form; of several the form closes once every one has its result.
 */
export function useFaultSteps(done: (results: StepResults) => void) {
  const { t } = useI18n();
  const session = useSessionStore();
  const people = usePeopleStore();
  const checks = useFormChecks();
  const texts = useRecordTexts();
  const step = ref<Step>('note');
  const faults = shallowRef<readonly FaultItem[]>([]);

  const assignable = computed(() =>
    [...people.people.values()]
      .filter(({ role, disabled }) => !disabled && role !== 'viewer' && role !== 'agent')
      .map(({ id, name }) => ({ value: id, text: name })),
  );

  const form = useEntryForm<StepValues>({
    initial: () => ({
      text: '',
      at: null,
      severity: faults.value[0]?.severity ?? 'major',
      to: faults.value[0]?.assignedTo ?? session.account?.id ?? '',
      duplicateOf: '',
    }),
    check: ({ text, at, to }, now) => ({
      ...(FIELDS[step.value].text === 'reason' && {
        text: checks.filled(text, t(step.value === 'note' ? 'entryForm.note' : 'entryForm.reason')),
      }),
      ...(FIELDS[step.value].at && { at: checks.instant(at, now, t('entryForm.at')) }),
      ...(FIELDS[step.value].to && { to: checks.filled(to, t('faultStep.field.to')) }),
    }),
    drafts: (values) => new Map(faults.value.map(({ id }) => [id, draftOf(step.value, id, values)])),
    recorded: (seqs) => {
      const recorded = faults.value.map(({ id }, index) => ({ id, seq: seqs[index] ?? 0 }));
      done({ step: step.value, recorded, refused: new Map() });
    },
    settled: (outcomes) => {
      if (outcomes.size < 2) return false;
      done({ step: step.value, ...sorted(outcomes) });
      return true;
    },
  });

  function sorted(outcomes: ReadonlyMap<string, Outcome>): Pick<StepResults, 'recorded' | 'refused'> {
    const recorded: StepResults['recorded'] = [];
    const refused = new Map<string, string>();
    for (const [id, outcome] of outcomes) {
      if ('seq' in outcome) recorded.push({ id, seq: outcome.seq });
      else if (outcome.outcome === 'refused') refused.set(id, texts.refusal(outcome.error, kindOf(step.value)));
    }
    return { recorded, refused };
  }

  /** Asks for what the step needs; a step that needs nothing is recorded at once. */
  function begin(chosen: Step, about: readonly FaultItem[]): void {
    step.value = chosen;
    faults.value = about;
    form.show();
    if (isPlain(chosen)) void form.submit();
  }

  /** A plain step has no form, unless there is something to say about it. */
  const shown = computed(
    () => form.openedAt.value > 0 && (!isPlain(step.value) || form.state.value.problems.length > 0 || hasErrors()),
  );
  const hasErrors = () => Object.keys(form.state.value.errors).length > 0;
  const late = computed(() => faults.value.some((fault) => isOverdue(fault, form.openedAt.value)));
  const ids = computed(() => faults.value.map(({ id }) => id));

  return { step, ids, late, form, shown, people: assignable, begin };
}
