import type { Role } from '../../../shared/model/words';
import type { AccountRow, AccountStore, SessionStore } from '../store';
import type { Connection } from './driver';
import { type Tables, rows, run, sql } from './tables';

function accountOf(row: Tables['accounts']): AccountRow {
  const { id, name, role, scope, password_hash } = row;
  return { id, name, role: role as Role, scope: JSON.parse(scope) as string[], passwordHash: password_hash };
}

export function sqliteAccounts(connection: Connection): AccountStore {
  const one = (column: 'id' | 'name', value: string) => {
    const found = rows(connection, sql.selectFrom('accounts').selectAll().where(column, '=', value))[0];
    return found ? accountOf(found) : null;
  };
  return {
    async count() {
      const query = sql.selectFrom('accounts').select((of) => of.fn.countAll<number>().as('count'));
      return rows(connection, query)[0]!.count;
    },
    byName: async (name) => one('name', name),
    byId: async (id) => one('id', id),
    async insert({ id, name, role, scope, passwordHash }) {
      const values = { id, name, role, scope: JSON.stringify(scope), password_hash: passwordHash };
      run(connection, sql.insertInto('accounts').values(values));
    },
  };
}

export function sqliteSessions(connection: Connection): SessionStore {
  return {
    async get(digest) {
      const found = rows(connection, sql.selectFrom('sessions').selectAll().where('digest', '=', digest))[0];
      return found ? { digest, accountId: found.account_id, expiresAt: found.expires_at } : null;
    },
    async insert({ digest, accountId, expiresAt }, now) {
      connection.transaction(() => {
        run(connection, sql.deleteFrom('sessions').where('expires_at', '<=', now));
        const values = { digest, account_id: accountId, expires_at: expiresAt };
        run(connection, sql.insertInto('sessions').values(values));
      });
    },
    async remove(digest) {
      run(connection, sql.deleteFrom('sessions').where('digest', '=', digest));
    },
  };
}
