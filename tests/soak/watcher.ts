import { devicesIn } from '../helpers/changes';
import { isDeepStrictEqual } from 'node:util';
import { type Socket, io } from 'socket.io-client';
import { plan } from '../../client/stores/live/plan';
import { type LiveState, applyDelta, fromSnapshot } from '../../client/stores/live/state';
import type { ClientToServer, Delta, LiveWindow, ServerToClient, WatchAck } from '../../shared/contract/live';
import { EVERYTHING } from '../bench/crowd';
import type { Target } from '../bench/load';

const WINDOWS: readonly LiveWindow[] = ['day', 'month', 'year', 'cycle'];

/** A page as it is open on a wall: a snapshot and the deltas after it by the client's own functions (client/stores/live.ts). */
export class Watcher {
  state: LiveState | null = null;
  /** How often it had to ask again, after the first time. */
  again = -1;
  /** From the sending of a report to its delta, ms. */
  times: number[] = [];
  #socket: Socket<ServerToClient, ClientToServer>;
  #asking = 0;
  #frozen = false;

  constructor(
    target: Target,
    /** Observations before this instant are not of this run. */
    private readonly begun: number,
  ) {
    const headers = { cookie: target.cookie };
    this.#socket = io(target.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 2000,
      extraHeaders: headers,
    });
    this.#socket.on('connect', () => {
      this.#ask(this.state?.to);
      // A page that is frozen does not thaw because its connection was cut: the next one is not read, either.
      if (this.#frozen) this.freeze();
    });
    this.#socket.on('delta', (delta) => this.#hear(delta));
    this.#socket.on('disconnect', () => (this.#asking = 0));
  }

  get connected(): boolean {
    return this.#socket.connected;
  }

  /** Reads nothing more from its connection, and says nothing. */
  freeze(): void {
    this.#frozen = true;
    this.#tcp()?.pause();
  }

  thaw(): void {
    this.#frozen = false;
    this.#tcp()?.resume();
  }

  leave(): void {
    this.#socket.disconnect();
  }

  #tcp(): { pause(): void; resume(): void } | undefined {
    const engine = this.#socket.io.engine as Socket['io']['engine'] | undefined;
    return (engine?.transport as unknown as { ws?: { _socket?: { pause(): void; resume(): void } } })?.ws?._socket;
  }

  #ask(since?: number): void {
    this.again += 1;
    this.#asking += 1;
    const mine = this.#asking;
    this.#socket.emit(
      'watch',
      since === undefined || !this.state ? EVERYTHING : { ...EVERYTHING, since, ledger: this.state.ledger },
      (answer: WatchAck) => {
        if (mine !== this.#asking) return;
        this.#asking = 0;
        if ('error' in answer) throw new Error(answer.error.message);
        this.state = fromSnapshot(answer.snapshot, answer.to, this.state);
      },
    );
  }

  #hear(delta: Delta): void {
    if (this.#asking || !this.state) return;
    const step = plan(this.state.to, delta);
    if (step.do === 'watch') return this.#ask(step.since);
    if (step.do === 'drop') return;
    const now = Date.now();
    for (const device of devicesIn(delta)) {
      if (device.since < this.begun) continue;
      const before = this.state.status.devices.get(device.id);
      // Every report of the run changes its device, at the instant at which it was sent: that is when it began to travel.
      if (before?.since !== device.since) this.times.push(now - device.since);
    }
    this.state = applyDelta(this.state, delta);
  }
}

/** What runs by itself between two deltas, at one instant. */
function at({ indicators: { running } }: LiveState, now: number): unknown {
  return (
    running &&
    WINDOWS.map((window) => {
      const { sums, rate, at: then, from, to } = running[window];
      const paces = { serviceMs: rate.upMs + rate.degradedMs + rate.downMs + rate.unknownMs, ...rate };
      const grown = Object.entries(sums).map(([name, ms]) => [
        name,
        ms + (paces[name as keyof typeof paces] ?? 0) * (now - then),
      ]);
      return { from, to, sums: Object.fromEntries(grown) as unknown };
    })
  );
}

/** The rows without what time alone moves between two looks: the fault rate and what is worked out of it. */
function rows({ indicators: { answer } }: LiveState): unknown {
  return answer?.rows.map((row) => (row.id === 'fault-rate' ? { id: row.id, target: row.target } : row));
}

/** Names what a watcher shows otherwise than a fresh snapshot; empty: nothing. */
export function differences(shown: LiveState, fresh: LiveState, now: number): string[] {
  const { to: _to, indicators: _indicators, ...lists } = fresh;
  const names = Object.keys(lists) as (keyof typeof lists)[];
  const wrong: string[] = names.filter((name) => !isDeepStrictEqual(shown[name], lists[name]));
  if (!isDeepStrictEqual(at(shown, now), at(fresh, now))) wrong.push('running');
  if (!isDeepStrictEqual(rows(shown), rows(fresh))) wrong.push('rows');
  return wrong;
}
