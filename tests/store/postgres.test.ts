import { PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { describe, expect, it } from 'vitest';
import { appendTexts } from '../../server/store/sql/append';
import { builderFor } from '../../server/store/sql/query';
import type { Sql, Statement } from '../../server/store/sql/sql';
import { sqlStore } from '../../server/store/sql/store';

const build = builderFor({
  createAdapter: () => new PostgresAdapter(),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
});

/** A database that runs nothing and finds nothing: it keeps the statements. */
function compiling() {
  const statements: Statement[] = [];
  const sql: Sql = {
    build,
    async all(text, values = []) {
      statements.push({ text, values });
      return [];
    },
    async allAside(text, values = []) {
      statements.push({ text, values });
      return [];
    },
    async linesAside(text, values) {
      statements.push({ text, values });
      return { count: 0, bytes: new Uint8Array() };
    },
    async get(text, values = []) {
      statements.push({ text, values });
      return undefined;
    },
    async write(transaction) {
      if (transaction.type === 'run') statements.push(...transaction.statements);
      return true;
    },
  };
  return { statements, store: sqlStore(sql, () => {}) };
}

/** The numbers of the placeholders, as they stand in the text. */
const placeholders = (text: string) => Array.from(text.matchAll(/\$(\d+)/g), (found) => Number(found[1]));

async function everyStatement(): Promise<Statement[]> {
  const { statements, store } = compiling();
  const {
    entries,
    cursors,
    papers,
    uploads,
    imports,
    accounts,
    sessions,
    tokens,
    secondFactors,
    signIns,
    lastSeen,
    pushTokens,
  } = store;
  const account = { id: 'a1', name: 'w', role: 'viewer' as const, scope: ['440781'], passwordHash: 'x' };
  const dates = { createdAt: 1, disabledAt: null, oneTimeUntil: null };
  await entries.head();
  await entries.claim();
  await entries.byIds(['e1']);
  await entries.byIds(['e1', 'e2']);
  await entries.lines(0, 10);
  await entries.seqAt(5);
  await entries.trail({
    before: 9,
    limit: 3,
    entities: ['site:S1', 'site:S2'],
    kinds: ['fault.reported'],
  });
  await entries.trail({ before: 9, limit: 3, entities: ['site:S1'], kinds: ['fault.reported'], from: 1 });
  await cursors.get('outbox');
  await cursors.set('outbox', { epoch: 'x', seq: 1, hash: 'y' });
  await papers.byRefs(['r1', 'r2']);
  await papers.put([{ ref: 'r1', salt: new Uint8Array(1), bytes: new Uint8Array(1) }]);
  await papers.page('', 10);
  await papers.sizes(['r1', 'r2']);
  await papers.small(['r1', 'r2'], 10);
  await papers.erase('r1', 1);
  const upload = {
    accountId: 'a1',
    ref: 'r1',
    salt: new Uint8Array(1),
    size: 1,
    received: 0,
    touchedAt: 1,
    doneAt: null,
  };
  await uploads.get(upload);
  await uploads.ofAccount('a1', 1);
  await uploads.ofRef('r1');
  await uploads.announced(1);
  await uploads.put(upload);
  await uploads.touch(upload, 2);
  await uploads.append(upload, 0, new Uint8Array(1), 3);
  await uploads.bytes(upload);
  await uploads.finish(upload, { ref: 'r1', salt: new Uint8Array(1), bytes: new Uint8Array(1) }, 4);
  await uploads.empty(upload);
  await uploads.remove(upload, true);
  await uploads.stale(5);
  const counts = { total: 1, done: 0, undone: 0, counts: '{}', troubles: '[]' };
  const began = { startedAt: 1, state: 'writing' as const, ...counts };
  await imports.insert({ id: 'i1', accountId: 'a1', file: 'f', digest: 'd', ...began }, new Uint8Array(1));
  await imports.get('i1');
  await imports.newest('a1', 5);
  await imports.newest(null, 5);
  await imports.plan('i1');
  await imports.update('i1', { ...counts, state: 'written', done: 1 });
  await imports.unfinished();
  // A count always finds a row; this database finds none.
  await accounts.count().catch(() => 0);
  await accounts.all();
  await accounts.byName('w');
  await accounts.byKey('w');
  await accounts.byId('a1');
  await accounts.insert({ ...account, ...dates });
  await accounts.update('a1', { scope: [], role: 'office', passwordHash: 'y', disabledAt: 2, oneTimeUntil: null });
  await sessions.get('d');
  await sessions.of('a1');
  const begun = { startedAt: 4, lastUsedAt: 4, expiresAt: 9, address: '::1', client: '' };
  await sessions.insert({ id: 's1', digest: 'd', accountId: 'a1', ...begun }, 5);
  await sessions.used('d', 6);
  await sessions.remove('d');
  await sessions.removeOf('a1');
  await sessions.removeOf('a1', 'd');
  await tokens.all();
  await tokens.byDigest('d');
  await tokens.byId('t1');
  const origin = { createdAt: 1, madeBy: 'a1', lastUsedAt: null };
  const screen = { page: 'wall' as const, linkUntil: 3 };
  await tokens.insert({
    id: 't1',
    name: 't',
    role: 'agent',
    scope: [],
    digest: 'd',
    expiresAt: null,
    ...origin,
    ...screen,
  });
  await tokens.openLink('d', 'e');
  await tokens.used('t1', 2);
  await tokens.remove('t1');
  await secondFactors.get('a1');
  await secondFactors.confirmed();
  await secondFactors.offer('a1', 'sealed');
  await secondFactors.confirm('a1', 1, 2, ['x', 'y']);
  await secondFactors.takeStep('a1', 3);
  await secondFactors.takeRecovery('a1', 'x');
  await secondFactors.recoveryLeft('a1').catch(() => 0);
  await secondFactors.remove('a1');
  await signIns.insert({ at: 1, name: null, address: '::1', outcome: 'ok' });
  await signIns.page(9, 3);
  await lastSeen.all();
  await lastSeen.put([{ deviceId: 'D1', at: 1 }]);
  await pushTokens.all();
  await pushTokens.byDigest('d');
  await pushTokens.insert({ id: 'p1', deviceId: 'D1', digest: 'd', ...origin });
  await pushTokens.used('p1', 2);
  await pushTokens.remove('p1');
  return statements;
}

const TABLES = [
  'meta',
  'entries',
  'entry_entities',
  'cursors',
  'papers',
  'uploads',
  'upload_chunks',
  'imports',
  'accounts',
  'sessions',
  'tokens',
  'sign_ins',
  'hearings',
  'push_tokens',
  'second_factors',
  'recovery_codes',
];

describe('the statements of the store, compiled for PostgreSQL', () => {
  it('have numbered placeholders, one a value and in order, in every table', async () => {
    const statements = await everyStatement();
    for (const { text, values } of statements) {
      expect([text, placeholders(text)]).toEqual([text, values.map((_, index) => index + 1)]);
      expect(text).not.toMatch(/[?`]/);
    }
    const used = TABLES.filter((table) => statements.some(({ text }) => text.includes(`"${table}"`)));
    expect(used).toEqual(TABLES);
  });

  it('put an entry into its tables', () => {
    const { entry, entity, paper, last } = appendTexts(build);
    expect([entry, entity, paper, last]).toEqual([
      'insert into "entries" ("seq", "id", "kind", "recorded_at", "sent_at", "line") values ($1, $2, $3, $4, $5, $6)',
      'insert into "entry_entities" ("entity", "seq") values ($1, $2) on conflict do nothing',
      'insert into "papers" ("ref", "salt", "bytes") values ($1, $2, $3) on conflict do nothing',
      'select max("seq") as "seq" from "entries"',
    ]);
  });

  it('fill a list of keys up with its last one, so that few texts serve every length', async () => {
    const { statements, store } = compiling();
    await store.entries.byIds(['a']);
    await store.entries.byIds(['a', 'b', 'c', 'd', 'e']);
    expect(statements.map(({ values }) => values)).toEqual([
      ['a'],
      ['a', 'b', 'c', 'd', ...Array<string>(12).fill('e')],
    ]);
    expect(statements[0]!.text).toBe('select "line", "sent_at" from "entries" where "id" in ($1)');
  });
});
