import type { Instant } from '../../shared/model/instant';
import { RateLimit, clientOf } from '../services/rate-limit';

const MINUTE_MS = 60_000;
const WINDOW_MS = 10 * MINUTE_MS;

/**
 * The bounds of the public page. A school's rooms share one address, so its bounds are wider than a person needs; the
 * ledger keeps everything for good, so all addresses together have one, too.
 */
export class VoiceLimits {
  #pages = new RateLimit(300, WINDOW_MS);
  #clients = new RateLimit(30, WINDOW_MS);
  #devices = new RateLimit(10, WINDOW_MS);
  #all = new RateLimit(60, MINUTE_MS);

  /** Counts a request for the page of any device; seconds to wait, 0: it is answered. */
  page(address: string, now: Instant): number {
    const client = clientOf(address);
    const waitS = this.#pages.waitS(client, now);
    if (waitS === 0) this.#pages.count(client, now);
    return waitS;
  }

  /** Counts a voice before it is written, so that voices at the same time cannot exceed the limit; seconds to wait. */
  voice(address: string, deviceId: string, now: Instant): number {
    const client = clientOf(address);
    const limits = [
      [this.#clients, client],
      [this.#devices, deviceId],
      [this.#all, ''],
    ] as const;
    const waitS = Math.max(...limits.map(([limit, key]) => limit.waitS(key, now)));
    if (waitS === 0) for (const [limit, key] of limits) limit.count(key, now);
    return waitS;
  }
}
