import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../server/services/context';
import { httpApp } from '../../server/http/http';
import { makeLog } from '../../server/log';
import { API_ERROR_CODES } from '../../shared/contract/vocabulary';
import { PushRefusal } from '../../shared/contract/work/heartbeats';
import { ROUTES, itemPath, listPath } from '../../shared/contract/routes';
import { LIST_NAMES } from '../../shared/fold/lists/lists';
import { ALL_KINDS, isRecordable } from '../../shared/model/kinds';
import { type TestServer, discard, startServer } from './kit';

interface Operation {
  parameters: { name: string; in: string; required: boolean }[];
  responses: Record<string, { content?: Record<string, { schema?: object }> }>;
  requestBody?: { description: string; content: Record<string, { schema: Schema }> };
}
interface Schema {
  properties: Record<string, Schema & { const?: string }>;
  required: string[];
  items: Schema;
  oneOf: Schema[];
  enum?: string[];
}
interface Described {
  openapi: string;
  info: { description: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}
interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle?: { stack?: Layer[] };
}

/** What Express was really given, whoever gave it. */
function registered(layers: readonly Layer[]): string[] {
  return layers.flatMap(({ route, handle }) => [
    ...(route ? Object.keys(route.methods).map((method) => `${method} ${route.path}`) : []),
    ...(handle?.stack ? registered(handle.stack) : []),
  ]);
}

let server: TestServer;
let described: Described;
beforeAll(async () => {
  server = await startServer();
  described = (await server.ask<Described>('/api/openapi.json', { headers: { cookie: '' } })).body;
});
afterAll(() => discard(server));

const named = () =>
  Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  );

describe('the description of the interface (contract 5)', () => {
  it('names every route that is registered, and no other', () => {
    const nothing: unknown = new Proxy(() => nothing, { get: () => nothing });
    const log = makeLog('silent');
    const app = httpApp(nothing as Context, { clientFolder: server.folder, trustProxy: undefined, log });
    const { stack } = app.router as unknown as { stack: Layer[] };
    // HTML, for people: the client's pages, and a device's public page.
    const pages = new Set(['get /{*path}', 'get /s/:code', 'post /s/:code', 'get /v/:code', 'post /v/:code']);
    const all = registered(stack).filter((route) => !pages.has(route));
    expect(named().sort()).toEqual(all.sort());
    expect([...new Set(all.map((route) => route.split(' ')[1]))].sort()).toEqual(
      [...Object.values(ROUTES), ...LIST_NAMES.flatMap((name) => [listPath(name), itemPath(name)])].sort(),
    );
  });

  it('names the limit of each body, and every code that a refusal may have', () => {
    const limitOf = (path: string) => described.paths[path]!['post']!.requestBody!.description;
    // 16 kB where no account is wanted, 512 kB from an account, 2 MB for entries.
    expect(['/api/session', '/api/users', '/api/entries'].map(limitOf)).toEqual([
      'At most 16,384 bytes.',
      'At most 524,288 bytes.',
      'At most 2,097,152 bytes.',
    ]);
    expect(described.info.description).toContain('clock (the server’s clock was set while it ran;');
    const { properties } = described.components.schemas['Error']!;
    expect(properties['error']!.properties['code']!.enum).toEqual([...API_ERROR_CODES]);
  });

  it('is made of the schemas that check what comes in', () => {
    expect(described.openapi).toBe('3.1.0');
    const uptime = described.paths['/api/uptime']!['get']!;
    expect(uptime.parameters.map((one) => [one.name, one.required])).toEqual([
      ['scope', true],
      ['by', false],
      ['from', true],
      ['to', true],
      ['asOf', false],
    ]);
    const entries = described.paths['/api/entries']!['post']!.requestBody!.content['application/json']!.schema;
    const kinds = entries.properties['entries']!.items.oneOf;
    expect(kinds.map((one) => one.properties['kind']!.const)).toEqual(ALL_KINDS.filter(isRecordable));
    const reported = kinds.find((one) => one.properties['kind']!.const === 'fault.reported')!.properties['body']!;
    expect(reported.required).toEqual(['faultId', 'deviceId', 'impact', 'severity']);
    expect(Object.keys(reported.properties)).toContain('recurrenceOf');
  });

  it('names the schema of every JSON answer, and has it among its components', () => {
    const { schemas } = described.components;
    const refs = JSON.stringify(described).match(/#\/components\/schemas\/[^"]+/g)!;
    for (const ref of refs) expect(Object.keys(schemas)).toContain(ref.split('/').at(-1));
    const ok = described.paths['/api/devices/{id}']!['get']!.responses['200']!;
    expect(ok.content!['application/json']!.schema).toEqual({ $ref: '#/components/schemas/DeviceItem' });
    expect(Object.keys(schemas['DeviceItem']!.properties)).toContain('reportWithinS');
    expect(schemas['DeviceItemPage']!.properties['items']!.items).toEqual({ $ref: '#/components/schemas/DeviceItem' });
    // An answer may gain fields: its objects are open to readers.
    expect(JSON.stringify(schemas)).not.toContain('"additionalProperties":false');
    const bare = Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.values(methods).flatMap(({ responses }) =>
        Object.values(responses).some(
          ({ content }) => content?.['application/json'] && !content['application/json'].schema,
        )
          ? [path]
          : [],
      ),
    );
    expect(bare).toEqual([]);
  });

  it('names the answers of other statuses that are not the common error', async () => {
    const of = (path: string, status: string) =>
      described.paths[path]!['get']!.responses[status]!.content!['application/json']!.schema;
    expect(of('/readyz', '503')).toEqual({ $ref: '#/components/schemas/ReadyAnswer' });
    expect(of('/api/push/{token}', '404')).toEqual({ $ref: '#/components/schemas/PushRefusal' });
    const { body } = await server.ask('/api/push/nothing', { headers: { cookie: '' } });
    expect(PushRefusal.parse(body)).toEqual({ ok: false, msg: 'there is no such token' });
  });

  it('lists the filters and sort keys of a list', () => {
    const { parameters } = described.paths['/api/faults']!['get']!;
    const names = parameters.map((one) => one.name);
    const filters = ['state', 'severity', 'impact', 'verdict', 'low', 'overdue'];
    const of = ['device', 'site', 'room', 'category', 'vendor', 'model', 'assignee'];
    const own = ['from', 'to', ...filters, ...of, 'facets', 'sort', 'texts'];
    expect(names).toEqual(['scope', 'limit', 'after', 'q', 'count', 'asOf', ...own]);
  });

  it('says whom each route serves', () => {
    const open = Object.entries(described.paths).filter(([, methods]) =>
      Object.values(methods).some((one) => !('security' in one)),
    );
    expect(open.map(([path]) => path).sort()).toEqual([
      '/api/openapi.json',
      '/api/push/{token}',
      '/api/session',
      '/api/session/kiosk',
      '/api/setup',
      '/healthz',
      '/metrics',
      '/readyz',
    ]);
  });
});

describe('metrics (contract 5)', () => {
  it('are told to a collector on the machine, and to administrators from elsewhere', async () => {
    await server.ask('/api/entries', { json: { entries: [{ id: 'x', kind: 'site.registered', body: {} }] } });
    const here = await server.ask<string>('/metrics', { headers: { cookie: '' } });
    expect(here.status).toBe(200);
    expect(here.headers.get('content-type')).toContain('text/plain');
    const names = ['entries_total', 'commit_seconds', 'live_watchers', 'fold_things', 'start_replay_seconds'];
    for (const name of names) expect(here.body).toContain(`kaodian_${name}`);
    expect(here.body).toContain('kaodian_entries_total{outcome="refused"} 1');
    const passedOn = { 'x-forwarded-for': '192.0.2.1' };
    expect((await server.ask('/metrics', { headers: { cookie: '', ...passedOn } })).status).toBe(401);
    expect((await server.ask('/metrics', { headers: passedOn })).status).toBe(200);
  });
});
