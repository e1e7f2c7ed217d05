import type { Role } from '../../../shared/model/vocabulary';
import type { AccountRow, AccountStore, SessionStore } from '../store';
import { first, rows, run } from './query';
import type { Sql } from './sql';
import type { Tables } from './tables';

function accountOf(row: Tables['accounts']): AccountRow {
  const { id, name, role, scope, password_hash, created_at, disabled_at, one_time_until } = row;
  const dates = { createdAt: created_at, disabledAt: disabled_at, oneTimeUntil: one_time_until };
  return { id, name, role: role as Role, scope: JSON.parse(scope) as string[], passwordHash: password_hash, ...dates };
}

export function sqlAccounts(sql: Sql): AccountStore {
  const { build } = sql;
  const one = async (column: 'id' | 'name', value: string) => {
    const found = await first(sql, build.selectFrom('accounts').selectAll().where(column, '=', value));
    return found ? accountOf(found) : null;
  };
  return {
    async count() {
      const query = build.selectFrom('accounts').select((of) => of.fn.countAll<number>().as('count'));
      return (await first(sql, query))!.count;
    },
    async all() {
      return (await rows(sql, build.selectFrom('accounts').selectAll().orderBy('name'))).map(accountOf);
    },
    byName: (name) => one('name', name),
    byId: (id) => one('id', id),
    async insert({ id, name, role, scope, passwordHash, createdAt, disabledAt, oneTimeUntil }) {
      const dates = { created_at: createdAt, disabled_at: disabledAt, one_time_until: oneTimeUntil };
      const values = { id, name, role, scope: JSON.stringify(scope), password_hash: passwordHash, ...dates };
      await run(sql, build.insertInto('accounts').values(values));
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
        await run(sql, build.updateTable('accounts').set(change).where('id', '=', id));
    },
  };
}

export function sqlSessions(sql: Sql): SessionStore {
  const { build } = sql;
  return {
    async get(digest) {
      const found = await first(sql, build.selectFrom('sessions').selectAll().where('digest', '=', digest));
      return found ? { digest, accountId: found.account_id, expiresAt: found.expires_at } : null;
    },
    async insert({ digest, accountId, expiresAt }, now) {
      const values = { digest, account_id: accountId, expires_at: expiresAt };
      const expired = build.deleteFrom('sessions').where('expires_at', '<=', now);
      await run(sql, expired, build.insertInto('sessions').values(values));
    },
    async remove(digest) {
      await run(sql, build.deleteFrom('sessions').where('digest', '=', digest));
    },
    async removeOf(accountId) {
      await run(sql, build.deleteFrom('sessions').where('account_id', '=', accountId));
    },
  };
}
