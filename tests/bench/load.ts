import { Agent, request } from 'node:http';

export interface Target {
  url: string;
  cookie: string;
}

/** Posts JSON over a kept-alive connection; resolves with the body once the answer is whole. */
export function post(agent: Agent, { url, cookie }: Target, path: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { cookie, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url + path, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        response.statusCode === 200 ? resolve(text) : reject(new Error(`${response.statusCode} ${text}`)),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/**
 * Sends bodies over `connections` kept-alive connections for about `ms`.
 * @returns how many requests, how many a second, and the median and 99th percentile of a request in ms.
 */
export async function load(
  target: Target,
  path: string,
  body: () => string,
  { connections, ms }: { connections: number; ms: number },
): Promise<{ count: number; perSecond: number; p50: number; p99: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  const began = performance.now();
  const worker = async () => {
    while (performance.now() - began < ms) {
      const text = body();
      const start = performance.now();
      await post(agent, target, path, text);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const elapsed = performance.now() - began;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { count: times.length, perSecond: (times.length / elapsed) * 1000, p50: at(0.5), p99: at(0.99) };
}
