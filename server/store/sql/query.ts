import { type CompiledQuery, type Dialect, DummyDriver, Kysely } from 'kysely';
import type { Sql, Statement, Value } from './sql';
import type { Tables } from './tables';

/** A builder that only compiles: `Sql` runs the statements. */
export function builderFor(
  dialect: Pick<Dialect, 'createAdapter' | 'createIntrospector' | 'createQueryCompiler'>,
): Kysely<Tables> {
  return new Kysely({ dialect: { createDriver: () => new DummyDriver(), ...dialect } });
}

interface Query<Row = unknown> {
  compile(): CompiledQuery<Row>;
}

/** The text of a statement that is compiled once and run often: its values are given at each run, in order. */
export function textOf(query: Query): string {
  return query.compile().sql;
}

export function statementOf(query: Query): Statement {
  const { sql, parameters } = query.compile();
  return { text: sql, values: parameters as Value[] };
}

export function rows<Row>(sql: Sql, query: Query<Row>): Promise<Row[]> {
  const { text, values } = statementOf(query);
  return sql.all<Row>(text, values);
}

/** For queries that may take long. */
export function rowsAside<Row>(sql: Sql, query: Query<Row>): Promise<Row[]> {
  const { text, values } = statementOf(query);
  return sql.allAside<Row>(text, values);
}

export function first<Row>(sql: Sql, query: Query<Row>): Promise<Row | undefined> {
  const { text, values } = statementOf(query);
  return sql.get<Row>(text, values);
}

/** Runs statements as one transaction. */
export async function run(sql: Sql, ...queries: readonly Query[]): Promise<void> {
  if (queries.length > 0) await sql.write({ type: 'run', statements: queries.map(statementOf) });
}

/** Runs statements as one transaction if the first one changes a row; false: it does not, and nothing is changed. */
export function runIfChanged(sql: Sql, condition: Query, ...rest: readonly Query[]): Promise<boolean> {
  const statements = [{ ...statementOf(condition), needed: true }, ...rest.map(statementOf)];
  return sql.write({ type: 'run', statements });
}
