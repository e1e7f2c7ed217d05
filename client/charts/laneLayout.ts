import { placeLabels, type PlacedLabel } from './labels';
import type { FaultSpan, Lanes, NamedSpan, Span, StatusSpan } from './lanes';
import { type Bar, type Scale, type StatusBar, scaleOf, spanBars, statusBars } from './strip';

/** Heights of the lanes, px; each is followed by its rule. */
const HEIGHT = { status: 58, then: 34, fault: 22, maintenance: 34, sittings: 34, service: 26 } as const;
/** The box of a mark, px. */
export const MARK_WIDTH = 13;
const AXIS = 26;
const GAP = 10;

export type LaneName = 'status' | 'then' | 'faults' | 'maintenance' | 'sittings' | 'service';
export interface LaneBox {
  name: LaneName;
  top: number;
  height: number;
}

export interface FaultBar extends FaultSpan, Bar {
  /** Where the deadline lies, when inside the window; the part of the bar after it is overdue. */
  deadlineX: number | null;
  overdueX: number | null;
  label: PlacedLabel | null;
}

/** A place on the status lane, with its short text. */
export interface Mark {
  at: number;
  text: string;
}

/** What is drawn besides the lanes of a device as known now (or then, alone). */
export interface Beside {
  then?: readonly StatusSpan[] | null;
  marks?: readonly Mark[];
}

export interface LaneLayout {
  scale: Scale;
  left: number;
  right: number;
  height: number;
  lanes: LaneBox[];
  status: (StatusBar & { label: PlacedLabel | null })[];
  faults: FaultBar[];
  maintenance: (NamedSpan & Bar)[];
  sittings: (NamedSpan & Bar)[];
  service: (Span & Bar)[];
  /** What was known then, beside now; `endX`: where that ends, when inside the window. */
  then: { bars: StatusBar[]; endX: number | null } | null;
  /** Entries that were taken back, at the instant that they had been about. */
  marks: (Mark & { x: number; y: number; label: PlacedLabel | null })[];
  /** Where the known time ends; null when it is not in the window. */
  nowX: number | null;
}

export interface LaneWords {
  status(span: StatusBar & Span): string;
  fault(span: FaultSpan): string;
}

/** Everything that the chart draws, in pixels; pure, so that it can be tested without a browser. */
export function layoutLanes(
  lanes: Lanes,
  window: Span,
  now: number,
  size: { width: number; labels: number },
  words: LaneWords,
  { then = null, marks = [] }: Beside = {},
): LaneLayout {
  const left = size.labels;
  const right = Math.max(left + 1, size.width - 8);
  const scale = scaleOf(window, left, right - left);
  const boxes = stackLanes(lanes, then !== null);
  const box = (name: LaneName) => boxes.find((one) => one.name === name)!;
  const statusBox = box('status');

  const bars = statusBars(lanes.status, window, scale, statusBox.top, statusBox.height);
  const loud = bars.filter((bar) => bar.status !== 'up').sort((a, b) => a.x - b.x);
  const labels = placeLabels(
    loud.map((bar) => ({ ...bar, text: words.status({ ...bar, ...spanOf(bar, lanes, scale) }) })),
    right,
  );
  const labelOf = new Map(loud.map((bar, index) => [bar, labels[index] ?? null]));

  const inLane = <T extends Span>(spans: readonly T[], name: LaneName, bar: number) => {
    const { top, height } = box(name);
    return spanBars(spans, window, scale).map((one) => ({ ...one, y: top + (height - bar) / 2, height: bar }));
  };

  return {
    scale,
    left,
    right,
    height: box('service').top + box('service').height + GAP,
    lanes: boxes,
    status: bars.map((bar) => ({ ...bar, label: labelOf.get(bar) ?? null })),
    faults: faultBars(lanes, window, now, scale, box('faults').top, right, words),
    maintenance: inLane(lanes.maintenance, 'maintenance', 24),
    sittings: inLane(lanes.sittings, 'sittings', 24),
    service: inLane(lanes.service, 'service', 8),
    then: then && thenLane(then, window, scale, box('then')),
    marks: markPlaces(marks, window, scale, statusBox, right),
    nowX: now > window.from && now < window.to ? scale.x(now) : null,
  };
}

/** The span of a bar. */
function spanOf(bar: StatusBar, lanes: Lanes, scale: Scale): Span {
  const at = scale.at(bar.x + bar.width / 2);
  const found = lanes.status.find((span) => span.status === bar.status && span.from <= at && at <= span.to);
  return found ?? { from: scale.at(bar.x), to: scale.at(bar.x + bar.width) };
}

function thenLane(spans: readonly StatusSpan[], window: Span, scale: Scale, { top, height }: LaneBox) {
  const end = Math.max(-Infinity, ...spans.map(({ to }) => to));
  return {
    bars: statusBars(spans, window, scale, top, height),
    endX: end > window.from && end < window.to ? scale.x(end) : null,
  };
}

/** Marks stand at the top of the status lane; where two are too near, only the first has its text. */
function markPlaces(marks: readonly Mark[], window: Span, scale: Scale, { top }: LaneBox, right: number) {
  const inside = marks.filter(({ at }) => at >= window.from && at < window.to).sort((a, b) => a.at - b.at);
  const placed = inside.map((mark) => ({ ...mark, x: scale.x(mark.at), y: top, label: null as PlacedLabel | null }));
  const labels = placeLabels(
    placed.map((mark) => ({ ...mark, width: MARK_WIDTH })),
    right,
  );
  return placed.map((mark, index) => ({ ...mark, label: labels[index] ?? null }));
}

function stackLanes(lanes: Lanes, withThen: boolean): LaneBox[] {
  const heights: [LaneName, number][] = [
    ['status', HEIGHT.status],
    ...(withThen ? [['then', HEIGHT.then] as [LaneName, number]] : []),
    ['faults', Math.max(44, lanes.faultRows * HEIGHT.fault)],
    ['maintenance', HEIGHT.maintenance],
    ['sittings', HEIGHT.sittings],
    ['service', HEIGHT.service],
  ];
  let top = AXIS;
  return heights.map(([name, height]) => {
    const box = { name, top, height };
    top += height + GAP;
    return box;
  });
}

function faultBars(
  lanes: Lanes,
  window: Span,
  now: number,
  scale: Scale,
  top: number,
  right: number,
  words: LaneWords,
): FaultBar[] {
  const bars = spanBars(lanes.faults, window, scale).map((span) => {
    const { deadline } = span;
    // A fault that was repaired before its deadline gets no deadline flag.
    const mattered = deadline !== undefined && (deadline <= span.to || span.to >= now);
    const inside = mattered && deadline > window.from && deadline < window.to;
    const over = deadline !== undefined && deadline < Math.min(span.to, now);
    return {
      ...span,
      y: top + span.row * HEIGHT.fault + 3,
      height: HEIGHT.fault - 6,
      deadlineX: inside ? scale.x(deadline) : null,
      overdueX: over ? Math.max(span.x, scale.x(deadline)) : null,
      label: null as PlacedLabel | null,
    };
  });
  for (let row = 0; row < lanes.faultRows; row += 1) {
    const mine = bars.filter((bar) => bar.row === row);
    const labels = placeLabels(
      mine.map((bar) => ({ ...bar, text: words.fault(bar) })),
      right,
    );
    mine.forEach((bar, index) => (bar.label = labels[index] ?? null));
  }
  return bars;
}
