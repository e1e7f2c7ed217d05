/** Whoever asks is asked to come back later (429, contract 4). */
export class TooFast extends Error {}

/** Whoever asked has gone: nobody waits for this answer. */
export class Aborted extends Error {
  constructor() {
    super('the asker has gone');
  }
}
