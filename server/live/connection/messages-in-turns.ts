import { WebSocketServer, type ServerOptions } from 'ws';

/**
 * The WebSocket server of Engine.IO, which hands on one message of a connection a turn of the event loop: thousands that
 * arrive together wait for their turns instead of holding up everybody else.
 */
export class MessagesInTurns extends WebSocketServer {
  constructor(options: ServerOptions) {
    super({ ...options, allowSynchronousEvents: false });
  }
}
