/** The server's clock minus the phone's, ms, as one answered request tells it, and how far that may be wrong. */
export interface Measured {
  offset: number;
  /** Half of the round trip: the answer's time was read somewhere within it. */
  uncertainty: number;
  /** When it was measured, by the phone's clock, ms. */
  at: number;
}

/**
 * @param sentAt the phone's clock when the request was sent, ms
 * @param serverNow the server's clock in the answer, ms
 * @param receivedAt the phone's clock when the answer came, ms
 */
export function measure(sentAt: number, serverNow: number, receivedAt: number): Measured {
  const uncertainty = Math.max(0, receivedAt - sentAt) / 2;
  return { offset: serverNow - (sentAt + uncertainty), uncertainty, at: receivedAt };
}

/**
 * The better of two measurements. They disagree by more than both can be wrong: a clock was set, the newer one holds. Else
 * the one with the shorter round trip is more exact.
 */
export function better(known: Measured | null, next: Measured): Measured {
  if (known === null) return next;
  if (Math.abs(next.offset - known.offset) > next.uncertainty + known.uncertainty) return next;
  return next.uncertainty <= known.uncertainty ? next : known;
}

/** A difference of the clocks up to this is none: the server tolerates it too (contract 4). */
const TOLERATED_MS = 2000;

/** What an `at` of the phone's clock is corrected by, ms: nothing within the tolerance or the measurement's error. */
export function correctionOf({ offset, uncertainty }: Measured): number {
  return Math.abs(offset) <= Math.max(TOLERATED_MS, uncertainty) ? 0 : Math.round(offset);
}
