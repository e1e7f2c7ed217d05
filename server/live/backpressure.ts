import type { Socket } from 'socket.io';

/** Packets that may wait for a client that reads slowly: a second and a half of ticks … */
const PACKETS_MAX = 32;
/** … or this many characters, whichever comes first. */
const CHARACTERS_MAX = 512 * 1024;

type Connection = Pick<Socket, 'conn'>['conn'];
/** Engine.IO's own queue: what the network has not taken yet. Its types keep it private; nothing else tells. */
type Waiting = { writeBuffer: readonly { data?: unknown }[] };

const waitingFor = (connection: Connection) => Reflect.get(connection, 'writeBuffer') as Waiting['writeBuffer'];

/** Whether a client has fallen so far behind that more would only be stored for it. */
export function isBehind(connection: Connection): boolean {
  const waiting = waitingFor(connection);
  if (waiting.length === 0) return false;
  if (waiting.length >= PACKETS_MAX) return true;
  const characters = waiting.reduce((sum, { data }) => sum + (typeof data === 'string' ? data.length : 0), 0);
  return characters >= CHARACTERS_MAX;
}

/** Whether the network has taken everything that waited. */
export function isDrained(connection: Connection): boolean {
  return waitingFor(connection).length === 0 && connection.transport.writable;
}
