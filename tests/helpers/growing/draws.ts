import fc from 'fast-check';

/**
 * What a history is grown from: plain numbers, so that fast-check can take ops away and make numbers small, and every
 * shrunk draw still grows into a history.
 */
export interface Draw {
  /** Which op, in thousandths of the table. */
  op: number;
  /** How the clock goes on before it. */
  step: number;
  /** How far back its `at` lies. */
  back: number;
  /** Free choices. */
  a: number;
  b: number;
  c: number;
  /** A random number of milliseconds. */
  ms: number;
}

export interface DeviceDraw {
  category: number;
  room: number;
  flags: number;
  life: number;
}

export interface Draws {
  start: number;
  sites: number;
  rooms: number[];
  devices: DeviceDraw[];
  flags: number;
  ops: Draw[];
}

const small = fc.nat({ max: 999 });

export const draws: fc.Arbitrary<Draws> = fc.record({
  start: fc.nat({ max: 5 }),
  sites: fc.integer({ min: 1, max: 3 }),
  rooms: fc.array(small, { minLength: 1, maxLength: 4, size: 'max' }),
  devices: fc.array(fc.record({ category: small, room: small, flags: small, life: small }), {
    minLength: 2,
    maxLength: 7,
    size: 'max',
  }),
  flags: small,
  ops: fc.array(
    fc.record({
      op: small,
      step: small,
      back: small,
      a: small,
      b: small,
      c: small,
      ms: fc.nat({ max: 6 * 3600_000 }),
    }),
    { minLength: 2, maxLength: 60, size: 'max' },
  ),
});
