import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { constants, setPriority } from 'node:os';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import type { TokenAnswer } from '../../shared/contract/http';
import { COUNTY } from '../bench/county';
import { makeCounty } from '../bench/county-folder';
import type { Target } from '../bench/load';
import { rssMiB } from '../bench/memory';
import { paced, quantile } from '../bench/paced';
import { StolenTime, stolenText } from '../bench/stolen';
import { tempFolder } from '../server/kit';
import { logIn, spawnServer, untilReady } from '../server/process';
import { CHANGES_EACH, Changes } from '../soak/changes';
import type { Order } from './attack-process';
import type { AttackName, Outcomes, Attacked } from './attacks';

const ENTRIES = 100_000;
const CHANGES_PER_SECOND = 200;
const WARM_UP_MS = 4000;
const CALM_MS = 10_000;
const PING_EVERY_MS = 100;

const SLOWER_TOLERATED = 3;
/** Below this the p99 of a calm server is the noise of the machine. */
const CALM_AT_LEAST_MS = 10;
const PING_TOLERATED_MS = 250;
const GROWTH_TOLERATED_MIB = 512;

const PROCESS = fileURLToPath(new URL('attack-process.ts', import.meta.url));

interface Seen {
  /** Times of the writers' requests and of pings, ms. */
  writes: number[];
  pings: number[];
  /** The most resident memory, MiB. */
  rss: number;
  /** The share of the processors' time that the host gave to others. */
  stolen: number;
}

/** Changes and pings at a steady rate; the figures since they were last taken. */
class Load {
  #changes: Changes;
  #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  #stolen = new StolenTime();
  #seen: Seen = { writes: [], pings: [], rss: 0, stolen: 0 };
  #ended = false;
  #running: Promise<unknown>;

  constructor(
    private readonly target: Target,
    private readonly pid: number,
  ) {
    this.#changes = new Changes(target);
    this.#running = Promise.all([this.#write(), this.#ping()]);
  }

  take(): Seen {
    const seen = { ...this.#seen, stolen: this.#stolen.take() };
    this.#seen = { writes: [], pings: [], rss: rssMiB(this.pid), stolen: 0 };
    return seen;
  }

  async end(): Promise<void> {
    this.#ended = true;
    await this.#running;
    this.#agent.destroy();
  }

  async #write(): Promise<void> {
    const perSecond = CHANGES_PER_SECOND / CHANGES_EACH;
    while (!this.#ended) {
      await paced(perSecond, 500, async () => {
        const began = performance.now();
        await this.#changes.send();
        this.#seen.writes.push(performance.now() - began);
      });
    }
  }

  async #ping(): Promise<void> {
    while (!this.#ended) {
      const began = performance.now();
      const request = get(`${this.target.url}/healthz`, { agent: this.#agent });
      const [response] = (await once(request, 'response')) as [import('node:http').IncomingMessage];
      await once(response.resume(), 'end');
      this.#seen.pings.push(performance.now() - began);
      this.#seen.rss = Math.max(this.#seen.rss, rssMiB(this.pid));
      await pause(Math.max(0, PING_EVERY_MS - (performance.now() - began)));
    }
  }
}

async function attackedOf(target: Target): Promise<Attacked> {
  const make = async (role: string, scope: string | string[]): Promise<string> => {
    const response = await fetch(`${target.url}/api/tokens`, {
      method: 'POST',
      headers: { cookie: target.cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ name: role, role, scope }),
    });
    return ((await response.json()) as TokenAnswer).token;
  };
  const sites = Array.from({ length: 15 }, (_, index) => `site:S${index}`);
  const [viewer, agent, admin] = [await make('viewer', COUNTY), await make('agent', sites), await make('admin', [])];
  return { url: target.url, tokens: { viewer, agent, admin } };
}

/**
 * An attacker has a machine of its own: here its process yields the two cores to the server and to what measures it, and
 * its start, which costs a second of a core, is over before the figures are taken.
 */
async function attackFrom(order: Order, begins: () => void): Promise<Outcomes> {
  const child = fork(PROCESS, { execArgv: ['--import', 'tsx'] });
  setPriority(child.pid!, constants.priority.PRIORITY_LOW);
  await once(child, 'message');
  begins();
  const told = once(child, 'message') as Promise<[Outcomes]>;
  child.send(order);
  return (await told)[0];
}

/**
 * A built server on a county of 1,500 devices, changes and pings from this process, the attacks from another one. Tells
 * the figures of each attack on `tell`.
 * @returns what did not hold; empty when all did.
 */
export async function attackLoad(
  attacks: readonly AttackName[],
  ms: number,
  tell: (line: string) => void,
): Promise<string[]> {
  const folder = await makeCounty(tempFolder(), ENTRIES);
  const server = await spawnServer(folder);
  const wrong: string[] = [];
  try {
    await untilReady(server);
    const target = { url: server.url, cookie: await logIn(server.url) };
    const load = new Load(target, server.pid);
    await pause(WARM_UP_MS);
    load.take();
    await pause(CALM_MS);
    const calm = load.take();
    const calmP99 = Math.max(CALM_AT_LEAST_MS, quantile(calm.writes, 0.99));
    tell(lineOf('calm', calm));
    for (const name of attacks) {
      // Accounts of its own: what the one before was refused is not held against this one.
      const attacked = await attackedOf(target);
      const outcomes = await attackFrom({ name, attacked, ms }, () => load.take());
      const seen = load.take();
      tell(`${lineOf(name, seen)}  ${JSON.stringify(outcomes)}`);
      const p99 = quantile(seen.writes, 0.99);
      const ping = quantile(seen.pings, 1);
      const grown = seen.rss - calm.rss;
      if (p99 > SLOWER_TOLERATED * calmP99) {
        wrong.push(`${name}: the writers' p99 was ${p99.toFixed(0)} ms, ${(p99 / calmP99).toFixed(1)} × the calm one`);
      }
      if (ping > PING_TOLERATED_MS) wrong.push(`${name}: a ping took ${ping.toFixed(0)} ms`);
      if (grown > GROWTH_TOLERATED_MIB) wrong.push(`${name}: the memory grew by ${grown.toFixed(0)} MiB`);
    }
    await load.end();
  } finally {
    await server.end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
  return wrong;
}

function lineOf(name: string, { writes, pings, rss, stolen }: Seen): string {
  const show = (list: readonly number[], share: number) => quantile(list, share).toFixed(1).padStart(7);
  return (
    `${name.padEnd(14)} writes ${String(writes.length).padStart(5)}  p50 ${show(writes, 0.5)}  p99 ${show(writes, 0.99)} ms  ` +
    `pings p50 ${show(pings, 0.5)}  max ${show(pings, 1)} ms  RSS ${rss.toFixed(0).padStart(4)} MiB${stolenText(stolen)}`
  );
}
