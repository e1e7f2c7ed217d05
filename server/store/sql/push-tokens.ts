import type { PushTokenRow, PushTokenStore } from '../store';
import { first, rows, run } from './query';
import type { Sql } from './sql';
import type { Tables } from './tables';

const tokenOf = (row: Tables['push_tokens']): PushTokenRow => ({
  id: row.id,
  deviceId: row.device_id,
  digest: row.digest,
  createdAt: row.created_at,
  madeBy: row.made_by,
  lastUsedAt: row.last_used_at,
});

export function sqlPushTokens(sql: Sql): PushTokenStore {
  const { build } = sql;
  const select = () => build.selectFrom('push_tokens').selectAll();
  return {
    async all() {
      return (await rows(sql, select().orderBy('created_at').orderBy('id'))).map(tokenOf);
    },
    async byDigest(digest) {
      const found = await first(sql, select().where('digest', '=', digest));
      return found ? tokenOf(found) : null;
    },
    async insert({ id, deviceId, digest, createdAt, madeBy, lastUsedAt }) {
      const origin = { made_by: madeBy, last_used_at: lastUsedAt };
      const values = { id, device_id: deviceId, digest, created_at: createdAt, ...origin };
      await run(sql, build.insertInto('push_tokens').values(values));
    },
    async used(id, at) {
      await run(sql, build.updateTable('push_tokens').set({ last_used_at: at }).where('id', '=', id));
    },
    async remove(id) {
      await run(sql, build.deleteFrom('push_tokens').where('id', '=', id));
    },
  };
}
