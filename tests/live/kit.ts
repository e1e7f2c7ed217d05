import { type Socket, io } from 'socket.io-client';
import type { ClientToServer, Delta, ServerToClient, WatchAck, WatchRequest } from '../../shared/contract/live';
import type { TestServer } from '../server/kit';

export type LiveSocket = Socket<ServerToClient, ClientToServer>;

/** Waits for what a callback brings; no test sleeps. */
export interface Heard<T> {
  all: T[];
  /** The first that fits, past or to come. */
  until(fits: (one: T) => boolean): Promise<T>;
}

export function heard<T>(subscribe: (hear: (one: T) => void) => void): Heard<T> {
  const all: T[] = [];
  const waiting: { fits: (one: T) => boolean; done: (one: T) => void }[] = [];
  subscribe((one) => {
    all.push(one);
    for (const wait of waiting.splice(0)) {
      if (wait.fits(one)) wait.done(one);
      else waiting.push(wait);
    }
  });
  const until = (fits: (one: T) => boolean) => {
    const past = all.find(fits);
    return past === undefined ? new Promise<T>((done) => waiting.push({ fits, done })) : Promise.resolve(past);
  };
  return { all, until };
}

export function connect(server: Pick<TestServer, 'url' | 'cookie'>, headers: Record<string, string> = {}): LiveSocket {
  return io(server.url, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: { cookie: server.cookie, ...headers },
  });
}

export const deltasOf = (socket: LiveSocket): Heard<Delta> => heard((hear) => socket.on('delta', hear));

/** Watches, and fails the test when that is refused. */
export async function watch(socket: LiveSocket, request: WatchRequest): Promise<Exclude<WatchAck, { error: unknown }>> {
  const answer = await new Promise<WatchAck>((done) => socket.emit('watch', request, done));
  if ('error' in answer) throw new Error(JSON.stringify(answer.error));
  return answer;
}
