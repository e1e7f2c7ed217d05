import { shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { ListItems } from '../../../shared/fold/lists/lists';
import type { AnswerGroup } from '../../../shared/model/vocabulary';
import { ANSWER_GROUPS } from '../../../shared/model/vocabulary';
import { useClockStore } from '../../stores/clock';
import { countsOf, newSurveyId } from '../../view-models/surveys/results';
import { useEntryForm } from '../forms/useEntryForm';
import { atOf, noteOf, useFormChecks } from '../forms/values';

type Survey = ListItems['opened-surveys'];
const DAY_MS = 86_400_000;

interface OpenValues {
  siteId: string;
  /** Empty: of no sitting. */
  sittingId: string;
  name: string;
  groups: string[];
  days: '1' | '7' | '30' | '90';
  slips: string;
}
interface CountValues {
  siteId: string;
  /** Empty: of no survey. */
  surveyId: string;
  group: AnswerGroup;
  one: string;
  two: string;
  three: string;
  four: string;
  five: string;
  at: number | null;
  note: string;
}
const SCORES = ['one', 'two', 'three', 'four', 'five'] as const;
const isGroup = (text: string): text is AnswerGroup => ANSWER_GROUPS.some((one) => one === text);

/** Surveys are opened and closed, and results on paper are entered with their counts. */
export function useSurveyForms(given: { sites(): readonly { id: string }[]; recorded(seqs: number[]): void }) {
  const { t } = useI18n();
  const clock = useClockStore();
  const checks = useFormChecks();
  const closed = shallowRef<Survey | null>(null);
  let surveyId = newSurveyId();
  let beginsAt = 0;
  let counts: Partial<CountValues> = {};

  const opening = useEntryForm<OpenValues>({
    initial: () => ({
      siteId: given.sites()[0]?.id ?? '',
      sittingId: '',
      name: '',
      groups: [...ANSWER_GROUPS],
      days: '7',
      slips: '100',
    }),
    check: ({ siteId, groups, slips }) => ({
      siteId: siteId === '' ? t('form.missing', { field: t('survey.site') }) : undefined,
      groups: groups.length === 0 ? t('survey.noGroup') : undefined,
      slips: /^[1-9]\d{0,3}$/.test(slips.trim()) && Number(slips) <= 5000 ? undefined : t('survey.notSlips'),
    }),
    drafts: ({ siteId, sittingId, name, groups, days, slips }) =>
      new Map([
        [
          'survey',
          {
            kind: 'survey.opened',
            body: {
              surveyId,
              siteId,
              ...(sittingId !== '' && { sittingId }),
              ...(name.trim() !== '' && { name: name.trim() }),
              groups: groups.filter(isGroup),
              from: new Date(beginsAt).toISOString(),
              to: new Date(beginsAt + Number(days) * DAY_MS).toISOString(),
              slips: Number(slips),
            },
          },
        ],
      ]),
    recorded: given.recorded,
  });

  const counting = useEntryForm<CountValues>({
    initial: () => ({
      siteId: given.sites()[0]?.id ?? '',
      surveyId: '',
      group: 'student',
      one: '',
      two: '',
      three: '',
      four: '',
      five: '',
      at: null,
      note: '',
      ...counts,
    }),
    check: (values, now) => ({
      siteId: values.siteId === '' ? t('form.missing', { field: t('survey.site') }) : undefined,
      five: countsOf(SCORES.map((score) => values[score])) === null ? t('survey.notCounts') : undefined,
      at: checks.instant(values.at, now, t('survey.answeredAt')),
    }),
    drafts: (values) =>
      new Map([
        [
          'counts',
          {
            kind: 'survey.counted',
            ...atOf(values.at),
            body: {
              siteId: values.siteId,
              ...(values.surveyId !== '' && { surveyId: values.surveyId }),
              group: values.group,
              counts: countsOf(SCORES.map((score) => values[score])) ?? [0, 0, 0, 0, 0],
              ...noteOf(values.note),
            },
          },
        ],
      ]),
    recorded: given.recorded,
  });

  const closing = useEntryForm<{ note: string }>({
    initial: () => ({ note: '' }),
    drafts: ({ note }) =>
      new Map([['close', { kind: 'survey.closed', body: { surveyId: closed.value?.id ?? '', ...noteOf(note) } }]]),
    recorded: given.recorded,
  });

  return {
    opening,
    counting,
    closing,
    closed,
    showOpen(): void {
      surveyId = newSurveyId();
      beginsAt = clock.serverNow();
      opening.show();
    },
    /** @param of the survey whose answers on paper are entered; null: a site's own. */
    showCount(of: Survey | null): void {
      counts = of ? { siteId: of.siteId, surveyId: of.id, group: of.results[0]?.group ?? 'student' } : {};
      counting.show();
    },
    showClose(of: Survey): void {
      closed.value = of;
      closing.show();
    },
  };
}
