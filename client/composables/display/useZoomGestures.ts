import { ref } from 'vue';
import type { Span } from '../../charts/lanes';
import type { Scale } from '../../charts/strip';
import { ZOOM_STEP } from '../../view-models/device/zoom';

/** Less than this is a click, px. */
const DRAG_FROM_PX = 4;
/** A key pans by this part of the window. */
const PAN_PART = 0.25;

/**
 * Wheel, drag and keys over a time axis. The wheel zooms with Ctrl, or when the chart has the focus: elsewhere it scrolls
 * the page.
 */
export function useZoomGestures(source: {
  window(): Span;
  scale(): Scale;
  /** The crosshair: keys zoom around it. */
  at(): number | null;
  zoom(factor: number, around?: number): void;
  pan(by: number): void;
}) {
  const dragging = ref(false);
  let begin: number | null = null;
  let last = 0;

  const msPerPx = () => source.scale().at(1) - source.scale().at(0);

  function onWheel(event: WheelEvent): void {
    const chart = event.currentTarget as HTMLElement;
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== chart) return;
    event.preventDefault();
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) return source.pan(event.deltaX * msPerPx());
    const around = source.scale().at(event.clientX - chart.getBoundingClientRect().left);
    source.zoom(2 ** (Math.sign(event.deltaY) * Math.min(1, Math.abs(event.deltaY) / 120)), around);
  }

  function onDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    begin = last = event.clientX;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  }
  /** @returns whether the pointer drags: the crosshair stays where it is. */
  function onMove(event: PointerEvent): boolean {
    if (begin === null) return false;
    if (!dragging.value && Math.abs(event.clientX - begin) < DRAG_FROM_PX) return false;
    dragging.value = true;
    source.pan((last - event.clientX) * msPerPx());
    last = event.clientX;
    return true;
  }
  function onUp(): void {
    begin = null;
    dragging.value = false;
  }

  /** @returns whether the key was one of these. */
  function onKey(event: KeyboardEvent): boolean {
    const { from, to } = source.window();
    const around = source.at() ?? undefined;
    const actions: Record<string, (() => void) | undefined> = {
      '+': () => source.zoom(1 / ZOOM_STEP, around),
      '=': () => source.zoom(1 / ZOOM_STEP, around),
      '-': () => source.zoom(ZOOM_STEP, around),
      _: () => source.zoom(ZOOM_STEP, around),
      PageUp: () => source.pan(from - to),
      PageDown: () => source.pan(to - from),
      ...(event.shiftKey && {
        ArrowLeft: () => source.pan((from - to) * PAN_PART),
        ArrowRight: () => source.pan((to - from) * PAN_PART),
      }),
    };
    const action = actions[event.key];
    if (!action || event.ctrlKey || event.metaKey) return false;
    event.preventDefault();
    action();
    return true;
  }

  return { dragging, onWheel, onDown, onMove, onUp, onKey };
}
