import type { FaultItem, TimelineInterval } from '../../shared/contract/http';
import type { Status } from '../../shared/model/vocabulary';

/** A span of time in a lane, ms. */
export interface Span {
  from: number;
  to: number;
}
export interface StatusSpan extends Span {
  status: Status;
}
export interface NamedSpan extends Span {
  id: string;
}
export interface FaultSpan extends NamedSpan {
  /** Faults that overlap stand below each other. */
  row: number;
  severity?: FaultItem['severity'];
  /** After it the bar is drawn as overdue. */
  deadline?: number;
}

/** A device's time as lanes: status, faults, plans and service hours over the same axis. */
export interface Lanes {
  status: StatusSpan[];
  faults: FaultSpan[];
  faultRows: number;
  maintenance: NamedSpan[];
  sittings: NamedSpan[];
  service: Span[];
  /** Every instant at which something changes: where the crosshair stops. */
  edges: number[];
}

export interface TimelinePiece extends Span {
  status: Status;
  service: boolean;
  faultIds: string[];
  maintenanceId?: string;
  sittingId?: string;
}

/** The wire's intervals with instants as numbers. */
export function piecesOf(intervals: readonly TimelineInterval[]): TimelinePiece[] {
  return intervals.map((one) => ({
    from: Date.parse(one.from),
    to: Date.parse(one.to),
    status: one.status,
    service: one.service,
    faultIds: one.faultIds ?? [],
    ...(one.maintenanceId ? { maintenanceId: one.maintenanceId } : {}),
    ...(one.sittingId ? { sittingId: one.sittingId } : {}),
  }));
}

/** The last piece, if it reached the instant of the answer, is extended until the next answer. */
export function extendTo(pieces: readonly TimelinePiece[], answeredAt: number, now: number): TimelinePiece[] {
  const last = pieces.at(-1);
  if (!last || now <= last.to || last.to < answeredAt - 1000) return [...pieces];
  return [...pieces.slice(0, -1), { ...last, to: now }];
}

export function lanesOf(pieces: readonly TimelinePiece[], faults: readonly FaultItem[] = []): Lanes {
  const known = new Map(faults.map((fault) => [fault.id, fault]));
  const bars = stack(joined(pieces, (piece) => piece.faultIds)).map((bar): FaultSpan => {
    const fault = known.get(bar.id);
    if (!fault) return bar;
    return { ...bar, severity: fault.severity, ...(fault.deadline ? { deadline: Date.parse(fault.deadline) } : {}) };
  });
  return {
    status: joined(pieces, (piece) => [piece.status]).map(({ id, from, to }) => ({ status: id, from, to })),
    faults: bars,
    faultRows: bars.reduce((rows, bar) => Math.max(rows, bar.row + 1), 0),
    maintenance: joined(pieces, (piece) => (piece.maintenanceId ? [piece.maintenanceId] : [])),
    sittings: joined(pieces, (piece) => (piece.sittingId ? [piece.sittingId] : [])),
    service: joined(pieces, (piece) => (piece.service ? ['service'] : [])).map(({ from, to }) => ({ from, to })),
    edges: [...new Set(pieces.flatMap((piece) => [piece.from, piece.to]))].sort((a, b) => a - b),
  };
}

/** Touching pieces that carry the same key become one span, in the order of their beginnings. */
function joined<K extends string>(
  pieces: readonly TimelinePiece[],
  keysOf: (piece: TimelinePiece) => readonly K[],
): (Span & { id: K })[] {
  const spans: (Span & { id: K })[] = [];
  const open = new Map<K, Span & { id: K }>();
  for (const piece of pieces) {
    for (const id of keysOf(piece)) {
      const last = open.get(id);
      if (last && last.to === piece.from) last.to = piece.to;
      else {
        const span = { id, from: piece.from, to: piece.to };
        open.set(id, span);
        spans.push(span);
      }
    }
  }
  return spans.sort((a, b) => a.from - b.from);
}

function stack(spans: readonly NamedSpan[]): FaultSpan[] {
  const ends: number[] = [];
  return spans.map((span) => {
    const free = ends.findIndex((end) => end <= span.from);
    const row = free < 0 ? ends.length : free;
    ends[row] = span.to;
    return { ...span, row };
  });
}

/** What holds at an instant: the piece of the crosshair's card. */
export function pieceAt(pieces: readonly TimelinePiece[], at: number): TimelinePiece | null {
  return pieces.find((piece) => piece.from <= at && at < piece.to) ?? null;
}
