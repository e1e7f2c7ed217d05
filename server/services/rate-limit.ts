import { isIPv6 } from 'node:net';
import type { Instant } from '../../shared/model/instant';

/** Bounds the memory when requests come from very many addresses: the oldest window is forgotten. */
const REMEMBERED = 10_000;

/** At most `most` of a key in a window that begins with its first. */
export class RateLimit {
  #windows = new Map<string, { count: number; since: Instant }>();

  constructor(
    private readonly most: number,
    private readonly windowMs: number,
    private readonly remembered = REMEMBERED,
  ) {}

  /** Seconds until the next one is allowed; 0: now. */
  waitS(key: string, now: Instant): number {
    const window = this.#windows.get(key);
    if (!window || now >= window.since + this.windowMs || window.count < this.most) return 0;
    return Math.ceil((window.since + this.windowMs - now) / 1000);
  }

  count(key: string, now: Instant): void {
    const window = this.#windows.get(key);
    if (window && now < window.since + this.windowMs) {
      window.count += 1;
      return;
    }
    this.#windows.delete(key);
    if (this.#windows.size >= this.remembered) this.#windows.delete(this.#windows.keys().next().value!);
    this.#windows.set(key, { count: 1, since: now });
  }

  get size(): number {
    return this.#windows.size;
  }
}

/**
 * Who counts as one client: an IPv4 address, or the /64 network of an IPv6 address, all of which one subscriber has.
 * An IPv4 address that is written as IPv6 (`::ffff:192.0.2.1`) is the IPv4 address.
 */
export function clientOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const bare = address.replace(/%.*$/, '');
  if (!isIPv6(bare)) return address;
  const [head = '', tail] = bare.toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
