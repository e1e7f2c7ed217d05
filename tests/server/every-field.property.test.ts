import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { exportLines } from '../../server/ledger/files/export';
import { foldFactory } from '../../server/ledger/folding/fold-factory';
import { importLines } from '../../server/ledger/files/import';
import { verify } from '../../server/ledger/files/verify';
import { takeTexts } from '../../server/ledger/writing/paper-texts';
import { ALL_KINDS, type RecordableKind, ledgerBodies, requestBodies } from '../../shared/model/kinds';
import { PAPER_REF } from '../../shared/model/patterns';
import { REFUSAL_CODES } from '../../shared/model/vocabulary';
import { openStore } from '../../server/store/sqlite/open';
import { type Sent, type TestServer, ZONE, discard, entry, observed, startServer, tempFolder } from './kit';
import { KINDS } from './matrix-kinds';
import { AREA, county } from './scoped-world';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  await server.must([entry('profile.set', { profileId: 'profile', requires: [] }), ...county('IN')]);
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

const NOTE = { note: 'x' };
const LAYOUT = {
  rows: 1,
  cols: 1,
  aisles: [1],
  door: { wall: 'front', at: 0 },
  numbering: { order: 'rows', from: 'front-left' },
};
const SORTS = { label: 'x', model: 'x', vendor: 'x', serial: 'x', assetNo: 'x', contractNo: 'x', acceptanceNo: 'x' };
const DEVICE = {
  seat: '1',
  spare: false,
  domestic: true,
  projectId: 'P-IN',
  reportWithinS: 60,
  parentId: 'D-IN',
  ...SORTS,
  cpu: 'x',
  os: 'x',
  ip: 'x',
  mac: 'x',
};
const ROOM = { spareSeats: 1, profile: 'profile', projectId: 'P-IN', layout: LAYOUT };

/** Optional fields that the bodies of `matrix-kinds` leave out. */
const MORE: Record<string, object> = {
  'category.set': { validityS: 60, defaultSeverity: 'minor' },
  'site.registered': { lat: 1, lng: 1 },
  'site.changed': { area: AREA.IN, lat: 1, lng: 1 },
  'site.scheduleSet': {
    from: '2025-03-06T00:00:00Z',
    schedule: {
      weekly: [{ days: [1], from: '08:00', to: '18:00' }],
      except: [{ from: '2025-03-01', to: '2025-03-02', windows: [{ from: '08:00', to: '09:00' }] }],
    },
  },
  'room.registered': ROOM,
  'room.changed': { siteId: 'S-IN', origin: 'new', seats: 2, ...ROOM },
  'room.accepted': NOTE,
  'room.retired': NOTE,
  'device.registered': { roomId: 'R-IN', ...DEVICE },
  'device.changed': { siteId: 'S-IN', roomId: 'R-IN', category: 'camera', ...DEVICE },
  'device.commissioned': NOTE,
  'device.retired': NOTE,
  'device.moved': { seat: '1' },
  'status.observed': NOTE,
  'room.inspected': NOTE,
  'maintenance.planned': { override: 'x' },
  'fault.reported': { startedAt: '2025-03-05T03:00:00Z', note: 'x', recurrenceOf: 'F-IN' },
  'fault.acknowledged': NOTE,
  'fault.repaired': NOTE,
  'fault.verified': NOTE,
  'fault.cancelled': { duplicateOf: 'F-IN' },
  'exam.cancelled': { reason: 'x' },
  'room.readySigned': NOTE,
  'grant.received': { annex: { project: 'x' } },
  'grant.adjusted': { number: 'x' },
  'survey.answered': { surveyId: 'Q-IN', note: 'x' },
  'survey.opened': { sittingId: 'E-IN', name: 'x' },
  'survey.closed': NOTE,
  'survey.counted': { surveyId: 'Q-IN', note: 'x' },
  'deviation.explained': { causes: ['funds'], outlook: 'certain', expected: 'x' },
};

it.each(KINDS.map(({ kind }, index) => [kind, index] as const))('knows every field of %s', (kind, index) => {
  const schema = z.toJSONSchema(requestBodies[kind as RecordableKind], { io: 'input', unrepresentable: 'any' });
  const fields = Object.keys(schema.properties ?? {}).filter((field) => field !== 'papers');
  expect(fields.filter((field) => !(field in fresh(index).body))).toEqual([]);
});

/** What a schema of the ledger holds in place of a text: the name of each field, at any depth. */
function textFields(schema: unknown, out = new Set<string>()): Set<string> {
  if (schema === null || typeof schema !== 'object') return out;
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties')
      for (const [name, { pattern }] of Object.entries(value as Record<string, { pattern?: string }>))
        if (pattern === PAPER_REF.source) out.add(name);
    textFields(value, out);
  }
  return out;
}

it.each(ALL_KINDS)('every text of %s is kept as a paper', (kind) => {
  const fields = [...textFields(z.toJSONSchema(ledgerBodies[kind], { unrepresentable: 'any' }))];
  const texts = Object.fromEntries(fields.map((field) => [field, 'x']));
  const { body, papers } = takeTexts(texts);
  expect(papers).toHaveLength(fields.length);
  for (const text of Object.values(body as object)) expect(text).toMatch(PAPER_REF);
});

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
