import type { Role } from '../../../shared/model/vocabulary';
import type { AccountRow, AccountStore, SessionStore } from '../store';
import type { Database } from './database';
import { type Tables, rows, run, sql } from './tables';

function accountOf(row: Tables['accounts']): AccountRow {
  const { id, name, role, scope, password_hash, created_at, disabled_at, one_time_until } = row;
  const dates = { createdAt: created_at, disabledAt: disabled_at, oneTimeUntil: one_time_until };
  return { id, name, role: role as Role, scope: JSON.parse(scope) as string[], passwordHash: password_hash, ...dates };
}

export function sqliteAccounts(database: Database): AccountStore {
  const one = (column: 'id' | 'name', value: string) => {
    const found = rows(database, sql.selectFrom('accounts').selectAll().where(column, '=', value))[0];
    return found ? accountOf(found) : null;
  };
  return {
    async count() {
      const query = sql.selectFrom('accounts').select((of) => of.fn.countAll<number>().as('count'));
      return rows(database, query)[0]!.count;
    },
    all: async () => rows(database, sql.selectFrom('accounts').selectAll().orderBy('name')).map(accountOf),
    byName: async (name) => one('name', name),
    byId: async (id) => one('id', id),
    async insert({ id, name, role, scope, passwordHash, createdAt, disabledAt, oneTimeUntil }) {
      const dates = { created_at: createdAt, disabled_at: disabledAt, one_time_until: oneTimeUntil };
      const values = { id, name, role, scope: JSON.stringify(scope), password_hash: passwordHash, ...dates };
      await run(database, sql.insertInto('accounts').values(values));
    },
    async update(id, { role, scope, passwordHash, disabledAt, oneTimeUntil }) {
      const change = {
        ...(role !== undefined && { role }),
        ...(scope !== undefined && { scope: JSON.stringify(scope) }),
        ...(passwordHash !== undefined && { password_hash: passwordHash }),
        ...(disabledAt !== undefined && { disabled_at: disabledAt }),
        ...(oneTimeUntil !== undefined && { one_time_until: oneTimeUntil }),
      };
      if (Object.keys(change).length > 0)
        await run(database, sql.updateTable('accounts').set(change).where('id', '=', id));
    },
  };
}

export function sqliteSessions(database: Database): SessionStore {
  return {
    async get(digest) {
      const found = rows(database, sql.selectFrom('sessions').selectAll().where('digest', '=', digest))[0];
      return found ? { digest, accountId: found.account_id, expiresAt: found.expires_at } : null;
    },
    async insert({ digest, accountId, expiresAt }, now) {
      const values = { digest, account_id: accountId, expires_at: expiresAt };
      const over = sql.deleteFrom('sessions').where('expires_at', '<=', now);
      await run(database, over, sql.insertInto('sessions').values(values));
    },
    async remove(digest) {
      await run(database, sql.deleteFrom('sessions').where('digest', '=', digest));
    },
    async removeOf(accountId) {
      await run(database, sql.deleteFrom('sessions').where('account_id', '=', accountId));
    },
  };
}
