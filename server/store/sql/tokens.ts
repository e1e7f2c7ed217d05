import type { Role } from '../../../shared/model/vocabulary';
import type { SignIn, SignInStore, TokenRow, TokenStore } from '../store';
import { first, rows, run, runIfChanged } from './query';
import type { Sql } from './sql';
import type { Tables } from './tables';

function tokenOf(row: Tables['tokens']): TokenRow {
  const { id, name, role, scope, digest, made_by: madeBy, page } = row;
  const dates = { createdAt: row.created_at, expiresAt: row.expires_at, lastUsedAt: row.last_used_at };
  const screen = { page: page as TokenRow['page'], linkUntil: row.link_until };
  return { id, name, role: role as Role, scope: JSON.parse(scope) as string[], digest, madeBy, ...dates, ...screen };
}

export function sqlTokens(sql: Sql): TokenStore {
  const { build } = sql;
  const one = async (column: 'id' | 'digest', value: string) => {
    const found = await first(sql, build.selectFrom('tokens').selectAll().where(column, '=', value));
    return found ? tokenOf(found) : null;
  };
  return {
    async all() {
      const query = build.selectFrom('tokens').selectAll().orderBy('created_at').orderBy('id');
      return (await rows(sql, query)).map(tokenOf);
    },
    byDigest: (digest) => one('digest', digest),
    byId: (id) => one('id', id),
    async insert({ id, name, role, scope, digest, createdAt, expiresAt, madeBy, lastUsedAt, page, linkUntil }) {
      const dates = { created_at: createdAt, expires_at: expiresAt, last_used_at: lastUsedAt };
      const screen = { page, link_until: linkUntil };
      const values = { id, name, role, scope: JSON.stringify(scope), digest, made_by: madeBy, ...dates, ...screen };
      await run(sql, build.insertInto('tokens').values(values));
    },
    async used(id, at) {
      await run(sql, build.updateTable('tokens').set({ last_used_at: at }).where('id', '=', id));
    },
    openLink(digest, own) {
      const open = build.updateTable('tokens').set({ digest: own, link_until: null });
      return runIfChanged(sql, open.where('digest', '=', digest).where('link_until', 'is not', null));
    },
    async remove(id) {
      await run(sql, build.deleteFrom('tokens').where('id', '=', id));
    },
  };
}

/** Sign-ins serve the investigation of a break-in, not the monitoring of people: older ones are deleted. */
const SIGN_INS_KEPT = 50_000;

export function sqlSignIns(sql: Sql): SignInStore {
  const { build } = sql;
  return {
    async insert({ at, name, address, outcome }) {
      const lastDeleted = build
        .selectFrom('sign_ins')
        .select(({ eb, fn }) => eb(fn.max<number>('id'), '-', SIGN_INS_KEPT).as('id'));
      const insert = build.insertInto('sign_ins').values({ at, name, address, outcome });
      await run(sql, insert, build.deleteFrom('sign_ins').where('id', '<=', lastDeleted));
    },
    async page(before, limit) {
      const query = build
        .selectFrom('sign_ins')
        .selectAll()
        .where('id', '<', before)
        .orderBy('id', 'desc')
        .limit(limit);
      return (await rows(sql, query)) as SignIn[];
    },
  };
}
