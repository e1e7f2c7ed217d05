import type { Elapsed } from '../../server/clock/elapsed';

/** The clocks of a machine that nobody sets; time passes when a test says so. */
export class TestMachine implements Elapsed {
  #monotonic = 5_000;
  #sinceBoot = 9_000;

  constructor(readonly bootId: string | null = 'boot-1') {}

  readonly monotonic = (): number => this.#monotonic;
  readonly sinceBoot = (): number => this.#sinceBoot;

  pass(ms: number): void {
    this.#monotonic += ms;
    this.#sinceBoot += ms;
  }

  suspend(ms: number): void {
    this.#sinceBoot += ms;
  }
}
