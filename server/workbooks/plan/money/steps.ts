import type { Instant } from '../../../../shared/model/instant';
import { firstIndex } from '../../../../shared/timeline/interval';

/** A sum that holds from an instant on (a budget, an amount), or a part of one (a payment), 分. */
export interface Step {
  at: Instant;
  fen: number;
}

const byTime = (steps: readonly Step[]): Step[] => [...steps].sort((a, b) => a.at - b.at);

/** A sum that is asked for at one instant after the other. */
class Running {
  #index = 0;
  #fen = 0;
  readonly #steps: readonly Step[];

  constructor(
    steps: readonly Step[],
    /** The steps are parts that add up; else the last one by then holds. */
    private readonly addsUp: boolean,
  ) {
    this.#steps = byTime(steps);
  }

  /** @param at not before the one of the last call. */
  at(at: Instant): number {
    for (let step = this.#steps[this.#index]; step && step.at <= at; step = this.#steps[this.#index]) {
      this.#fen = this.addsUp ? this.#fen + step.fen : step.fen;
      this.#index += 1;
    }
    return this.#fen;
  }
}

/** The sum in force at an instant: the last one by then; 0 before the first. */
export const inForce = (steps: readonly Step[], at: Instant): number => new Running(steps, false).at(at);

/** Sums of many things that are asked for in any order of time, as often as there are rows. */
export class Sums {
  readonly #steps = new Map<string, Step[]>();
  readonly #sorted = new Map<string, readonly Step[]>();

  /** All of them are added before the first is asked for. */
  add(id: string, step: Step): void {
    const steps = this.#steps.get(id);
    if (steps) steps.push(step);
    else this.#steps.set(id, [step]);
  }

  /** The sum in force just before an instant; 0 before the first. */
  before(id: string, at: Instant): number {
    const steps = this.#sorted.get(id) ?? byTime(this.#steps.get(id) ?? []);
    this.#sorted.set(id, steps);
    const next = firstIndex(steps.length, (index) => steps[index]!.at >= at);
    return steps[next - 1]?.fen ?? 0;
  }
}

/** What the parts come to by an instant. */
export const sumBy = (parts: readonly Step[], at: Instant): number => new Running(parts, true).at(at);

/** What is left of a sum at the worst instant from `from` on, when the shares are taken of it. */
export function leastLeft(
  from: Instant,
  whole: readonly Step[],
  shares: readonly (readonly Step[])[],
  addsUp: boolean,
): number {
  const [sum, taken] = [new Running(whole, false), shares.map((steps) => new Running(steps, addsUp))];
  const later = [whole, ...shares].flat().filter(({ at }) => at > from);
  let least = Infinity;
  for (const at of [from, ...byTime(later).map((step) => step.at)]) {
    least = Math.min(least, sum.at(at) - taken.reduce((fen, one) => fen + one.at(at), 0));
  }
  return least;
}

/** The most that shares come to from an instant on. */
export const mostTaken = (from: Instant, shares: readonly (readonly Step[])[], addsUp: boolean): number =>
  -leastLeft(from, [], shares, addsUp);
