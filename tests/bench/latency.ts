import { devicesIn } from '../helpers/changes';
import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { io } from 'socket.io-client';
import { observed } from '../server/kit';
import { spawnScript } from '../server/process';
import { deviceOf } from './county';
import { serveCounty } from './county-folder';
import { Crowd, EVERYTHING } from './crowd';
import { type Target, post } from './load';
import { paced, quantile } from './paced';
import { line } from './report';
import { visit } from './visitor';

const ROUNDS = 3;
const ROUND_MS = 3000;
const CALM = { perSecond: 20, each: 1, ms: ROUND_MS };
/** A thousand reports a second, as collectors send them. */
const BUSY = { perSecond: 50, each: 20, ms: ROUND_MS };
const STATUSES = ['up', 'degraded', 'down'];

/** What was sent and has not come back yet, by what an event names it by; and how long the others took, ms. */
class Travels {
  readonly times: number[] = [];
  #begun = new Map<string, number>();

  begin(name: string): void {
    this.#begun.set(name, performance.now());
  }

  arrive(name: string): void {
    const at = this.#begun.get(name);
    if (at === undefined) return;
    this.#begun.delete(name);
    this.times.push(performance.now() - at);
  }

  async over(): Promise<void> {
    for (let waited = 0; this.#begun.size > 0 && waited < 20_000; waited += 20) await pause(20);
    if (this.#begun.size > 0) throw new Error(`${this.#begun.size} reports never came back as an event`);
  }
}

interface Peer {
  target: Target;
  watching: typeof EVERYTHING | null;
  /** The measuring watcher: what of an event names the report. */
  listen(travels: Travels): Promise<() => void>;
  name(sent: ReturnType<typeof observed>): string;
}

const ours = (target: Target): Peer => ({
  target,
  watching: EVERYTHING,
  async listen(travels) {
    const { socket } = await visit(target);
    socket.on('delta', (delta) => {
      for (const device of devicesIn(delta)) travels.arrive(device.id);
    });
    return () => void socket.disconnect();
  },
  name: ({ body }) => (body as { deviceId: string }).deviceId,
});

const bare = (target: Target): Peer => ({
  target,
  watching: null,
  async listen(travels) {
    const socket = io(target.url, { transports: ['websocket'], forceNew: true });
    socket.on('event', ({ id }: { id: string }) => travels.arrive(id));
    await new Promise<void>((done) => socket.on('connect', done));
    return () => void socket.disconnect();
  },
  name: ({ id }) => id,
});

let turn = 0;
/** Each report is of another device than the last 1,499, and says something new of it. */
function next(): ReturnType<typeof observed> {
  turn += 1;
  return observed(deviceOf(turn), STATUSES[Math.floor(turn / 1500) % 3]!);
}

interface Measured {
  p50: number;
  p99: number;
}

/** How long reports take to the measuring watcher, which is here with the load; the others are in another process. */
async function round(peer: Peer, watched: number, rate: typeof CALM): Promise<Measured> {
  const crowd = await Crowd.gather(peer.target, watched - 1, peer.watching);
  const travels = new Travels();
  const stop = await peer.listen(travels);
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  await paced(rate.perSecond, rate.ms, async () => {
    const entries = Array.from({ length: rate.each }, next);
    for (const one of entries) travels.begin(peer.name(one));
    await post(agent, peer.target, '/api/entries', JSON.stringify({ entries }));
  });
  await travels.over();
  agent.destroy();
  stop();
  await crowd.leave();
  return { p50: quantile(travels.times, 0.5), p99: quantile(travels.times, 0.99) };
}

/** Both in turn, so that whatever else the machine does falls on both; of each the round least disturbed. */
async function inTurn(peers: [Peer, Peer], watched: number, rate: typeof CALM): Promise<[Measured, Measured]> {
  const rounds: [Measured, Measured][] = [];
  for (let count = 0; count < ROUNDS; count += 1) {
    rounds.push([await round(peers[0], watched, rate), await round(peers[1], watched, rate)]);
  }
  const best = (which: 0 | 1) => rounds.map((pair) => pair[which]).sort((a, b) => a.p99 - b.p99)[0]!;
  return [best(0), best(1)];
}

/** From the sending of a report to the event at a watcher, of the whole county. */
export async function latencyBench(): Promise<void> {
  const { server, target } = await serveCounty();
  const limit = await spawnScript('tests/bench/bare.ts');
  const peers: [Peer, Peer] = [ours(target), bare({ url: limit.url, cookie: '' })];
  for (const watched of [1, 50]) {
    const [one, other] = await inTurn(peers, watched, CALM);
    line(`report → event, 20/s, ${watched} watching, p50`, one.p50, 'ms', { name: 'bare', value: other.p50 });
    line('  p99', one.p99, 'ms', { name: 'bare', value: other.p99, aim: '≤ 1.5 ×' });
  }
  // The bare peer sends 200,000 frames a second then, and falls behind: once is enough of it.
  const busy = [await round(peers[0], 200, BUSY), await round(peers[0], 200, BUSY)].sort((a, b) => a.p99 - b.p99)[0]!;
  const other = await round(peers[1], 200, { ...BUSY, ms: 1000 });
  line('report → event, 1,000/s, 200 watching, p50', busy.p50, 'ms', { name: 'bare', value: other.p50 });
  line('  p99', busy.p99, 'ms', { name: 'bare', value: other.p99, aim: '≤ 100 ms' });
  await server.end('SIGTERM');
  await limit.end('SIGTERM');
}
