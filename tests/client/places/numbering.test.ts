import { describe, expect, it } from 'vitest';
import { aislesOf, cellsOf, patched, rowsFor } from '../../../client/view-models/rooms/numbering';
import type { Corner, SeatOrder } from '../../../shared/model/vocabulary';

/** The numbers of the seats as they are drawn, row by row. */
function drawn(order: SeatOrder, from: Corner, seats = 6, rows = 2, cols = 3): number[][] {
  const grid = Array.from({ length: rowsFor({ rows, cols }, seats) }, () => Array.from({ length: cols }, () => 0));
  cellsOf({ rows, cols, numbering: { order, from } }, seats).forEach(({ row, column }, index) => {
    grid[row]![column] = index + 1;
  });
  return grid;
}

describe('the numbers of seats', () => {
  it.each<[SeatOrder, Corner, number[][]]>([
    [
      'rows',
      'front-left',
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ],
    [
      'rows',
      'front-right',
      [
        [3, 2, 1],
        [6, 5, 4],
      ],
    ],
    [
      'rows',
      'back-left',
      [
        [4, 5, 6],
        [1, 2, 3],
      ],
    ],
    [
      'snake',
      'front-left',
      [
        [1, 2, 3],
        [6, 5, 4],
      ],
    ],
    [
      'snake',
      'back-right',
      [
        [4, 5, 6],
        [3, 2, 1],
      ],
    ],
    [
      'columns',
      'front-left',
      [
        [1, 3, 5],
        [2, 4, 6],
      ],
    ],
    [
      'columns',
      'back-right',
      [
        [6, 4, 2],
        [5, 3, 1],
      ],
    ],
  ])('run by %s from the %s', (order, from, expected) => {
    expect(drawn(order, from)).toEqual(expected);
  });

  it('take more rows than the layout has where they must, and leave the rest empty', () => {
    expect(drawn('rows', 'front-left', 7)).toEqual([
      [1, 2, 3],
      [4, 5, 6],
      [7, 0, 0],
    ]);
    expect(drawn('columns', 'front-left', 4)).toEqual([
      [1, 3, 0],
      [2, 4, 0],
    ]);
    expect(drawn('rows', 'back-left', 2)).toEqual([
      [0, 0, 0],
      [1, 2, 0],
    ]);
  });
});

describe('aisles', () => {
  it('stand in pairs unless the layout says where', () => {
    expect(aislesOf({ cols: 8 })).toEqual([1, 3, 5]);
    expect(aislesOf({ cols: 7 })).toEqual([]);
    expect(aislesOf({ cols: 8, aisles: [] })).toEqual([]);
    expect(aislesOf({ cols: 8, aisles: [4, 8, 9] })).toEqual([3]);
  });
});

describe('a layout', () => {
  it('loses its door only where it is taken out', () => {
    const layout = { rows: 2, cols: 3, door: { wall: 'left' as const, at: 5 } };
    expect(patched(layout, { rows: 3 })).toEqual({ ...layout, rows: 3 });
    expect(patched(layout, { door: null })).toEqual({ rows: 2, cols: 3 });
  });
});
