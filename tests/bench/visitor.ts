import { type Socket, io } from 'socket.io-client';
import type { ServerToClient, ClientToServer, WatchAck, WatchRequest } from '../../shared/contract/live';
import { EVERYTHING } from './crowd';
import type { Target } from './load';

export type Visitor = Socket<ServerToClient, ClientToServer>;

/** A page that is opened: connects and watches. `bytes` is what came over the wire, compressed as it came. */
export async function visit(
  { url, cookie }: Target,
  watching: WatchRequest = EVERYTHING,
): Promise<{ socket: Visitor; answer: Exclude<WatchAck, { error: unknown }>; ms: number; bytes: number }> {
  const began = performance.now();
  const socket: Visitor = io(url, { transports: ['websocket'], forceNew: true, extraHeaders: { cookie } });
  const answer = await new Promise<WatchAck>((done) => socket.emit('watch', watching, done));
  const ms = performance.now() - began;
  if ('error' in answer) throw new Error(answer.error.message);
  const { ws } = socket.io.engine.transport as unknown as { ws: { _socket: { bytesRead: number } } };
  return { socket, answer, ms, bytes: ws._socket.bytesRead };
}
