import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { builderFor } from '../sql/query';

/** Builds and compiles statements for SQLite. */
export const build = builderFor({
  createAdapter: () => new SqliteAdapter(),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});
