import { setTimeout as pause } from 'node:timers/promises';
import { logIn } from '../server/process';
import { serveCounty } from './county-folder';
import { Crowd, type Told } from './crowd';
import { line } from './report';
import { visit } from './visitor';

const STANDING = 20;
const VISITS = 5;
/** Signs of life, with or without a visitor. */
const PULSES = ['pulse', 'ping', 'pong'];

function beyondPulses({ bytes, frames }: Told): number {
  return PULSES.reduce((left, name) => left - (frames[name]?.bytes ?? 0), bytes);
}

/** What those who watch already are sent for another's log-in; they are in a process of their own, the visitor in this one. */
export async function bystandersBench(): Promise<void> {
  const { server, target } = await serveCounty();
  const crowd = await Crowd.gather(target, STANDING);
  const during = async (what: () => Promise<unknown>) => {
    // What was on its way before is over.
    await pause(500);
    await crowd.counted();
    await what();
    await pause(500);
    return crowd.counted();
  };
  const began = performance.now();
  const visited = await during(async () => {
    for (let index = 0; index < VISITS; index += 1) {
      const { socket } = await visit({ url: target.url, cookie: await logIn(target.url) });
      socket.disconnect();
    }
  });
  const took = performance.now() - began;
  const quiet = await during(() => pause(took));
  const each = beyondPulses(visited) / STANDING / VISITS;
  line('a log-in costs each of 20 who watch already', each, 'B', { name: 'aim', value: 0, aim: '0' });
  line('  the same time without one', beyondPulses(quiet) / STANDING / VISITS, 'B');
  const others = Object.entries(visited.frames).filter(([name]) => !PULSES.includes(name));
  for (const [name, { count }] of others) line(`  frames of ${name} to all of them`, count, 'frames');
  await crowd.leave();
  await server.end('SIGTERM');
}
