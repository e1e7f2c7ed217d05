import type { Entry } from '../../shared/model/entry';
import type { BodyOf, Kind } from '../../shared/model/kinds';
import { uuid } from '../helpers/entries';

const DEVICES = 1500;
const SITES = 15;
const STATUSES = ['up', 'degraded', 'up', 'down'] as const;
const STEP_MS = 20_000;

/** A city's ledger without an end: 15 sites, 1,500 devices (unless told otherwise) that report in turn. The fold does not look at the chain. */
export class History {
  now = Date.parse('2025-01-01T00:00:00+08:00');
  #seq = 0;
  #turn = 0;
  #places: (() => Entry)[] = [];

  constructor(private readonly devices = DEVICES) {
    for (let site = 0; site < SITES; site += 1) {
      const siteId = `S${site}`;
      const name = `演示考点${site}`;
      this.#places.push(() => this.#entry('site.registered', { siteId, name, area: '440781' }));
    }
    for (let device = 0; device < devices; device += 1) {
      const deviceId = `D${device}`;
      const body = { deviceId, siteId: `S${device % SITES}`, category: 'camera' };
      this.#places.push(() => this.#entry('device.registered', body));
      this.#places.push(() => this.#entry('device.commissioned', { deviceId }));
    }
    this.#places.reverse();
  }

  /** The next `count` entries. */
  take(count: number): Entry[] {
    return Array.from({ length: count }, () => this.#places.pop()?.() ?? this.#report());
  }

  #report(): Entry {
    this.#turn += 1;
    this.now += STEP_MS;
    const status = STATUSES[Math.floor(this.#turn / this.devices) % STATUSES.length]!;
    return this.#entry('status.observed', { deviceId: `D${this.#turn % this.devices}`, status });
  }

  #entry<K extends Kind>(kind: K, body: BodyOf<K>): Entry {
    this.#seq += 1;
    const hash = this.#seq.toString(16).padStart(64, '0');
    const at = this.now;
    return {
      seq: this.#seq,
      id: uuid(this.#seq),
      kind,
      at,
      recordedAt: at,
      actor: 'a',
      body,
      prev: hash,
      hash,
    } as Entry;
  }
}
