import { describe, expect, it } from 'vitest';
import { type ClockDoubt, WatchedClock } from '../../server/clock/watched-clock';
import { TestClock } from './kit';
import { TestMachine } from './machine';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function watched() {
  const machine = new TestMachine();
  const wall = new TestClock(1_000_000);
  const told: (ClockDoubt | null)[] = [];
  const clock = new WatchedClock({ wall: wall.read, elapsed: machine, onDoubt: (doubt) => told.push(doubt) });
  /** Time passes on all clocks. */
  const pass = (ms: number) => {
    machine.pass(ms);
    wall.forward(ms);
  };
  return { machine, wall, told, clock, pass };
}

describe('the watched clock', () => {
  it('is the wall clock as long as that goes with the others', () => {
    const { clock, pass, wall } = watched();
    for (let hour = 0; hour < 100; hour += 1) {
      pass(HOUR);
      expect(clock.now()).toBe(wall.at);
    }
    expect(clock.doubt).toBeNull();
  });

  it('believes a difference of 2 minutes, and none that is larger, in both directions', () => {
    for (const sign of [1, -1]) {
      const { clock, wall, told } = watched();
      wall.forward(sign * 2 * MINUTE);
      expect([clock.now(), clock.doubt]).toEqual([wall.at, null]);
      wall.forward(sign);
      expect(clock.now()).toBe(1_000_000);
      const doubt = { byMs: sign * (2 * MINUTE + 1), wall: wall.at, expected: 1_000_000 };
      expect([clock.doubt, told]).toEqual([doubt, [doubt]]);
    }
  });

  it('goes on from the last believed reading meanwhile, and is told once; it ends when the wall clock is right again', () => {
    const { clock, wall, told, pass } = watched();
    pass(HOUR);
    wall.forward(DAY);
    pass(5 * MINUTE);
    expect(clock.now()).toBe(1_000_000 + HOUR + 5 * MINUTE);
    pass(MINUTE);
    expect(clock.doubt).toMatchObject({ byMs: DAY });
    wall.forward(-DAY + 30_000);
    expect([clock.now(), clock.doubt, told.length, told[1]]).toEqual([wall.at, null, 2, null]);
  });

  it('believes a machine that was suspended: its monotonic clock stood, the time since its start did not', () => {
    const { clock, machine, wall, pass, told } = watched();
    machine.suspend(8 * HOUR);
    wall.forward(8 * HOUR);
    expect([clock.now(), clock.doubt]).toEqual([wall.at, null]);
    pass(HOUR);
    expect([clock.now(), told]).toEqual([wall.at, []]);
  });

  it('does not believe a pause that no clock of the machine counted', () => {
    const { clock, wall } = watched();
    wall.forward(8 * HOUR);
    expect(clock.doubt).toMatchObject({ byMs: 8 * HOUR });
  });

  it('believes 90 s an hour for ever, and not three times within an hour', () => {
    const { clock, wall, pass } = watched();
    for (let step = 0; step < 20; step += 1) {
      pass(HOUR);
      clock.now();
      wall.forward(90_000);
      expect(clock.doubt).toBeNull();
      pass(HOUR);
      expect(clock.doubt).toBeNull();
    }
    clock.now();
    wall.forward(90_000);
    expect(clock.doubt).toBeNull();
    wall.forward(90_000);
    expect(clock.doubt).toMatchObject({ byMs: 3 * MINUTE });
  });
});
