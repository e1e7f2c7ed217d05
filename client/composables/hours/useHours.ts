import { computed, ref, shallowRef, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { zoneOf } from '../../../shared/timeline/zone';
import type { Draft } from '../../api/record';
import { recordEntries } from '../../api/record';
import { readAll, readDevices, readEntriesOf } from '../../api/read';
import { Submission } from '../../api/submission';
import { parseDateTime } from '../../format/parseDateTime';
import { useClockStore } from '../../stores/clock';
import { type FormState, IDLE } from '../../view-models/formState';
import { exceptionTroubles } from '../../view-models/hours/checks';
import { type ScheduleDraft, draftOf, scheduleOf } from '../../view-models/hours/draft';
import { withDraft } from '../../view-models/hours/year';
import { rulesOf } from '../../view-models/plans/time-out';
import { useResource } from '../queries/useResource';
import { useZone } from '../session/useZone';
import { useRecordTexts } from '../texts/useRecordTexts';
import { useDraft } from './useDraft';

/** The service hours of a site: what holds, the draft of a new schedule, and its recording here and at other sites. */
export function useHours(siteId: () => string, year: () => number, recorded: (seqs: number[]) => void) {
  const { t } = useI18n();
  const clock = useClockStore();
  const zoneName = useZone();
  const texts = useRecordTexts();
  const zone = computed(() => zoneOf(zoneName.value));
  const state = shallowRef<FormState>(IDLE);
  /** When the draft begins to hold, as typed; empty: at its recording. */
  const from = ref('');
  /** Other sites that take the draft over. */
  const others = ref<string[]>([]);
  let submission = newSubmission();

  function newSubmission(): Submission {
    return new Submission((entries) => recordEntries(entries, clock.serverNow));
  }

  const site = useResource({
    key: siteId,
    read: async (id, signal) => {
      const scope = `site:${id}`;
      const [schedules, devices, maintenances, entries] = await Promise.all([
        readAll('schedules', {}, signal),
        readDevices(scope, signal),
        readAll('maintenances', { scope }, signal),
        readEntriesOf({ entity: scope, kind: 'site.scheduleSet' }, signal),
      ]);
      return { id, schedules, devices, maintenances, entries };
    },
  });
  const sittings = useResource({
    key: () => JSON.stringify([siteId(), year()]),
    keeps: (next, before) => next.split(',')[0] === before.split(',')[0],
    read: async (key, signal) => {
      const [id, of] = JSON.parse(key) as [string, number];
      const span = {
        from: new Date(zone.value.dayStart(of, 1, 1)).toISOString(),
        to: new Date(zone.value.dayStart(of + 1, 1, 1)).toISOString(),
      };
      return readAll('exams', { scope: `site:${id}`, ...span, sort: 'from' }, signal);
    },
  });

  const draft = useDraft<ScheduleDraft>(
    () => t('hours.leave'),
    () => void save(),
  );
  const item = computed(() => site.data.value?.schedules.find(({ id }) => id === siteId()));
  const rules = computed(() => rulesOf(item.value));
  /** The site's first schedule holds from its beginning, whatever its instant (semantics 5). */
  const isFirst = computed(() => site.data.value?.entries.every(({ voidedBy }) => voidedBy !== undefined) ?? false);

  watch(
    () => [site.data.value?.id, item.value?.schedule, item.value?.later] as const,
    () => {
      if (!site.data.value) return;
      const last = item.value?.later.at(-1)?.schedule ?? item.value?.schedule ?? 'always';
      draft.begin(draftOf(last));
      from.value = '';
      others.value = [];
      state.value = IDLE;
      submission = newSubmission();
    },
    { immediate: true },
  );

  const troubles = computed(() => exceptionTroubles(draft.now.value?.exceptions ?? []));
  /** The instant from which the draft would hold, ms; null: what was typed is none, or has passed. */
  const begins = computed(() => {
    const now = clock.serverNow();
    if (isFirst.value || from.value.trim() === '') return now;
    const at = parseDateTime(from.value, zoneName.value);
    return at === null || at < now - 60_000 ? null : Math.max(at, now);
  });
  const schedule = computed(() => (draft.now.value && troubles.value.size === 0 ? scheduleOf(draft.now.value) : null));
  /** The rules with the draft among them. */
  const next = computed(() => {
    if (!schedule.value || begins.value === null || !draft.dirty.value) return null;
    return isFirst.value
      ? [{ from: 0, schedule: schedule.value }]
      : withDraft(rules.value, schedule.value, begins.value);
  });
  const shown = computed(() => next.value ?? rules.value);

  function entryOf(id: string): Draft {
    const at = begins.value;
    const typed = !isFirst.value && from.value.trim() !== '' && at !== null;
    const body = {
      siteId: id,
      schedule: schedule.value ?? 'always',
      ...(typed && { from: new Date(at).toISOString() }),
    };
    return { kind: 'site.scheduleSet', body };
  }
  const drafts = computed(() => (next.value ? [siteId(), ...others.value].map(entryOf) : []));

  async function save(): Promise<void> {
    const { busy, attempt } = state.value;
    if (busy || !draft.dirty.value) return;
    if (!next.value) {
      const errors: Record<string, string> = begins.value === null ? { from: t('hours.fromWrong') } : {};
      const problems = troubles.value.size > 0 ? [t('hours.exceptionsWrong', { n: troubles.value.size })] : [];
      state.value = { ...IDLE, errors, problems, attempt: attempt + 1 };
      return;
    }
    state.value = { ...IDLE, busy: true, locked: submission.unsure, attempt };
    const mine = submission;
    const sent = new Map([siteId(), ...others.value].map((id): [string, Draft] => [id, entryOf(id)]));
    const done = await mine.submit(sent);
    if (mine !== submission) return;
    const seqs: number[] = [];
    const problems = new Set<string>();
    for (const id of sent.keys()) {
      const outcome = mine.outcomeOf(id);
      if (outcome && 'seq' in outcome) seqs.push(outcome.seq);
      else if (outcome?.outcome === 'refused') problems.add(texts.refusal(outcome.error, 'site.scheduleSet'));
      else if (outcome) problems.add(texts.failure(outcome.failure.code));
    }
    state.value = { ...IDLE, problems: [...problems], locked: mine.unsure, attempt: done ? attempt : attempt + 1 };
    if (!done) return;
    // The editor shows what was saved until it is read again.
    if (draft.now.value) draft.begin(draft.now.value);
    submission = newSubmission();
    recorded(seqs);
    site.reload();
  }

  return {
    zone,
    site,
    sittings,
    item,
    rules,
    isFirst,
    draft,
    troubles,
    from,
    begins,
    others,
    schedule,
    next,
    shown,
    drafts,
    state,
    save,
  };
}
