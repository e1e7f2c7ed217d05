import {
  DummyDriver,
  Kysely,
  SqliteAdapter,
  type CompiledQuery,
  type Generated,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Database, Statement } from './database';
import type { Value } from './driver';

export interface Tables {
  meta: { name: string; value: string };
  papers: { ref: string; salt: Uint8Array | null; bytes: Uint8Array | null; erased_at: number | null };
  accounts: {
    id: string;
    name: string;
    role: string;
    scope: string;
    password_hash: string;
    one_time_until: number | null;
    created_at: number;
    disabled_at: number | null;
  };
  tokens: {
    id: string;
    name: string;
    role: string;
    scope: string;
    digest: string;
    created_at: number;
    expires_at: number | null;
  };
  sign_ins: { id: Generated<number>; at: number; name: string | null; address: string; outcome: string };
  hearings: { device_id: string; at: number };
  push_tokens: { id: string; device_id: string; digest: string; created_at: number };
  second_factors: { account_id: string; sealed: string; confirmed_at: number | null; last_step: number };
  recovery_codes: { account_id: string; digest: string };
  sessions: { digest: string; account_id: string; expires_at: number };
}

/** Builds the SQL that both databases will speak; here it only compiles, the one connection runs it. */
export const sql = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/** Runs a query, and gives its rows. */
export function rows<Row>(database: Database, query: { compile(): CompiledQuery<Row> }): Row[] {
  const compiled = query.compile();
  return database.all<Row>(compiled.sql, compiled.parameters as Value[]);
}

interface Query {
  compile(): CompiledQuery;
}

function statementOf(query: Query): Statement {
  const { sql, parameters } = query.compile();
  return { sql, values: parameters as Value[] };
}

/** Carries queries out as one transaction. */
export async function run(database: Database, ...queries: readonly Query[]): Promise<void> {
  if (queries.length > 0) await database.write({ type: 'run', statements: queries.map(statementOf) });
}

/** The same, where the first query has to change a row: false when it does not, and nothing is done. */
export function take(database: Database, first: Query, ...rest: readonly Query[]): Promise<boolean> {
  const statements = [{ ...statementOf(first), needed: true }, ...rest.map(statementOf)];
  return database.write({ type: 'run', statements });
}
