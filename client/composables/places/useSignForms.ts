import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Draft } from '../../api/record';
import { useEntryForm } from '../forms/useEntryForm';
import { atOf, noteOf, useFormChecks } from '../forms/values';
import { useFormEffect } from './useFormEffect';

/** A step in the life of a room or a device: when, and a note. */
export interface SignValues {
  at: number | null;
  note: string;
}

export type SignKind = 'room.accepted' | 'room.retired' | 'device.commissioned' | 'device.retired';

interface Given {
  kind: SignKind;
  id: () => string;
  /** The county whose figures it changes. */
  area: () => string | null;
  /** The name of the step, as it is told afterwards. */
  what: string;
  recorded: (what: string, seqs: number[]) => void;
}

/** A room is accepted or retired, a device put into service or retired. */
export function useSignForm({ kind, id, area, what, recorded }: Given) {
  const { t } = useI18n();
  const checks = useFormChecks();

  function draftOf({ at, note }: SignValues): Draft {
    const said = { ...atOf(at) };
    switch (kind) {
      case 'room.accepted':
      case 'room.retired':
        return { kind, ...said, body: { roomId: id(), ...noteOf(note) } };
      default:
        return { kind, ...said, body: { deviceId: id(), ...noteOf(note) } };
    }
  }
  const form = useEntryForm<SignValues>({
    initial: () => ({ at: null, note: '' }),
    check: ({ at }, now) => ({ at: checks.instant(at, now, t('places.at')) }),
    drafts: (values) => new Map([[kind, draftOf(values)]]),
    recorded: (seqs) => recorded(what, seqs),
  });
  // A note is no part of the question: it is typed letter by letter and changes no figure.
  const drafts = computed(() => {
    const { at } = form.values.value;
    return form.open.value && !Number.isNaN(at) ? [draftOf({ at, note: '' })] : [];
  });
  const effect = useFormEffect(() => drafts.value, area);
  return { ...form, effect };
}
