import { devicesIn } from '../helpers/changes';
import { rmSync } from 'node:fs';
import { verify } from '../../server/ledger/files/verify';
import type { Delta, LiveDevice, Snapshot } from '../../shared/contract/live';
import { connect } from '../live/kit';
import { entry, tempFolder } from '../server/kit';
import { type ServerProcess, command, logIn, spawnServer, untilReady } from '../server/process';
import { Writer } from './writer';

interface Line {
  seq: number;
  id: string;
  kind: string;
  at: string;
  hash: string;
  body: { deviceId?: string; status?: string };
}

export interface Report {
  kills: number;
  entries: number;
  acked: number;
  deltas: number;
  /** What must not be: each in words; empty when all holds. */
  wrong: string[];
}

/** What watchers were ever shown. */
interface Seen {
  devices: Map<string, LiveDevice>;
  heads: Map<number, string>;
  to: number;
  deltas: number;
}

function watchInto(seen: Seen, url: string, cookie: string): () => void {
  const socket = connect({ url, cookie });
  const devices = (list: readonly LiveDevice[]) => {
    for (const device of list) seen.devices.set(`${device.id} ${device.since} ${device.status}`, device);
  };
  socket.on('delta', (delta: Delta) => {
    seen.deltas += 1;
    seen.to = Math.max(seen.to, delta.to);
    devices(devicesIn(delta));
  });
  socket.emit('watch', { scope: '440000', topics: ['status'] }, (answer) => {
    if ('error' in answer) return;
    const { head, status } = answer.snapshot as Snapshot;
    seen.heads.set(head.seq, head.hash);
    devices(status!.devices);
  });
  return () => void socket.disconnect();
}

/** One life of the server: writers write and a watcher watches until, after a random number of requests, it is killed. */
async function life(server: ServerProcess, cookie: string, writers: readonly Writer[], seen: Seen): Promise<void> {
  await untilReady(server);
  const unwatch = watchInto(seen, server.url, cookie);
  let left = 10 + Math.floor(Math.random() * 150);
  let killed: Promise<unknown> | null = null;
  const sent = () => {
    left -= 1;
    if (left === 0) killed = server.end('SIGKILL');
  };
  await Promise.all(writers.map((writer) => writer.writeTo(server.url, cookie, sent)));
  await killed;
  unwatch();
}

/** Kills the server again and again under load, then asks the ledger what became of everything (contract 4). */
export async function crash(kills: number, progress: (kill: number) => void = () => {}): Promise<Report> {
  const folder = tempFolder();
  const begin = Date.now() - 86_400_000;
  const writers = [new Writer('A', begin, 1), new Writer('B', begin, 7), new Writer('C', begin, 40)];
  const seen: Seen = { devices: new Map(), heads: new Map(), to: 0, deltas: 0 };
  try {
    let server = await spawnServer(folder);
    await untilReady(server);
    const cookie = await logIn(server.url);
    const site = entry('site.registered', { siteId: 'S1', name: '演示考点', area: '440781' }, begin);
    const setUp = await fetch(`${server.url}/api/entries`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ entries: [site, ...writers.flatMap((writer) => writer.places())] }),
    });
    if (setUp.status !== 200) throw new Error(await setUp.text());
    for (let kill = 1; kill <= kills; kill += 1) {
      await life(server, cookie, writers, seen);
      server = await spawnServer(folder);
      progress(kill);
    }
    await untilReady(server);
    await server.end('SIGTERM');
    const { stdout } = await command(['export'], { DATA_DIR: folder });
    return await judge(stdout, kills, writers, seen);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function judge(text: string, kills: number, writers: readonly Writer[], seen: Seen): Promise<Report> {
  const wrong: string[] = [];
  const check = (holds: boolean, what: string) => void (holds || wrong.push(what));
  // The chain, the numbering, and that no id stands twice.
  const head = await verify(
    (async function* () {
      yield Buffer.from(text);
    })(),
  ).catch((error: unknown) => void wrong.push((error as Error).message));
  const lines = text.split('\n').flatMap((line) => (line ? [JSON.parse(line) as Line] : []));
  const byId = new Map(lines.map((line) => [line.id, line]));
  const acked = writers.flatMap((writer) => [...writer.acked]);
  for (const [id, seq] of acked) check(byId.get(id)?.seq === seq, `acked ${id} as ${seq}, found ${byId.get(id)?.seq}`);
  const facts = new Set(lines.map(({ at, body }) => `${body.deviceId} ${Date.parse(at)} ${body.status}`));
  for (const line of lines.filter((one) => one.kind === 'device.commissioned')) {
    facts.add(`${line.body.deviceId} ${Date.parse(line.at)} up`);
  }
  for (const key of seen.devices.keys()) check(facts.has(key), `a watcher saw ${key}, which the ledger does not say`);
  for (const [seq, hash] of seen.heads)
    check(lines[seq - 1]?.hash === hash, `a snapshot stood on another entry ${seq}`);
  check(seen.to <= (head?.seq ?? 0), `a delta led to ${seen.to}, beyond the head`);
  return { kills, entries: lines.length, acked: acked.length, deltas: seen.deltas, wrong };
}
