import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntriesAnswer } from '../../shared/contract/http';
import { REFUSAL_CODES } from '../../shared/model/vocabulary';
import { type TestServer, discard, entry, startServer } from './kit';
import { KINDS } from './matrix-kinds';
import { SCOPED, ScopedWorld, type Who } from './scoped-world';

let server: TestServer;
let world: ScopedWorld;
beforeAll(async () => {
  server = await startServer();
  world = await ScopedWorld.make(server);
});
afterAll(() => discard(server));

const RUNS = { numRuns: 150 };
/** No answer takes this long, whatever was asked. */
const PATIENCE_MS = 5000;

const who = fc.constantFrom<Who>(...SCOPED);
const id = fc.constantFrom(
  'S-IN',
  'S-ZZ',
  'R-IN',
  'R-ZZ',
  'D-IN',
  'D-ZZ',
  'F-IN',
  'F-ZZ',
  'E-ZZ',
  'G-ZZ',
  'P-ZZ',
  'nothing',
);
const instant = fc.constantFrom('2025-03-01T00:00:00Z', '2025-03-05T00:00:00+08:00', '1970-01-01T00:00:00Z', 'now', '');
const odd = fc.oneof(
  id,
  instant,
  fc.string(),
  fc.integer().map(String),
  fc.constantFrom('440781', '440782', '440000', '999999'),
);
const scope = fc.oneof(
  odd,
  fc.tuple(fc.constantFrom('site', 'room', 'device', 'project', 'grant', 'fault'), id).map((pair) => pair.join(':')),
);

const PATHS = [
  'uptime',
  'indicators',
  'areas',
  'sites',
  'rooms',
  'devices',
  'faults',
  'exams',
  'grants',
  'projects',
  'entries',
  'devices/D-IN/timeline',
  'devices/D-ZZ/timeline',
  'sign-ins',
  'ledger',
];
const NAMES = ['scope', 'from', 'to', 'by', 'period', 'asOf', 'limit', 'after', 'kind', 'entity', '__proto__', 'x'];
const query = fc.record({
  path: fc.oneof(
    fc.constantFrom(...PATHS),
    fc
      .tuple(
        fc.constantFrom('areas', 'sites', 'rooms', 'devices', 'faults', 'exams', 'grants', 'projects', 'papers'),
        odd,
      )
      .map(([list, one]) => `${list}/${encodeURIComponent(one.isWellFormed() ? one : 'x')}`),
  ),
  given: fc.array(
    fc.oneof(fc.tuple(fc.constantFrom('scope', 'entity'), scope), fc.tuple(fc.constantFrom(...NAMES), odd)),
    { maxLength: 5 },
  ),
});

/** What was sent comes back in complaints: only what the asker did not say itself is a leak. */
function leaks(said: string, answer: string): string[] {
  const found = answer.match(/[\w-]*ZZ[\w-]*|440782/g) ?? [];
  return found.filter((one) => !said.includes(one));
}

async function asked(role: Who, path: string, init: RequestInit & { json?: unknown } = {}) {
  const reply = await world.ask(role, path, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
  expect(reply.status, `${path} ${JSON.stringify(init)} ${JSON.stringify(reply.body)}`).toBeLessThan(500);
  return reply;
}

describe('whatever is asked (fuzz)', () => {
  it('queries are answered or refused, and tell nothing of what lies beyond the scope', async () => {
    const run = fc.asyncProperty(who, query, async (role, { path, given }) => {
      const search = new URLSearchParams(given.map(([name, value]) => [name, value.toWellFormed()])).toString();
      const { body } = await asked(role, `/api/${path}?${search}`);
      const said = decodeURIComponent(path) + given.map(([, value]) => value).join(' ');
      expect(leaks(said, JSON.stringify(body) ?? ''), path).toEqual([]);
    });
    await fc.assert(run, RUNS);
  });

  it('bytes that are no entries are 400 or 413', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map((text) => new TextEncoder().encode(text)),
      fc.json().map((text) => new TextEncoder().encode(`{"entries":${text}}`)),
      fc.json().map((text) => new TextEncoder().encode(`{"entries":[${text}]}`)),
    );
    const run = fc.asyncProperty(who, bytes, async (role, given) => {
      const headers = { 'content-type': 'application/json' };
      const { status } = await asked(role, '/api/entries', { method: 'POST', body: Buffer.from(given), headers });
      expect([200, 400, 413]).toContain(status);
    });
    await fc.assert(run, RUNS);
  });

  it('entries that are nearly right are recorded or refused by a known code, and tell nothing', async () => {
    const rows = KINDS.map((row) => row.make('IN', 'fuzz').body as Record<string, unknown>);
    const value = fc.oneof({ weight: 3, arbitrary: odd }, { weight: 2, arbitrary: scope }, fc.jsonValue());
    const near = fc.nat(rows.length - 1).chain((index) =>
      fc.record({
        kind: fc.constant(KINDS[index]!.kind),
        body: fc
          .dictionary(fc.constantFrom(...Object.keys(rows[index]!), 'parentId', 'recurrenceOf'), value, { maxKeys: 2 })
          .map((change) => ({ ...rows[index], ...change })),
      }),
    );
    const run = fc.asyncProperty(who, fc.array(near, { minLength: 1, maxLength: 5 }), async (role, list) => {
      const entries = list.map(({ kind, body }) => entry(kind, body));
      const reply = await asked(role, '/api/entries', { json: { entries } });
      const { results } = reply.body as EntriesAnswer;
      expect(results.map((one) => one.id)).toEqual(entries.map((one) => one.id));
      for (const { outcome, error } of results) {
        expect(['recorded', 'refused']).toContain(outcome);
        if (error) expect(REFUSAL_CODES).toContain(error.code);
      }
      expect(leaks(JSON.stringify(list), JSON.stringify(results))).toEqual([]);
    });
    await fc.assert(run, RUNS);
  });
});
