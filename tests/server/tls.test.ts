import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { selfSigned } from './certificate';
import { PASSWORD, tempFolder } from './kit';
import { type ServerProcess, spawnServer } from './process';

let folder: string;
let server: ServerProcess;
const { cert, key } = selfSigned();
beforeEach(async () => {
  folder = tempFolder();
  const files = { TLS_CERT: join(folder, 'cert.pem'), TLS_KEY: join(folder, 'key.pem') };
  writeFileSync(files.TLS_CERT, cert);
  writeFileSync(files.TLS_KEY, key);
  server = await spawnServer(join(folder, 'data'), files);
});
afterEach(async () => {
  await server.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** A request that trusts our certificate, and no other. */
async function ask(path: string, body?: object): Promise<IncomingMessage> {
  const method = body ? 'POST' : 'GET';
  const asked = request(server.url + path, {
    ca: cert,
    agent: false,
    method,
    headers: { 'content-type': 'application/json' },
  });
  asked.end(body && JSON.stringify(body));
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.resume();
  return answer;
}

describe('TLS_CERT and TLS_KEY (contract 2)', () => {
  it('serve HTTPS, promise it for later, and keep the cookie to it', async () => {
    expect(server.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    const alive = await ask('/healthz');
    expect([alive.statusCode, alive.headers['strict-transport-security']]).toEqual([
      200,
      expect.stringContaining('max-age='),
    ]);
    const session = await ask('/api/session', { username: 'admin', password: PASSWORD });
    expect([session.statusCode, session.headers['set-cookie']![0]]).toEqual([200, expect.stringMatching(/; Secure/)]);
  });

  it('are for those who trust the certificate, and for nobody in the clear', async () => {
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow('fetch failed');
    await expect(fetch(`${server.url.replace('https', 'http')}/healthz`)).rejects.toThrow('fetch failed');
  });
});
