import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { EntryItem } from '../../../shared/contract/http';
import { failureOf } from '../../api/failure';
import { readPaperText } from '../../api/papers';
import { readEntriesOf } from '../../api/read';
import { useActors } from '../audit/useActors';
import { useEntryForm } from '../forms/useEntryForm';
import { useResource } from '../queries/useResource';

/** Who planned and who cancelled a window, and why; and the form that cancels it. */
export function usePlanWindow(id: () => string | null, recorded: (seqs: number[]) => void) {
  const { t } = useI18n();
  const { nameOf } = useActors();

  /** A text that was erased says so; one that is not there, or cannot be read now, is left out. */
  async function textOf(
    { body }: EntryItem,
    field: 'reason' | 'override',
    signal: AbortSignal,
  ): Promise<string | null> {
    const ref = body[field];
    if (typeof ref !== 'string') return null;
    try {
      return await readPaperText(ref, signal);
    } catch (error) {
      return failureOf(error).code === 'erased' ? t('plans.reasonErased') : null;
    }
  }

  const entries = useResource({
    key: id,
    read: async (own, signal) => {
      const items = await readEntriesOf({ entity: `maintenance:${own}` }, signal);
      const steps = items.filter(({ kind }) => kind.startsWith('maintenance.'));
      return Promise.all(
        steps.map(async (entry) => ({
          seq: entry.seq,
          actor: entry.actor,
          at: entry.recordedAt,
          cancelled: entry.kind === 'maintenance.cancelled',
          reason: await textOf(entry, 'reason', signal),
          override: await textOf(entry, 'override', signal),
        })),
      );
    },
  });
  const history = computed(
    () => entries.data.value?.map(({ actor, ...one }) => ({ ...one, actor: nameOf(actor) })) ?? null,
  );
  const failed = computed(() => (entries.failure.value ? t(`failure.${entries.failure.value.code}`) : null));

  const cancel = useEntryForm<Record<string, never>>({
    initial: () => ({}),
    drafts: () => new Map([['cancel', { kind: 'maintenance.cancelled', body: { maintenanceId: id() ?? '' } }]]),
    recorded: (seqs) => {
      entries.reload();
      recorded(seqs);
    },
  });
  return { history, failed, cancel };
}
