import { type IncomingMessage, type Server, type ServerResponse, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A network that loses things: in front of the server, under a test's control. */
export interface LossyProxy {
  url: string;
  /** No connection gets through. */
  offline: boolean;
  /** Of the requests that record: shares lost on the way to the server, and on the way back. */
  loseRequests: number;
  loseAnswers: number;
  /** Of the next chunks of photos, what is lost: the chunk on its way to the server, or its answer. */
  chunkFates: ('request' | 'answer')[];
  /** How long what records is under way to the server, ms. */
  inTheAirMs: number;
  /** How many recording requests reached the server. */
  recorded: number;
  /** What was asked for, in order, and how many bytes each answer had on the wire, without its head. */
  asked: { path: string; bytes: number }[];
  close(): Promise<void>;
}

/** The same numbers in every run. */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export async function lossyProxy(target: string): Promise<LossyProxy> {
  const random = draws(202_336);
  const to = new URL(target);
  const server: Server = createServer((req, res) => void pass(req, res));
  const proxy: LossyProxy = {
    url: '',
    offline: false,
    loseRequests: 0,
    loseAnswers: 0,
    chunkFates: [],
    inTheAirMs: 0,
    recorded: 0,
    asked: [],
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };

  async function pass(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const records = req.method === 'POST' && req.url === '/api/entries';
    const isChunk = req.method === 'PUT' && req.url?.startsWith('/api/papers/') === true;
    const fate = isChunk ? proxy.chunkFates.shift() : undefined;
    if (fate === 'request') return void req.socket.destroy();
    if (proxy.offline || (records && random() < proxy.loseRequests)) return void req.socket.destroy();
    if (records && proxy.inTheAirMs > 0) await new Promise((resolve) => setTimeout(resolve, proxy.inTheAirMs));
    const onward = request(
      { host: to.hostname, port: to.port, path: req.url, method: req.method, headers: req.headers },
      (answer) => {
        if (records) proxy.recorded += 1;
        if (records && random() < proxy.loseAnswers) {
          answer.resume();
          return void req.socket.destroy();
        }
        if (fate === 'answer') {
          answer.resume();
          return void req.socket.destroy();
        }
        const asked = { path: req.url ?? '', bytes: 0 };
        proxy.asked.push(asked);
        answer.on('data', (part: Buffer) => (asked.bytes += part.length));
        res.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(res);
      },
    );
    onward.on('error', () => res.destroy());
    req.pipe(onward);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return proxy;
}
