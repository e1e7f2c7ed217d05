import { shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { v4 } from 'uuid';
import type { MilestoneItem, ProjectItem } from '../../../shared/contract/http';
import { parseDateTime } from '../../format/parseDateTime';
import { useEntryForm } from '../forms/useEntryForm';
import { atOf, useFormChecks } from '../forms/values';
import { useZone } from '../session/useZone';

const DAY_MS = 24 * 3_600_000;

/** Milestones of the projects: planned with a due date, and done (semantics 9, construction-on-time). */
export function useMilestoneForms(given: { projects(): readonly ProjectItem[]; recorded(seqs: number[]): void }) {
  const { t } = useI18n();
  const zone = useZone();
  const checks = useFormChecks();
  const finished = shallowRef<MilestoneItem | null>(null);
  let milestoneId = v4();

  /** The last millisecond of the local day: done on that day is in time. China has no summer time. */
  function dueAt(text: string): number | null {
    const begin = parseDateTime(`${text.trim()} 00:00`, zone.value);
    return begin === null ? null : begin + DAY_MS - 1;
  }

  const plan = useEntryForm<{ projectId: string; name: string; dueAt: string }>({
    initial: () => ({ projectId: given.projects()[0]?.id ?? '', name: '', dueAt: '' }),
    check: (values) => ({
      name: checks.filled(values.name, t('money.milestone')),
      dueAt: dueAt(values.dueAt) === null ? t('money.notDate') : undefined,
    }),
    drafts: (values) =>
      new Map([
        [
          'milestone',
          {
            kind: 'milestone.planned',
            body: {
              milestoneId,
              projectId: values.projectId,
              name: values.name.trim(),
              dueAt: new Date(dueAt(values.dueAt) ?? 0).toISOString(),
            },
          },
        ],
      ]),
    recorded: given.recorded,
  });

  const done = useEntryForm<{ at: number | null }>({
    initial: () => ({ at: null }),
    check: ({ at }, now) => ({ at: checks.instant(at, now, t('money.at')) }),
    drafts: ({ at }) =>
      new Map([['done', { kind: 'milestone.done', ...atOf(at), body: { milestoneId: finished.value?.id ?? '' } }]]),
    recorded: given.recorded,
  });

  return {
    plan,
    done,
    finished,
    showPlan(): void {
      milestoneId = v4();
      plan.show();
    },
    showDone(of: MilestoneItem): void {
      finished.value = of;
      done.show();
    },
  };
}
