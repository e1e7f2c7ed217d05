import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { pino } from 'pino';
import { io } from 'socket.io-client';
import { Authentication } from '../../../server/access/authentication';
import { ConfigError, readConfig } from '../../../server/config';
import { ClientAddresses } from '../../../server/http/client-address';
import type { SessionAnswer } from '../../../shared/contract/http';
import { PASSWORD, type StartOptions, type TestServer, discard, startServer } from '../kit';

/** Defect 16 and the low ones beside it: origins, cookies and client addresses behind a proxy. */
const PUBLIC = 'https://kaodian.example';
let server: TestServer;
afterEach(() => discard(server));
const start = async (deps: NonNullable<StartOptions['deps']>) => {
  server = await startServer({ deps });
};

/** Starts a server, and keeps its warnings. */
async function logged(deps: NonNullable<StartOptions['deps']>): Promise<string[]> {
  const lines: string[] = [];
  await start({ ...deps, log: pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) }) });
  return lines;
}

interface Raw {
  status: number;
  cookies: string[];
  body: SessionAnswer & { error?: { code: string } };
}

/** A request with headers that `fetch` does not let anybody set: Host, Origin. */
function raw(
  path: string,
  headers: Record<string, string>,
  json?: object,
  method = json ? 'POST' : 'GET',
): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const asked = request(server.url + path, { method, headers: { 'content-type': 'application/json', ...headers } });
    asked.on('error', reject);
    asked.on('response', (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
      answer.on('end', () => {
        const cookies = answer.headers['set-cookie'] ?? [];
        resolve({ status: answer.statusCode!, cookies, body: JSON.parse(text || '{}') as Raw['body'] });
      });
    });
    asked.end(json && JSON.stringify(json));
  });
}
const logIn = (headers: Record<string, string>) =>
  raw('/api/session', headers, { username: 'admin', password: PASSWORD });

describe('16: PUBLIC_URL', () => {
  it.each([
    'https://x.example/path',
    'https://x.example/?q=1',
    'https://x.example/#a',
    'https://u:p@x.example',
    'ftp://x',
  ])('%s is refused at the start, in one line', async (PUBLIC_URL) => {
    await start({});
    expect(() => readConfig({ PUBLIC_URL })).toThrow(ConfigError);
    expect(() => readConfig({ PUBLIC_URL })).toThrow(/^PUBLIC_URL is wrong: [^\n]+without path, query or user[^\n]+$/);
  });

  it('is taken with a slash at its end, a default port and in capitals', async () => {
    await start({});
    for (const PUBLIC_URL of ['https://kaodian.example/', 'https://kaodian.example:443', 'HTTPS://Kaodian.Example']) {
      expect(readConfig({ PUBLIC_URL }).PUBLIC_URL).toBe(PUBLIC);
    }
  });

  it('opened by http says in the log-in’s answer where to go: the browser drops the cookie', async () => {
    await start({ publicUrl: PUBLIC });
    const lan = await logIn({ origin: server.url });
    expect([lan.status, lan.body.openAt]).toEqual([200, PUBLIC]);
    expect(lan.cookies[0]).toMatch(/^__Host-kaodian=.*; Secure/);
    // By the public host, and through a proxy that says that TLS ended there: the cookie is kept.
    expect((await logIn({ host: 'kaodian.example', origin: PUBLIC })).body.openAt).toBeUndefined();
    await discard(server);
    await start({ publicUrl: PUBLIC, trustProxy: 'loopback' });
    expect((await logIn({ 'x-forwarded-proto': 'https', origin: PUBLIC })).body.openAt).toBeUndefined();
    expect((await logIn({ origin: server.url })).body.openAt).toBe(PUBLIC);
  });
});

describe('16: the same origin', () => {
  const isForeign = async (headers: Record<string, string>) => (await logIn(headers)).status === 403;

  it('is the same in capitals, and with the default port or without', async () => {
    await start({ publicUrl: PUBLIC });
    for (const host of ['kaodian.example', 'kaodian.example:443', 'KAODIAN.Example']) {
      expect([host, await isForeign({ host, origin: PUBLIC })]).toEqual([host, false]);
    }
    await discard(server);
    await start({});
    for (const [host, origin] of [
      ['name:80', 'http://name'],
      ['NAME', 'http://name'],
      ['name:443', 'https://name'],
      ['name:8080', 'http://name:8080'],
    ] as const) {
      expect([host, await isForeign({ host, origin })]).toEqual([host, false]);
    }
    for (const [host, origin] of [
      ['name:8080', 'http://name'],
      ['name', 'http://other'],
      ['name', 'null'],
      ['name', 'http://name.other'],
    ] as const) {
      expect([origin, await isForeign({ host, origin })]).toEqual([origin, true]);
    }
  });

  it('by https is not that by http, whether TLS ends here, at PUBLIC_URL or at a trusted proxy', async () => {
    await start({ publicUrl: PUBLIC });
    expect(await isForeign({ host: 'kaodian.example', origin: 'http://kaodian.example' })).toBe(true);
    // Opened by http on the network of the school, which is not the public address.
    expect(await isForeign({ origin: server.url })).toBe(false);
    await discard(server);
    await start({ trustProxy: 1 });
    const through = { host: 'name', 'x-forwarded-proto': 'https' };
    expect(await isForeign({ ...through, origin: 'http://name' })).toBe(true);
    expect(await isForeign({ ...through, origin: 'https://name' })).toBe(false);
    await discard(server);
    await start({});
    // Nobody is trusted to say so.
    expect(await isForeign({ ...through, origin: 'http://name' })).toBe(false);
  });

  it('is asked for on the live channel, too', async () => {
    await start({ publicUrl: PUBLIC });
    const connected = (extraHeaders: Record<string, string>) =>
      new Promise<boolean>((done) => {
        const options = { transports: ['websocket'], forceNew: true, reconnection: false };
        const socket = io(server.url, { ...options, extraHeaders: { cookie: server.cookie, ...extraHeaders } });
        socket.on('connect', () => done(true));
        socket.on('connect_error', () => done(false));
      });
    const host = 'KAODIAN.example:443';
    expect(await connected({ host, origin: PUBLIC })).toBe(true);
    expect(await connected({ host: 'kaodian.example', origin: 'http://kaodian.example' })).toBe(false);
    expect(await connected({ origin: 'http://other.example' })).toBe(false);
  });
});

describe('low: the cookie under TLS', () => {
  it('carries __Host-, and the one of the plain name is not read', async () => {
    await start({ publicUrl: PUBLIC });
    expect(server.cookie).toMatch(/^__Host-kaodian=/);
    const secret = server.cookie.split('=')[1]!;
    const as = async (name: string) => (await raw('/api/session', { cookie: `${name}=${secret}` })).status;
    expect([await as('__Host-kaodian'), await as('kaodian')]).toEqual([200, 401]);
    const out = await raw('/api/session', { cookie: server.cookie, origin: PUBLIC }, undefined, 'DELETE');
    expect([out.status, out.cookies[0]]).toEqual([204, expect.stringMatching(/^__Host-kaodian=;/)]);
    await discard(server);
    await start({});
    expect(server.cookie).toMatch(/^kaodian=/);
  });
});

describe('16: TRUST_PROXY', () => {
  it('is a number of proxies or their addresses', async () => {
    await start({});
    const read = (TRUST_PROXY: string) => readConfig({ TRUST_PROXY }).TRUST_PROXY;
    expect([read('2'), read('loopback, 10.0.0.0/8'), read('false')]).toEqual([2, 'loopback, 10.0.0.0/8', false]);
    for (const wrong of ['yes', '-1', '10.0.0.0/99', 'proxy.example']) {
      expect(() => read(wrong)).toThrow(/^TRUST_PROXY is wrong: it wants the number of proxies/);
    }
  });

  it.each([
    [true, [expect.stringContaining('TRUST_PROXY=true') as string]],
    [1, []],
  ])('%s: only true warns in the log, since a client then names its own address', async (trustProxy, said) => {
    expect(await logged({ trustProxy })).toEqual(said);
  });

  it('counts wrong passwords by account and client address', async () => {
    await start({ trustProxy: 'loopback' });
    const from = (address: string, username: string, password: string) =>
      server.ask('/api/session', {
        json: { username, password },
        headers: { cookie: '', 'x-forwarded-for': address },
      });
    for (let guess = 0; guess < 10; guess += 1) await from('192.0.2.1', 'admin', 'wrong');
    expect((await from('192.0.2.1', 'admin', PASSWORD)).status).toBe(429);
    expect((await from('192.0.2.2', 'admin', PASSWORD)).status).toBe(200);
  });

  it('not set, or wrong: 110 wrong log-ins of others behind the same proxy delay the next one, and lock out nobody', async () => {
    await start({});
    const delays: number[] = [];
    const wait = async (ms: number) => void delays.push(ms);
    const noFactor = { isOn: async () => false, take: async () => false };
    const authentication = new Authentication(server.store, noFactor, server.clock.read, wait);
    const proxy = '10.0.0.1';
    for (let name = 0; name < 11; name += 1) {
      for (let guess = 0; guess < 10; guess += 1) {
        expect(await authentication.logIn(`name ${name}`, 'wrong', proxy)).toEqual({ refused: 'wrong' });
      }
      expect(await authentication.logIn(`name ${name}`, 'wrong', proxy)).toEqual({ waitS: 300 });
    }
    expect(await authentication.logIn('admin', PASSWORD, proxy)).toHaveProperty('secret');
    // The ten tries after the hundredth failure, and the log-in.
    expect(delays).toEqual(Array.from({ length: 11 }, () => 2000));
  });
});

describe('16: the log says that clients cannot be told apart', () => {
  it('when five accounts have logged in, all from one address; once', async () => {
    await start({});
    const said: { address?: string }[] = [];
    const watch = new ClientAddresses(false, (about) => said.push(about));
    for (const account of ['a', 'b', 'c', 'd', 'd', 'a']) watch.loggedIn(account, '10.0.0.1');
    expect(said).toEqual([]);
    for (const account of ['e', 'f']) watch.loggedIn(account, '10.0.0.1');
    expect(said).toEqual([{ address: '10.0.0.1' }]);
  });

  it('not where one came from elsewhere', async () => {
    await start({});
    const said: object[] = [];
    const watch = new ClientAddresses(false, (about) => said.push(about));
    watch.loggedIn('a', '10.0.0.1');
    watch.loggedIn('b', '10.0.0.2');
    for (const account of ['c', 'd', 'e', 'f']) watch.loggedIn(account, '10.0.0.1');
    expect(said).toEqual([]);
  });

  it('when a request was passed on by a proxy, and none is named; once', async () => {
    const lines = await logged({});
    await server.ask('/healthz');
    expect(lines).toEqual([]);
    for (let time = 0; time < 2; time += 1) {
      await server.ask('/healthz', { headers: { 'x-forwarded-for': '192.0.2.1' } });
    }
    expect(lines).toEqual([expect.stringContaining('TRUST_PROXY is not set')]);
  });
});
