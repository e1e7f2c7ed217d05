import { Agent } from 'node:http';
import type { EntriesAnswer, EntryResult } from '../../shared/contract/http';
import { COUNTY_DEVICES, deviceOf } from '../bench/county';
import { type Target, post } from '../bench/load';
import { type Sent, entry, observed } from '../server/kit';

/** Changes of one request. */
export const CHANGES_EACH = 4;
const STATUSES = ['up', 'degraded', 'down', 'unknown'];
/** One change in so many is a fault, which the next one of them repairs. */
const FAULT_EVERY = 50;

/** Says something new of the next device, again and again; now and then reports a fault, or repairs one. */
export class Changes {
  #turn = 0;
  recorded = 0;
  #faults = 0;
  /** Reported, known to be recorded, and not repaired yet. */
  #open: string[] = [];
  #agent = new Agent({ keepAlive: true, maxSockets: 16 });

  constructor(private readonly target: Target) {}

  async send(): Promise<void> {
    const entries = Array.from({ length: CHANGES_EACH }, () => this.#next());
    const results = await this.#post(entries);
    // Several are under way at once: the count is read after the wait.
    this.recorded += results.length;
    for (const { kind, body } of entries) {
      if (kind === 'fault.reported') this.#open.push((body as { faultId: string }).faultId);
    }
  }

  /** One change more, when all others are recorded; its seq is where everybody has to come to. */
  async last(): Promise<number> {
    const deviceId = deviceOf(this.#turn + 1);
    const results = await this.#post([observed(deviceId, 'down'), observed(deviceId, 'up')]);
    this.#agent.destroy();
    return results.at(-1)!.seq!;
  }

  async #post(entries: readonly Sent[]): Promise<EntryResult[]> {
    const text = await post(this.#agent, this.target, '/api/entries', JSON.stringify({ entries }));
    const { results } = JSON.parse(text) as EntriesAnswer;
    const refused = results.find((one) => one.outcome !== 'recorded');
    if (refused) throw new Error(`a change was not recorded: ${JSON.stringify(refused)}`);
    return results;
  }

  #next(): Sent {
    this.#turn += 1;
    const deviceId = deviceOf(this.#turn);
    const now = Date.now();
    if (this.#turn % FAULT_EVERY !== 0) {
      const status = STATUSES[Math.floor(this.#turn / COUNTY_DEVICES) % STATUSES.length]!;
      return observed(deviceId, status, now);
    }
    const faultId = this.#open.shift();
    if (faultId !== undefined) return entry('fault.repaired', { faultId }, now);
    this.#faults += 1;
    const body = { faultId: `SOAK-${this.#faults}`, deviceId, impact: 'none', severity: 'minor' };
    return entry('fault.reported', body, now);
  }
}
