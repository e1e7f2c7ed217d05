import { computed, ref, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { v4 } from 'uuid';
import type { Draft, Outcome } from '../../api/record';
import { recordEntries } from '../../api/record';
import { Submission } from '../../api/submission';
import { date, time } from '../../format/instant';
import { localTime } from '../../format/zone';
import { useClockStore } from '../../stores/clock';
import { type FormState, IDLE } from '../../view-models/formState';
import { thingOf } from '../../view-models/plans/covers';
import { type PlanTroubles, type PlanValues, scopeOf, weekdayOfDate, windowsOf } from '../../view-models/plans/form';
import { type Span, nearestFree, sittingOver } from '../../view-models/plans/freeze';
import { type PlanRow, effectsOf } from '../../view-models/plans/rows';
import { timeOut } from '../../view-models/plans/time-out';
import { useTicker } from '../live/useTicker';
import { useRecordTexts } from '../texts/useRecordTexts';
import { useBudgetPreview } from './useBudgetPreview';
import type { usePlans } from './usePlans';

/** The form of new maintenance: a rule becomes single windows, each with its effect, its refusal and its own entry. */
export function usePlanForm(
  plans: ReturnType<typeof usePlans>,
  area: () => string | null,
  recorded: (seqs: number[]) => void,
) {
  const { t } = useI18n();
  const clock = useClockStore();
  const texts = useRecordTexts();
  const ticker = useTicker(30_000);
  const open = ref(false);
  const state = shallowRef<FormState>(IDLE);
  const outcomes = shallowRef<ReadonlyMap<string, Outcome>>(new Map());
  const values = ref<PlanValues>(blank());
  let submission = newSubmission();
  /** The id of each window's maintenance, made once a draft. */
  let ids = new Map<string, string>();

  function newSubmission(): Submission {
    return new Submission((entries) => recordEntries(entries, clock.serverNow));
  }

  function blank(): PlanValues {
    const tomorrow = date(clock.serverNow() + 86_400_000, plans.zone.value.name);
    return {
      siteId: plans.sites.value[0]?.id ?? '',
      roomId: '',
      deviceId: '',
      mode: 'once',
      first: tomorrow,
      fromTime: '08:00',
      last: tomorrow,
      toTime: '12:00',
      weekday: weekdayOfDate(tomorrow),
      reason: '',
      override: '',
    };
  }

  /** Begins a new draft; a drawing gives its scope and span. */
  function show(given: Partial<PlanValues> = {}): void {
    values.value = { ...blank(), ...given };
    state.value = IDLE;
    outcomes.value = new Map();
    submission = newSubmission();
    ids = new Map();
    open.value = true;
  }

  const made = computed(() => {
    void ticker.value;
    return windowsOf(values.value, plans.zone.value, clock.serverNow());
  });
  const scope = computed(() => scopeOf(values.value));
  const override = computed(() => values.value.override.trim());
  /** Another scope or time is another entry, and so is one that was signed for after it was refused. */
  const keyOf = ({ from, to }: Span, overridden = false) =>
    `${scope.value} ${from} ${to}${overridden ? ` ${override.value}` : ''}`;
  const rows = computed((): PlanRow[] => {
    const facts = plans.facts.value;
    const things = plans.things.data.value;
    if (!facts || !things) return [];
    const thing = thingOf(scope.value, things);
    const now = clock.serverNow();
    return made.value.windows.map((window) => {
      const sitting = thing && sittingOver(thing, window, facts.sittings);
      const overridden = sitting !== null && override.value !== '';
      const outcome = outcomes.value.get(keyOf(window, overridden));
      const span = { from: Math.max(now, window.from), to: window.to };
      return {
        ...window,
        sitting,
        overridden,
        free: sitting && thing ? nearestFree(thing, window, facts.sittings, now) : null,
        outMs: sitting && !overridden ? 0 : timeOut(scope.value, span, facts),
        refused: outcome?.outcome === 'refused' ? texts.refusal(outcome.error, 'maintenance.planned') : null,
        seq: outcome && 'seq' in outcome ? outcome.seq : null,
      };
    });
  });
  const isAllowed = ({ sitting, overridden }: PlanRow) => sitting === null || overridden;
  const sendable = computed(() => rows.value.filter((row) => isAllowed(row) && row.seq === null));
  /** What is not known to be refused, as it would be sent; a missing reason does not change its effect. */
  const drafts = computed(() => (open.value ? sendable.value.map((row) => draftOf(row, '-')) : []));
  const years = computed(() => [
    ...new Set(sendable.value.map(({ from }) => localTime(from, plans.zone.value.name).year)),
  ]);
  const preview = useBudgetPreview(
    () => drafts.value,
    area,
    () => years.value,
  );
  const effect = computed(() => effectsOf(preview.budgets.value));

  function sayTrouble(troubles: PlanTroubles): Record<string, string> {
    return Object.fromEntries(Object.entries(troubles).map(([name, why]) => [name, t(`plans.trouble.${why}`)]));
  }

  function move(span: { from: number; to: number }): void {
    const zone = plans.zone.value.name;
    values.value = {
      ...values.value,
      mode: 'once',
      first: date(span.from, zone),
      fromTime: time(span.from, zone, false),
      last: date(span.to, zone),
      toTime: time(span.to, zone, false),
    };
  }

  async function submit(): Promise<void> {
    const { busy, attempt } = state.value;
    if (busy) return;
    const troubles: PlanTroubles = { ...made.value.troubles };
    if (values.value.reason.trim() === '') troubles.reason = 'missing';
    if (Object.keys(troubles).length > 0) {
      state.value = { ...IDLE, errors: sayTrouble(troubles), attempt: attempt + 1 };
      return;
    }
    const sent = sendable.value;
    if (sent.length === 0) return;
    state.value = { ...IDLE, busy: true, locked: submission.unsure, attempt };
    const mine = submission;
    const drafts = new Map(sent.map((row): [string, Draft] => [keyOf(row, row.overridden), draftOf(row)]));
    await mine.submit(drafts);
    if (mine !== submission) return;
    outcomes.value = new Map([...outcomes.value, ...outcomesOf(mine, drafts.keys())]);
    const seqs = sent
      .flatMap((row) => outcomes.value.get(keyOf(row, row.overridden)))
      .flatMap((one) => (one && 'seq' in one ? one.seq : []));
    const lost = [...outcomes.value.values()].find(({ outcome }) => outcome === 'unknown' || outcome === 'unsent');
    const problems = lost && 'failure' in lost ? [texts.failure(lost.failure.code)] : [];
    state.value = { ...IDLE, problems, locked: mine.unsure, attempt: problems.length > 0 ? attempt + 1 : attempt };
    if (seqs.length > 0) recorded(seqs);
    if (seqs.length === sent.length && rows.value.every((row) => row.seq !== null || !isAllowed(row))) {
      open.value = false;
    }
  }

  function outcomesOf(from: Submission, keys: Iterable<string>): [string, Outcome][] {
    return [...keys].flatMap((key): [string, Outcome][] => {
      const outcome = from.outcomeOf(key);
      return outcome ? [[key, outcome]] : [];
    });
  }

  function draftOf({ from, to, overridden }: PlanRow, otherwise = ''): Draft {
    const own = keyOf({ from, to }, overridden);
    const maintenanceId = ids.get(own) ?? v4();
    ids.set(own, maintenanceId);
    const body = {
      maintenanceId,
      scope: scope.value,
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      reason: values.value.reason.trim() || otherwise,
      ...(overridden && { override: override.value }),
    };
    return { kind: 'maintenance.planned', body };
  }

  return { open, values, state, scope, rows, sendable, effect, preview, show, move, submit };
}
