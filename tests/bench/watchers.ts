import { io } from 'socket.io-client';
import type { Target } from './load';

/** Connects watchers of everything; resolves when each has its snapshot (or is connected, where there is none). */
export async function watchers(target: Target, count: number, watching: boolean): Promise<() => void> {
  const sockets = Array.from({ length: count }, () =>
    io(target.url, { transports: ['websocket'], forceNew: true, extraHeaders: { cookie: target.cookie } }),
  );
  await Promise.all(
    sockets.map(
      (socket) =>
        new Promise<void>((done) => {
          if (watching) socket.emit('watch', { scope: '440000', topics: ['status', 'indicators'] }, () => done());
          else socket.on('connect', () => done());
        }),
    ),
  );
  return () => sockets.forEach((socket) => void socket.disconnect());
}
