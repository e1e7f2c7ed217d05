import { useI18n } from 'vue-i18n';
import { shallowRef } from 'vue';
import type { ReadyRow } from '../../view-models/exams/ready';
import { useEntryForm } from '../forms/useEntryForm';
import { noteOf } from '../forms/values';

/** One or several rooms are signed ready; each is an entry of its own. */
export function useSignForm(nameOf: (roomId: string) => string, recorded: (seqs: number[]) => void) {
  const { t } = useI18n();
  /** The rooms that were offered at opening: what changes meanwhile is the server's to refuse. */
  const offered = shallowRef<readonly ReadyRow[]>([]);
  const form = useEntryForm<{ rooms: string[]; note: string }>({
    initial: () => ({ rooms: offered.value.map(({ roomId }) => roomId), note: '' }),
    check: ({ rooms }) => ({ rooms: rooms.length === 0 ? t('ready.chooseRoom') : undefined }),
    drafts: ({ rooms, note }) =>
      new Map(
        offered.value
          .filter(({ roomId }) => rooms.includes(roomId))
          .map(({ roomId, sittingId }) => [
            nameOf(roomId),
            { kind: 'room.readySigned', body: { sittingId, roomId, ...noteOf(note) } },
          ]),
      ),
    recorded,
  });
  function show(rows: readonly ReadyRow[]): void {
    offered.value = rows;
    form.show();
  }
  return { form, offered, show };
}
