import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LiveServer, LiveSocket } from './sockets';
import { LIVE_LIMITS } from './limits';
import { PacketDecoder, hasTooManyPackets } from './packets';

interface Transport {
  name: string;
  parser: { decodePayload(payload: string): unknown[] };
}
interface Connection {
  id: string;
  transport: Transport;
  on(event: 'upgrade', listener: (transport: Transport) => void): void;
  on(event: 'close', listener: () => void): void;
}

/** Bounds of the transports below Socket.IO. They hold before the first packet is decoded. */
export class EngineBounds {
  /** The ids of the connections whose account is known. */
  readonly #letIn = new Set<string>();

  constructor(private readonly io: LiveServer) {
    io.engine.use((request: IncomingMessage, response: ServerResponse, next: () => void) => {
      // Of every answer, those that refuse included.
      response.setHeader('X-Content-Type-Options', 'nosniff');
      if (request.method !== 'POST' || this.#mayPost(request)) return next();
      response.writeHead(413, { 'Content-Type': 'application/json', Connection: 'close' });
      response.end(JSON.stringify({ error: { code: 'too-large', message: 'this request is too large' } }));
    });
    io.engine.on('connection', (connection: Connection) => {
      const bound = (transport: Transport) => {
        framesOnce(transport);
        boundFrames(transport, this.#letIn.has(connection.id) ? LIVE_LIMITS.packet : LIVE_LIMITS.openPayload);
      };
      boundPayloads(connection.transport);
      bound(connection.transport);
      connection.on('upgrade', bound);
      connection.on('close', () => this.#letIn.delete(connection.id));
    });
  }

  /** Whether there is room for one more connection, of an account or not. */
  get hasRoom(): boolean {
    return this.io.engine.clientsCount < LIVE_LIMITS.connections;
  }

  /** The account of a socket is known: it may send what an account may. */
  letIn(socket: LiveSocket): void {
    this.#letIn.add(Reflect.get(socket.conn, 'id') as string);
    boundFrames(socket.conn.transport, LIVE_LIMITS.packet);
    const decoder: unknown = Reflect.get(socket.client, 'decoder');
    if (decoder instanceof PacketDecoder) decoder.letIn();
  }

  /** A request without its length is not read: how much comes would be known too late. */
  #mayPost({ headers, url = '' }: IncomingMessage): boolean {
    const bytes = Number(headers['content-length'] ?? Infinity);
    const id = new URL(url, 'http://localhost').searchParams.get('sid');
    return bytes <= (id !== null && this.#letIn.has(id) ? LIVE_LIMITS.packet : LIVE_LIMITS.openPayload);
  }
}

/** A polling request may carry many packets, of one character each: they are counted before they are decoded. */
function boundPayloads(transport: Transport): void {
  const { parser } = transport;
  const decodePayload = (payload: string): unknown[] =>
    hasTooManyPackets(payload) ? [{ type: 'error' }] : parser.decodePayload(payload);
  if (transport.name === 'polling') Object.assign(transport, { parser: { ...parser, decodePayload } });
}

interface Bounded {
  _maxPayload: number;
}

/**
 * The most bytes of a WebSocket frame, unpacked: a small one may unpack to megabytes, and does so before it is decoded.
 * `ws` takes one bound for all its connections and keeps each one's copy private.
 */
function boundFrames(transport: object, bytes: number): void {
  const socket = Reflect.get(transport, 'socket') as { _receiver?: Bounded & { _extensions?: object } } | undefined;
  const receiver = socket?._receiver;
  if (!receiver) return;
  receiver._maxPayload = bytes;
  const unpacking = Reflect.get(receiver._extensions ?? {}, 'permessage-deflate') as Bounded | undefined;
  if (unpacking) unpacking._maxPayload = bytes;
}

/**
 * Compression is for snapshots, large and sent to one. A delta is framed once for all its watchers, uncompressed, which
 * Engine.IO does only for transports that it believes to be without compression: an uncompressed frame is lawful on any
 * connection (RFC 7692), and Engine.IO keeps the order by waiting for each send.
 */
function framesOnce(transport: object): void {
  Object.assign(transport, { perMessageDeflate: null });
}
