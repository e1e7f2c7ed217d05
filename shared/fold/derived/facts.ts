import type { State } from '../state/state';
import type { Derived } from './derived';

/** The facts as filed, and what follows from them. */
export interface Facts {
  state: State;
  derived: Derived;
}

/**
 * The facts of a fold, for those who may open them: `shared/fold` and `shared/indicators` (an arrow of `verify:arrows`).
 * Everybody else passes them on closed and asks the fold.
 */
export class SealedFacts {
  readonly #facts: Facts;

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  static open(sealed: SealedFacts): Facts {
    return sealed.#facts;
  }
}
