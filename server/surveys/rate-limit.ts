import type { Instant } from '../../shared/model/instant';
import { RateLimit, clientOf } from '../services/rate-limit';

const MINUTE_MS = 60_000;
const WINDOW_MS = 10 * MINUTE_MS;

/**
 * The bounds of the public page. Everybody of a school answers from one address within minutes of the end of an exam, and
 * an answer needs a slip that has not answered: what an address may send is wide, what it may guess is not.
 */
export class SurveyLimits {
  #pages = new RateLimit(4000, WINDOW_MS);
  #guesses = new RateLimit(60, WINDOW_MS);
  #answers = new RateLimit(1200, MINUTE_MS);

  /** Counts a request; seconds to wait, 0: it is answered. */
  page(address: string, now: Instant): number {
    const client = clientOf(address);
    const waitS = Math.max(this.#pages.waitS(client, now), this.#guesses.waitS(client, now));
    if (waitS === 0) this.#pages.count(client, now);
    return waitS;
  }

  /** Counts an address with a slip or a survey that does not exist. */
  guessed(address: string, now: Instant): void {
    this.#guesses.count(clientOf(address), now);
  }

  /** Counts an answer before it is written, of all addresses together: the ledger keeps each for good. */
  answer(now: Instant): number {
    const waitS = this.#answers.waitS('', now);
    if (waitS === 0) this.#answers.count('', now);
    return waitS;
  }
}
