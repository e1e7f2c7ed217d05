import { describe, expect, it } from 'vitest';
import { placeLabels, textWidth } from '../../client/charts/labels';
import { layoutLanes } from '../../client/charts/laneLayout';
import { extendTo, lanesOf, pieceAt, piecesOf, type TimelinePiece } from '../../client/charts/lanes';
import { scaleOf, spanBars, statusBars, stripHeight } from '../../client/charts/strip';
import type { FaultItem, TimelineInterval } from '../../shared/contract/http';

const H = 3_600_000;
const at = (hour: number) => new Date(hour * H).toISOString();

function piece(from: number, to: number, over: Partial<TimelinePiece> = {}): TimelinePiece {
  return { from: from * H, to: to * H, status: 'up', service: true, faultIds: [], ...over };
}

describe('a device’s time as lanes', () => {
  it('touching pieces of the same thing become one span', () => {
    const lanes = lanesOf([
      piece(0, 2),
      piece(2, 3, { status: 'down', faultIds: ['F1'] }),
      piece(3, 4, { status: 'down', service: false, faultIds: ['F1'], maintenanceId: 'M1' }),
      piece(4, 8, { status: 'up', sittingId: 'E1' }),
    ]);
    expect(lanes.status).toEqual([
      { status: 'up', from: 0, to: 2 * H },
      { status: 'down', from: 2 * H, to: 4 * H },
      { status: 'up', from: 4 * H, to: 8 * H },
    ]);
    expect(lanes.faults).toEqual([{ id: 'F1', from: 2 * H, to: 4 * H, row: 0 }]);
    expect(lanes.maintenance).toEqual([{ id: 'M1', from: 3 * H, to: 4 * H }]);
    expect(lanes.sittings).toEqual([{ id: 'E1', from: 4 * H, to: 8 * H }]);
    expect(lanes.service).toEqual([
      { from: 0, to: 3 * H },
      { from: 4 * H, to: 8 * H },
    ]);
    expect(lanes.edges).toEqual([0, 2, 3, 4, 8].map((hour) => hour * H));
  });

  it('a fault that was reopened is two bars of one name; faults that overlap stand below each other', () => {
    const lanes = lanesOf([
      piece(0, 1, { faultIds: ['F1'] }),
      piece(1, 2, { faultIds: ['F1', 'F2'] }),
      piece(2, 3, { faultIds: ['F2'] }),
      piece(3, 4),
      piece(4, 5, { faultIds: ['F1'] }),
    ]);
    expect(lanes.faults.map(({ id, from, to, row }) => [id, from / H, to / H, row])).toEqual([
      ['F1', 0, 2, 0],
      ['F2', 1, 3, 1],
      ['F1', 4, 5, 0],
    ]);
    expect(lanes.faultRows).toBe(2);
  });

  it('reads the wire, and the last piece goes on until the next word of the server', () => {
    const wire: TimelineInterval[] = [{ from: at(0), to: at(3), status: 'degraded', service: true }];
    const pieces = piecesOf(wire);
    expect(pieces[0]).toMatchObject({ from: 0, to: 3 * H, faultIds: [] });
    expect(extendTo(pieces, 3 * H, 4 * H)[0]?.to).toBe(4 * H);
    // It ended before the answer was given: the device was retired, nothing goes on.
    expect(extendTo(pieces, 5 * H, 6 * H)[0]?.to).toBe(3 * H);
  });

  it('tells what held at an instant; the end is not in it', () => {
    const pieces = [piece(0, 1), piece(1, 2, { status: 'down' })];
    expect(pieceAt(pieces, H)?.status).toBe('down');
    expect(pieceAt(pieces, 2 * H)).toBeNull();
  });
});

describe('the status strip', () => {
  const window = { from: 0, to: 100 * H };
  const scale = scaleOf(window, 50, 1000);

  it('its heights tell the level', () => {
    expect([
      stripHeight('up', 58),
      stripHeight('degraded', 58),
      stripHeight('unknown', 58),
      stripHeight('down', 58),
    ]).toEqual([8, 29, 44, 58]);
    expect(stripHeight('up', 12)).toBe(3);
  });
  it('is clipped to the window, and nothing is narrower than 2 px', () => {
    const bars = spanBars([{ from: -5 * H, to: 0.01 * H }], window, scale);
    expect(bars).toMatchObject([{ x: 50, width: 2 }]);
    expect(spanBars([{ from: -5 * H, to: 0 }], window, scale)).toEqual([]);
  });
  it('of what falls on the same two pixels only the worst is drawn, above the better', () => {
    const spans = [
      { status: 'up', from: 0, to: 10 * H },
      { status: 'degraded', from: 10 * H, to: 10.01 * H },
      { status: 'down', from: 10.01 * H, to: 10.02 * H },
      { status: 'up', from: 10.02 * H, to: 50 * H },
    ] as const;
    const bars = statusBars(spans, window, scale, 0, 50);
    expect(bars.map((bar) => bar.status)).toEqual(['up', 'up', 'down']);
  });
  it('a year of minutes stays a few hundred shapes', () => {
    const spans = Array.from({ length: 20_000 }, (_, index) => ({
      status: index % 2 ? ('down' as const) : ('up' as const),
      from: index * (H / 200),
      to: (index + 1) * (H / 200),
    }));
    expect(statusBars(spans, window, scale, 0, 50).length).toBeLessThanOrEqual(501);
  });
  it('goes from time to pixels and back', () => {
    expect(scale.at(scale.x(33 * H))).toBeCloseTo(33 * H);
  });
});

describe('labels', () => {
  it('stand inside a wide bar, beside a narrow one, and nowhere when there is no room', () => {
    const bars = [
      { x: 0, width: 120, text: '停用 1:45' },
      { x: 130, width: 4, text: '停用 1:45' },
      { x: 150, width: 4, text: '停用 1:45' },
    ];
    const placed = placeLabels(bars, 400);
    expect(placed[0]).toMatchObject({ inside: true, x: 6 });
    expect(placed[1]).toBeNull();
    expect(placed[2]).toMatchObject({ inside: false, x: 159 });
    expect(placeLabels(bars, 180)[2]).toBeNull();
  });
  it('an ideograph is as wide as it is high', () => {
    expect(textWidth('停用', 12)).toBe(24);
    expect(textWidth('ab', 10)).toBe(12);
  });
});

describe('the chart’s geometry', () => {
  const fault = { id: 'F1', severity: 'major', deadline: at(30) } as FaultItem;
  const pieces = [piece(0, 20), piece(20, 40, { status: 'down', faultIds: ['F1'] })];
  const words = { status: () => '停用', fault: () => 'F1' };
  const layout = (now: number, faults: FaultItem[]) =>
    layoutLanes(lanesOf(pieces, faults), { from: 0, to: 100 * H }, now * H, { width: 1108, labels: 100 }, words);

  it('lanes stand in order and do not overlap', () => {
    const { lanes, height } = layout(40, []);
    expect(lanes.map((lane) => lane.name)).toEqual(['status', 'faults', 'maintenance', 'sittings', 'service']);
    lanes.forEach((lane, index) => {
      const before = lanes[index - 1];
      if (before) expect(lane.top).toBeGreaterThanOrEqual(before.top + before.height);
    });
    expect(height).toBeGreaterThan(lanes.at(-1)!.top);
  });
  it('now is a line only inside the window', () => {
    expect(layout(40, []).nowX).toBe(500);
    expect(layout(100, []).nowX).toBeNull();
  });
  it('a fault is overdue from its deadline on', () => {
    const [bar] = layout(40, [fault]).faults;
    expect(bar).toMatchObject({ x: 300, width: 200, deadlineX: 400, overdueX: 400 });
  });
  it('a deadline after the repair needs no flag; one still to come does', () => {
    expect(layout(60, [{ ...fault, deadline: at(50) }]).faults[0]).toMatchObject({ deadlineX: null, overdueX: null });
    expect(layout(40, [{ ...fault, deadline: at(50) }]).faults[0]).toMatchObject({ deadlineX: 600, overdueX: null });
  });
});
