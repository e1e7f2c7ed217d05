import { nameKey } from '../../../shared/model/account-name';
import type { Role } from '../../../shared/model/vocabulary';
import type { AccountRow, AccountStore, SessionRow, SessionStore } from '../store';
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
    async byKey(key) {
      const query = build.selectFrom('accounts').selectAll().where('name_key', '=', key).orderBy('name');
      return (await rows(sql, query)).map(accountOf);
    },
    byId: (id) => one('id', id),
    async insert({ id, name, role, scope, passwordHash, createdAt, disabledAt, oneTimeUntil }) {
      const dates = { created_at: createdAt, disabled_at: disabledAt, one_time_until: oneTimeUntil };
      const key = { name, name_key: nameKey(name) };
      const values = { id, ...key, role, scope: JSON.stringify(scope), password_hash: passwordHash, ...dates };
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

const sessionOf = (row: Tables['sessions']): SessionRow => ({
  id: row.id,
  digest: row.digest,
  accountId: row.account_id,
  startedAt: row.started_at,
  lastUsedAt: row.last_used_at,
  expiresAt: row.expires_at,
  address: row.address,
  client: row.client,
});

export function sqlSessions(sql: Sql): SessionStore {
  const { build } = sql;
  return {
    async get(digest) {
      const found = await first(sql, build.selectFrom('sessions').selectAll().where('digest', '=', digest));
      return found ? sessionOf(found) : null;
    },
    async of(accountId) {
      const query = build.selectFrom('sessions').selectAll().where('account_id', '=', accountId);
      return (await rows(sql, query.orderBy('started_at', 'desc').orderBy('id'))).map(sessionOf);
    },
    async insert({ id, digest, accountId, startedAt, lastUsedAt, expiresAt, address, client }, now) {
      const dates = { started_at: startedAt, last_used_at: lastUsedAt, expires_at: expiresAt };
      const values = { id, digest, account_id: accountId, address, client, ...dates };
      const expired = build.deleteFrom('sessions').where('expires_at', '<=', now);
      await run(sql, expired, build.insertInto('sessions').values(values));
    },
    async used(digest, at) {
      await run(sql, build.updateTable('sessions').set({ last_used_at: at }).where('digest', '=', digest));
    },
    async remove(digest) {
      await run(sql, build.deleteFrom('sessions').where('digest', '=', digest));
    },
    async removeOf(accountId, except) {
      const all = build.deleteFrom('sessions').where('account_id', '=', accountId);
      await run(sql, except === undefined ? all : all.where('digest', '!=', except));
    },
  };
}
