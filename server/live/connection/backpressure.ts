import type { Socket } from 'socket.io';
import { LIVE_LIMITS } from './limits';

type Connection = Pick<Socket, 'conn'>['conn'];
/** Engine.IO's own queue: what the network has not taken yet. Its types keep it private; nothing else tells. */
type Waiting = { writeBuffer: readonly { data?: unknown }[] };

const waitingFor = (connection: Connection) => Reflect.get(connection, 'writeBuffer') as Waiting['writeBuffer'];

/** How many packets the network has not taken yet. */
export const waitingPackets = (connection: Connection): number => waitingFor(connection).length;

/** Whether a client has fallen so far behind that more would only be stored for it. */
export function isBehind(connection: Connection): boolean {
  const waiting = waitingFor(connection);
  if (waiting.length === 0) return false;
  if (waiting.length >= LIVE_LIMITS.waitingPackets) return true;
  const characters = waiting.reduce((sum, { data }) => sum + (typeof data === 'string' ? data.length : 0), 0);
  return characters >= LIVE_LIMITS.waitingCharacters;
}

/** Whether the network has taken everything that waited. */
export function isDrained(connection: Connection): boolean {
  return waitingFor(connection).length === 0 && connection.transport.writable;
}
