import {
  DummyDriver,
  Kysely,
  SqliteAdapter,
  type CompiledQuery,
  type Generated,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Connection, Value } from './driver';

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

/** Runs a compiled query on the connection, and gives its rows. */
export function rows<Row>(connection: Connection, query: { compile(): CompiledQuery<Row> }): Row[] {
  const compiled = query.compile();
  return connection.all<Row>(compiled.sql, compiled.parameters as Value[]);
}

export function run(connection: Connection, query: { compile(): CompiledQuery }): void {
  const compiled = query.compile();
  connection.run(compiled.sql, compiled.parameters as Value[]);
}
