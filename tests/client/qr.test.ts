import { describe, expect, it } from 'vitest';
import { qrShape } from '../../client/view-models/qr';

describe('a QR code as a path', () => {
  // Version 1 has 21 modules along an edge, and a quiet zone of 4 on either side: 29.
  const { size, path } = qrShape('kaodian');
  const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)].map((run) => run.slice(1).map(Number));
  const row = (y: number) => runs.filter((run) => run[1] === y);

  it('keeps its quiet zone', () => {
    expect(size).toBe(29);
    const edges = runs.flatMap(([x, y, width]) => [x!, y!, x! + width! - 1]);
    expect([Math.min(...edges), Math.max(...edges)]).toEqual([4, 24]);
  });

  it('has its finder patterns: 7 wide, 1-5-1 open, 1-1-3-1-1 in the middle', () => {
    expect(row(4)[0]).toEqual([4, 4, 7, 7]);
    expect(row(4).at(-1)).toEqual([18, 4, 7, 7]);
    expect(row(5).slice(0, 2)).toEqual([
      [4, 5, 1, 1],
      [10, 5, 1, 1],
    ]);
    expect(row(7).slice(0, 3)).toEqual([
      [4, 7, 1, 1],
      [6, 7, 3, 3],
      [10, 7, 1, 1],
    ]);
    expect(row(24)[0]).toEqual([4, 24, 7, 7]);
  });
});
