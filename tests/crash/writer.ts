import type { EntriesAnswer } from '../../shared/contract/http';
import { type Sent, entry } from '../server/kit';

/** One writer: reports on its own devices, keeps what was acked, and sends again what was not, as a phone does. */
export class Writer {
  readonly acked = new Map<string, number>();
  #devices: string[];
  #unacked: Sent[] = [];
  #count = 0;

  constructor(
    name: string,
    private readonly begin: number,
    private readonly perRequest: number,
  ) {
    this.#devices = Array.from({ length: 5 }, (_, index) => `${name}-${index}`);
  }

  /** What has to be there first. */
  places(): Sent[] {
    return this.#devices.flatMap((deviceId) => [
      entry('device.registered', { deviceId, siteId: 'S1', category: 'camera' }, this.begin),
      entry('device.commissioned', { deviceId }, this.begin),
    ]);
  }

  /** Sends until the server is gone; `sent` is told of every request. */
  async writeTo(url: string, cookie: string, sent: () => void): Promise<void> {
    for (;;) {
      if (this.#unacked.length === 0) this.#unacked = Array.from({ length: this.perRequest }, () => this.#next());
      try {
        const request = fetch(`${url}/api/entries`, {
          method: 'POST',
          headers: { cookie, 'content-type': 'application/json' },
          body: JSON.stringify({ entries: this.#unacked }),
        });
        sent();
        const response = await request;
        // Not ready yet, or the connection's last words: what is not acked is sent again.
        if (response.status !== 200) continue;
        const { results } = (await response.json()) as EntriesAnswer;
        for (const { id, outcome, seq, error } of results) {
          if (outcome === 'refused') throw new Error(`refused: ${JSON.stringify(error)}`);
          this.acked.set(id, seq!);
        }
        this.#unacked = [];
      } catch (error) {
        if (error instanceof Error && error.message.startsWith('refused')) throw error;
        return;
      }
    }
  }

  /** Every report changes its device's status, at an instant of its own: a delta's `since` tells which one it saw. */
  #next(): Sent {
    const turn = this.#count++;
    const deviceId = this.#devices[turn % this.#devices.length]!;
    const status = Math.floor(turn / this.#devices.length) % 2 === 0 ? 'down' : 'up';
    return entry('status.observed', { deviceId, status }, this.begin + 1000 + turn);
  }
}
