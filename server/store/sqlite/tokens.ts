import type { Role } from '../../../shared/model/words';
import type { SignIn, SignInStore, TokenRow, TokenStore } from '../store';
import type { Connection } from './driver';
import { type Tables, rows, run, sql } from './tables';

function tokenOf({ role, scope, created_at, expires_at, ...row }: Tables['tokens']): TokenRow {
  const list = JSON.parse(scope) as string[];
  return { ...row, role: role as Role, scope: list, createdAt: created_at, expiresAt: expires_at };
}

export function sqliteTokens(connection: Connection): TokenStore {
  const one = (column: 'id' | 'digest', value: string) => {
    const found = rows(connection, sql.selectFrom('tokens').selectAll().where(column, '=', value))[0];
    return found ? tokenOf(found) : null;
  };
  return {
    all: async () =>
      rows(connection, sql.selectFrom('tokens').selectAll().orderBy('created_at').orderBy('id')).map(tokenOf),
    byDigest: async (digest) => one('digest', digest),
    byId: async (id) => one('id', id),
    async insert({ id, name, role, scope, digest, createdAt, expiresAt }) {
      const dates = { created_at: createdAt, expires_at: expiresAt };
      run(
        connection,
        sql.insertInto('tokens').values({ id, name, role, scope: JSON.stringify(scope), digest, ...dates }),
      );
    },
    async remove(id) {
      run(connection, sql.deleteFrom('tokens').where('id', '=', id));
    },
  };
}

/** The log is for looking into a break-in, not for keeping people's hours: the oldest go. */
const SIGN_INS_KEPT = 50_000;

export function sqliteSignIns(connection: Connection): SignInStore {
  return {
    async insert({ at, name, address, outcome }) {
      connection.transaction(() => {
        run(connection, sql.insertInto('sign_ins').values({ at, name, address, outcome }));
        const last = rows(
          connection,
          sql.selectFrom('sign_ins').select((of) => of.fn.max<number>('id').as('id')),
        )[0]!.id;
        run(connection, sql.deleteFrom('sign_ins').where('id', '<=', last - SIGN_INS_KEPT));
      });
    },
    async page(before, limit) {
      const query = sql.selectFrom('sign_ins').selectAll().where('id', '<', before).orderBy('id', 'desc').limit(limit);
      return rows(connection, query) as SignIn[];
    },
  };
}
