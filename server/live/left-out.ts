import { isBehind, isDrained } from './connection/backpressure';
import type { Watched } from './feed';
import type { LiveServer, LiveSocket } from './connection/sockets';

/** What a watcher is taken in again with: its feed, and the last `to` that it was sent. */
export interface LeftOutAt {
  key: string;
  watched: Watched;
  to: number;
}

/**
 * Watchers that read slower than they are sent: left out until what waits for them has been read. What would only be
 * stored for them is not sent, so that memory follows the watchers and not their networks.
 */
export class LeftOut {
  readonly #sockets = new Map<LiveSocket, LeftOutAt>();

  constructor(private readonly io: LiveServer) {}

  get ids(): string[] {
    return Array.from(this.#sockets.keys(), ({ id }) => id);
  }

  /** Those who have read what waited for them. */
  drained(): [LiveSocket, LeftOutAt][] {
    return [...this.#sockets].filter(([{ conn }]) => isDrained(conn));
  }

  /** Takes those out of a room who are behind. */
  leave(room: string, at: LeftOutAt): void {
    for (const id of this.io.sockets.adapter.rooms.get(room) ?? []) {
      const socket = this.io.sockets.sockets.get(id);
      if (!socket || !isBehind(socket.conn)) continue;
      this.#sockets.set(socket, at);
      void socket.leave(room);
    }
  }

  forget(socket: LiveSocket): void {
    this.#sockets.delete(socket);
  }
}
