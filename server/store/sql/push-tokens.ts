import type { PushTokenRow, PushTokenStore } from '../store';
import { first, rows, run } from './query';
import type { Sql } from './sql';
import type { Tables } from './tables';

const tokenOf = ({ id, device_id, digest, created_at }: Tables['push_tokens']): PushTokenRow => ({
  id,
  deviceId: device_id,
  digest,
  createdAt: created_at,
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
    async insert({ id, deviceId, digest, createdAt }) {
      const values = { id, device_id: deviceId, digest, created_at: createdAt };
      await run(sql, build.insertInto('push_tokens').values(values));
    },
    async remove(id) {
      await run(sql, build.deleteFrom('push_tokens').where('id', '=', id));
    },
  };
}
