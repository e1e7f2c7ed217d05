import { computed, ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { pieceAt, type Span, type TimelinePiece } from '../../charts/lanes';
import type { Scale } from '../../charts/strip';
import { dateTime } from '../../format/instant';

/** The instant that is marked in all lanes: the pointer sets it, arrow keys step from change to change. */
export function useCrosshair(source: {
  pieces: () => readonly TimelinePiece[];
  edges: () => readonly number[];
  window: () => Span;
  scale: () => Scale;
  zone: () => string;
}) {
  const { t } = useI18n();
  const at = ref<number | null>(null);

  const clamp = (value: number) => {
    const { from, to } = source.window();
    return Math.max(from, Math.min(value, Math.max(from, to - 1)));
  };

  function onPointer(event: PointerEvent): void {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const found = source.scale().at(event.clientX - box.left);
    const { from, to } = source.window();
    at.value = found < from || found > to ? null : clamp(found);
  }

  function onKey(event: KeyboardEvent): void {
    const { from, to } = source.window();
    const edges = source.edges().filter((edge) => edge >= from && edge < to);
    const here = at.value ?? (event.key === 'ArrowLeft' ? to : from - 1);
    const targets: Record<string, number | undefined> = {
      ArrowRight: edges.find((edge) => edge > here),
      ArrowLeft: edges.findLast((edge) => edge < here),
      Home: from,
      End: to - 1,
    };
    if (event.key === 'Escape') return leave();
    const target = targets[event.key];
    if (!(event.key in targets)) return;
    event.preventDefault();
    if (target !== undefined) at.value = clamp(target);
  }

  function leave(): void {
    at.value = null;
  }

  const piece = computed(() => (at.value === null ? null : pieceAt(source.pieces(), at.value)));
  const spoken = computed(() => {
    if (at.value === null) return '—';
    const when = dateTime(at.value, source.zone());
    const found = piece.value;
    if (!found) return `${when} ${t('lane.noRecord')}`;
    const words = [
      t(`status.${found.status}`),
      t(found.service ? 'lane.inService' : 'lane.outOfService'),
      ...found.faultIds.map((id) => `${t('lane.faults')} ${id}`),
      ...(found.maintenanceId ? [t('lane.maintenance')] : []),
      ...(found.sittingId ? [t('lane.sittings')] : []),
    ];
    return `${when} ${words.join(t('app.comma'))}`;
  });

  return { at, piece, spoken, onPointer, onKey, leave };
}
