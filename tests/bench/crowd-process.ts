/** A process: watchers that listen and count what comes, apart from whoever measures. It is told by messages (crowd.ts). */
import { io, type Socket } from 'socket.io-client';
import type { Asked, Told } from './crowd';

const AGAIN_MS = 1000;

interface Watcher {
  socket: Socket;
  bytes: number;
  /** Packets of the live channel by their event, and bytes of them on the wire. */
  frames: Map<string, { count: number; bytes: number }>;
}

/** A text frame of a server is its text and 2 bytes more, 4 from 126 bytes on (RFC 6455). */
const onWire = (text: string) => {
  const size = Buffer.byteLength(text);
  return size + (size < 126 ? 2 : 4);
};

/** The TCP connection under a socket that came up by WebSocket. */
const tcp = (socket: Socket) =>
  (socket.io.engine.transport as unknown as { ws: { _socket: { bytesRead: number } } }).ws._socket;

function count(watcher: Watcher, name: string, text: string): void {
  const known = watcher.frames.get(name) ?? { count: 0, bytes: 0 };
  watcher.frames.set(name, { count: known.count + 1, bytes: known.bytes + onWire(text) });
}

/** Watches (or only connects), then takes what comes off the wire without looking into it. */
function watch({ target, watching }: Extract<Asked, { do: 'watch' }>): Promise<Watcher> {
  const socket = io(target.url, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie: target.cookie },
  });
  const watcher: Watcher = { socket, bytes: 0, frames: new Map() };
  return new Promise((done) => {
    const ready = () => {
      const { engine } = socket.io;
      engine.removeAllListeners('data');
      engine.on('packet', ({ type, data }) => {
        if (type !== 'message') count(watcher, type, '0');
        else count(watcher, /^\d+\["(\w+)"/.exec(data as string)?.[1] ?? 'other', `4${data as string}`);
      });
      watcher.bytes = tcp(socket).bytesRead;
      done(watcher);
    };
    socket.on('connect', () => (watching ? socket.emit('watch', watching, ready) : ready()));
    // An account that connects often is told to wait (contract 3): a page does so, too.
    socket.on('connect_error', () => void setTimeout(() => socket.connect(), AGAIN_MS));
  });
}

let watchers: Watcher[] = [];

/** Since it was last asked: what one watcher got on the wire, at most, and the frames of all. */
function counted(): Told {
  const bytes = watchers.map((one) => tcp(one.socket).bytesRead - one.bytes);
  const frames: Record<string, { count: number; bytes: number }> = {};
  for (const watcher of watchers) {
    for (const [name, { count: number, bytes: size }] of watcher.frames) {
      const sum = (frames[name] ??= { count: 0, bytes: 0 });
      sum.count += number;
      sum.bytes += size;
    }
    watcher.frames.clear();
    watcher.bytes = tcp(watcher.socket).bytesRead;
  }
  return { bytes: bytes.reduce((sum, one) => sum + one, 0), frames };
}

process.on('message', (asked: Asked) => {
  if (asked.do === 'count') return void process.send!(counted());
  void Promise.all(Array.from({ length: asked.count }, () => watch(asked))).then((all) => {
    watchers = all;
    process.send!({ bytes: 0, frames: {} } satisfies Told);
  });
});
process.on('disconnect', () => process.exit(0));
