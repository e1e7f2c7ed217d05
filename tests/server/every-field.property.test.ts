import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exportLines } from '../../server/ledger/files/export';
import { foldFactory } from '../../server/ledger/folding/fold-factory';
import { importLines } from '../../server/ledger/files/import';
import { verify } from '../../server/ledger/files/verify';
import { REFUSAL_CODES } from '../../shared/model/vocabulary';
import { openStore } from '../../server/store/sqlite/open';
import { type Sent, type TestServer, ZONE, discard, entry, observed, startServer, tempFolder } from './kit';
import { KINDS } from './matrix-kinds';
import { AREA, county } from './scoped-world';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  await server.must(county('IN'));
});
afterAll(() => discard(server));

const NUMBERS = [
  -1,
  -0,
  0,
  1,
  1.5,
  0.02,
  2,
  90,
  100,
  9998,
  9999,
  1_000_000,
  1_000_001,
  5_260_320,
  5_260_321,
  315_619_200,
  315_619_201,
  1e13,
  1e13 + 1,
  2 ** 53 - 1,
  2 ** 53,
  -(2 ** 53),
  1e308,
  5e-324,
];
const INSTANTS = [
  '1969-12-31T23:59:59.999Z',
  '1970-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '9999-12-31T23:59:59-14:00',
  '0001-01-01T00:00:00Z',
  '2023-02-31T00:00:00Z',
];
const TEXTS = [
  '',
  ' ',
  '.',
  '..',
  '__proto__',
  'constructor',
  'a\uD800',
  '\uDC00a',
  'a\u0000',
  'a\u202Eb',
  '\u2066a',
  '\uFEFF',
  'a\u200Db',
  'e\u0301',
  '\uFFFF',
  '台山一中',
  '👩\u200D🏫',
  'x'.repeat(64),
  'x'.repeat(201),
  'x'.repeat(100_000),
  '1969',
  '9998',
  '9999',
  'cycle:1970-9998',
  '2024-12..2024-01',
  '0001-01',
  '9999-12-31',
  '24:00',
  '24:01',
];
const AWKWARD: readonly unknown[] = [
  ...NUMBERS,
  ...INSTANTS,
  ...TEXTS,
  null,
  true,
  [],
  {},
  JSON.parse('{"__proto__":1}'),
  ['x', 'x'],
];

/** How many of them each field is given. */
const VALUES_EACH = Math.min(Number(process.env['PROPERTY_RUNS'] ?? 6), AWKWARD.length);

type Path = (string | number)[];

/** The paths of all values in a body, its lists and objects themselves too. */
function pathsIn(value: unknown, path: Path = []): Path[] {
  const own = path.length > 0 ? [path] : [];
  if (value === null || typeof value !== 'object') return own;
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]))];
}

/** A copy of a body with another value at a path. */
function withValue(body: unknown, [key, ...rest]: Path, value: unknown): unknown {
  const copy = (Array.isArray(body) ? [...body] : { ...(body as object) }) as Record<string, unknown>;
  copy[key!] = rest.length > 0 ? withValue(copy[key!], rest, value) : value;
  return copy;
}

/** Optional fields that the bodies of `matrix-kinds` leave out. */
const MORE: Record<string, object> = {
  'category.set': { validityS: 60, defaultSeverity: 'minor' },
  'site.registered': { lat: 1, lng: 1 },
  'room.registered': { spareSeats: 1, layout: { rows: 1, cols: 1 } },
  'device.registered': { label: 'x', ip: 'x', seat: '1', reportWithinS: 60, parentId: 'D-IN' },
  'device.changed': { label: 'x', serial: 'x', seat: '1', reportWithinS: 60, parentId: 'D-IN' },
  'fault.reported': { startedAt: '2025-03-05T03:00:00Z', note: 'x' },
};

async function* exported({ store }: TestServer): AsyncGenerator<Uint8Array> {
  for await (const text of exportLines(store, () => {})) yield Buffer.from(text);
}

let made = 0;
/** The entries that come before one of a kind, and the body of it, in things of its own. */
function fresh(index: number): { before: Sent[]; body: object } {
  made += 1;
  const { kind, make } = KINDS[index]!;
  const { before = [], body } = make('IN', `e${made}`);
  return { before, body: { ...(body as object), ...MORE[kind] } };
}

/** Each seed gives every field other values; `PROPERTY_SEEDS=20 PROPERTY_RUNS=15` records 100,000 entries. */
const SEEDS = Array.from({ length: Number(process.env['PROPERTY_SEEDS'] ?? 1) }, (_, index) => 20_250_305 + index);

it.each(SEEDS)(
  'every field of every kind, at its bounds, beyond them and with awkward texts: seed %i',
  { timeout: 600_000 },
  async (seed) => {
    const values = fc.sample(fc.shuffledSubarray([...AWKWARD], { minLength: VALUES_EACH, maxLength: VALUES_EACH }), {
      numRuns: KINDS.length * 40,
      seed,
    });
    let field = 0;
    let sentEntries = 0;
    const outcomes = new Map<string, number>();
    for (const [index, { kind }] of KINDS.entries()) {
      for (const path of pathsIn(fresh(index).body)) {
        const sent = values[field++ % values.length]!.flatMap((value) => {
          const { before, body } = fresh(index);
          return [...before, entry(kind, withValue(body, path, value)), observed('D2-IN', 'up')];
        });
        const results = await server.record(sent);
        sentEntries += sent.length;
        for (const [at, { outcome, error }] of results.entries()) {
          const what = `${kind} ${path.join('.')}: ${JSON.stringify(sent[at])?.slice(0, 300)}`;
          expect(['recorded', 'refused'], what).toContain(outcome);
          if (error) expect(REFUSAL_CODES, what).toContain(error.code);
          if (error) expect(error.message, what).not.toContain('cannot process');
          const isNeighbour = sent[at]!.kind === 'status.observed' && kind !== 'status.observed';
          if (isNeighbour && !/^(device|room|site)\./.test(kind)) expect(error, what).toBeUndefined();
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        }
      }
    }
    expect(Math.min(outcomes.get('recorded')!, outcomes.get('refused')!)).toBeGreaterThan(500);
    if (SEEDS.length > 1) process.stdout.write(`seed ${seed}: ${sentEntries} entries\n`);

    const reads = [
      'sites',
      'rooms',
      'devices',
      'faults',
      'exams',
      'grants',
      'projects',
      'limits',
      'targets',
      'settings',
    ];
    const window = 'from=2025-01-01T00:00:00Z&to=2025-03-06T00:00:00Z';
    const paths = [
      ...reads.map((list) => `/api/${list}?scope=${AREA.IN}&limit=500`),
      `/api/indicators?scope=${AREA.IN}&period=2025`,
      `/api/uptime?scope=${AREA.IN}&by=device&${window}`,
      `/api/devices/D2-IN/timeline?${window}`,
      `/api/entries?scope=${AREA.IN}&limit=100`,
    ];
    const answers = async () => {
      const list: unknown[] = [];
      for (const path of paths) {
        const { status, body } = await server.ask(path);
        list.push([path, status, body]);
      }
      return list;
    };
    const live = await answers();
    for (const [path, status] of live as [string, number][]) expect([path, status]).not.toContain(500);

    const { head } = server.app.ledger;
    const checked = await verify(exported(server));
    expect(checked).toEqual({ seq: head.seq, hash: head.hash });
    const empty = tempFolder();
    const store = openStore(empty);
    const options = { store, factory: foldFactory, zone: ZONE, dryRun: false, paper: () => null };
    expect((await importLines(exported(server), options)).head.hash).toBe(head.hash);
    await store.close();
    rmSync(empty, { recursive: true, force: true });

    const { folder, clock } = server;
    await server.stop();
    server = await startServer({ folder, clock });
    expect(await answers()).toEqual(live);
  },
);
