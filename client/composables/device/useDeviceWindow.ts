import { useDebounceFn } from '@vueuse/core';
import { computed, shallowRef, watch } from 'vue';
import type { Span } from '../../charts/lanes';
import { panned, spanFromAddress, spanToAddress, zoomed } from '../../view-models/device/zoom';
import { type TimeWindow, type WindowUnit, isWindowUnit, stepWindow, windowAt } from '../../view-models/windows';
import { useAddress } from '../address/useAddress';
import { useQueryPatch } from '../address/useQueryPatch';

/** While the wheel turns the chart follows; the address, and what is read, follow when it rests. */
const SETTLE_MS = 200;

/** The window of a device's time, from a year to a minute: a unit of the calendar, or what zoom and pan left (`span`). */
export function useDeviceWindow(now: () => number, zone: () => string) {
  const unitParam = useAddress('w');
  const atParam = useAddress('at');
  const spanParam = useAddress('span');
  const patch = useQueryPatch();

  const unitOfAddress = computed((): WindowUnit => (isWindowUnit(unitParam.value) ? unitParam.value : 'week'));
  const day = computed(() => windowAt('day', now(), zone()).from);
  /** Following now, a window moves only from unit to unit, not with every second. */
  const following = computed(() => {
    const length = { hour: 3_600_000, minute: 60_000 }[unitOfAddress.value as string];
    return length === undefined ? day.value : Math.floor(now() / length) * length;
  });
  const anchor = computed(() => {
    const chosen = Date.parse(atParam.value);
    return Number.isFinite(chosen) ? chosen : following.value;
  });
  const free = (span: Span): TimeWindow => ({ unit: 'free', ...span });

  /** What the address says: it is read. */
  const settled = computed((): TimeWindow => {
    const span = spanFromAddress(spanParam.value);
    return span ? free(span) : windowAt(unitOfAddress.value, anchor.value, zone());
  });
  /** What the wheel or a drag has made of it meanwhile. */
  const moving = shallowRef<Span | null>(null);
  const window = computed((): TimeWindow => (moving.value ? free(moving.value) : settled.value));
  const middle = computed(() => Math.floor((window.value.from + window.value.to) / 2));
  const year = computed(() => windowAt('year', settled.value.unit === 'free' ? middle.value : anchor.value, zone()));
  const atNow = computed(() => window.value.to > now());

  const settle = useDebounceFn(() => {
    if (!moving.value) return;
    const text = spanToAddress(moving.value);
    if (text === spanParam.value) moving.value = null;
    else patch({ w: '', at: '', span: text }, 'replace');
  }, SETTLE_MS);
  watch([spanParam, unitParam, atParam], () => (moving.value = null));

  function move(next: Span): void {
    moving.value = next;
    void settle();
  }
  const end = () => windowAt('year', now(), zone()).to;
  const zoom = (factor: number, around = middle.value) => move(zoomed(window.value, factor, around, end()));
  const pan = (by: number) => move(panned(window.value, by, end()));

  const goTo = (at: number | null) =>
    patch({ span: '', at: at === null ? '' : new Date(at).toISOString(), ...(spanParam.value && { w: 'day' }) });

  function step(direction: -1 | 1): void {
    const shown = window.value;
    if (shown.unit === 'free') return pan(direction * (shown.to - shown.from));
    const at = stepWindow(shown, direction, zone());
    goTo(at >= now() ? null : at);
  }

  const unit = computed({
    get: (): WindowUnit | 'free' => (settled.value.unit === 'free' ? 'free' : unitOfAddress.value),
    set: (value) => {
      const at = middle.value < now() && spanParam.value ? new Date(middle.value).toISOString() : atParam.value;
      patch({ w: value === 'week' ? '' : value, span: '', at });
    },
  });

  return { unit, window, settled, year, atNow, step, goTo, zoom, pan };
}
