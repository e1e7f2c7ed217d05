import type { Role } from '../../../shared/model/vocabulary';
import type { SignIn, SignInStore, TokenRow, TokenStore } from '../store';
import type { Database } from './database';
import { type Tables, rows, run, sql } from './tables';

function tokenOf({ role, scope, created_at, expires_at, ...row }: Tables['tokens']): TokenRow {
  const list = JSON.parse(scope) as string[];
  return { ...row, role: role as Role, scope: list, createdAt: created_at, expiresAt: expires_at };
}

export function sqliteTokens(database: Database): TokenStore {
  const one = (column: 'id' | 'digest', value: string) => {
    const found = rows(database, sql.selectFrom('tokens').selectAll().where(column, '=', value))[0];
    return found ? tokenOf(found) : null;
  };
  return {
    all: async () =>
      rows(database, sql.selectFrom('tokens').selectAll().orderBy('created_at').orderBy('id')).map(tokenOf),
    byDigest: async (digest) => one('digest', digest),
    byId: async (id) => one('id', id),
    async insert({ id, name, role, scope, digest, createdAt, expiresAt }) {
      const dates = { created_at: createdAt, expires_at: expiresAt };
      await run(
        database,
        sql.insertInto('tokens').values({ id, name, role, scope: JSON.stringify(scope), digest, ...dates }),
      );
    },
    async remove(id) {
      await run(database, sql.deleteFrom('tokens').where('id', '=', id));
    },
  };
}

/** The log is for looking into a break-in, not for keeping people's hours: the oldest go. */
const SIGN_INS_KEPT = 50_000;

export function sqliteSignIns(database: Database): SignInStore {
  return {
    async insert({ at, name, address, outcome }) {
      const kept = sql
        .selectFrom('sign_ins')
        .select(({ eb, fn }) => eb(fn.max<number>('id'), '-', SIGN_INS_KEPT).as('id'));
      const insert = sql.insertInto('sign_ins').values({ at, name, address, outcome });
      await run(database, insert, sql.deleteFrom('sign_ins').where('id', '<=', kept));
    },
    async page(before, limit) {
      const query = sql.selectFrom('sign_ins').selectAll().where('id', '<', before).orderBy('id', 'desc').limit(limit);
      return rows(database, query) as SignIn[];
    },
  };
}
