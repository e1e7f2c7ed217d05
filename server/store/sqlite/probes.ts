import type { LastSeenStore, PushTokenRow, PushTokenStore } from '../store';
import type { Database } from './database';
import { type Tables, rows, run, sql } from './tables';

export function sqliteLastSeen(database: Database): LastSeenStore {
  return {
    async all() {
      const found = rows(database, sql.selectFrom('hearings').selectAll());
      return found.map(({ device_id, at }) => ({ deviceId: device_id, at }));
    },
    async put(hearings) {
      const inserts = hearings.map(({ deviceId, at }) =>
        sql
          .insertInto('hearings')
          .values({ device_id: deviceId, at })
          .onConflict((on) => on.column('device_id').doUpdateSet({ at })),
      );
      await run(database, ...inserts);
    },
  };
}

const tokenOf = ({ id, device_id, digest, created_at }: Tables['push_tokens']): PushTokenRow => ({
  id,
  deviceId: device_id,
  digest,
  createdAt: created_at,
});

export function sqlitePushTokens(database: Database): PushTokenStore {
  const select = () => sql.selectFrom('push_tokens').selectAll();
  return {
    all: async () => rows(database, select().orderBy('created_at').orderBy('id')).map(tokenOf),
    async byDigest(digest) {
      const found = rows(database, select().where('digest', '=', digest))[0];
      return found ? tokenOf(found) : null;
    },
    async insert({ id, deviceId, digest, createdAt }) {
      await run(
        database,
        sql.insertInto('push_tokens').values({ id, device_id: deviceId, digest, created_at: createdAt }),
      );
    },
    async remove(id) {
      await run(database, sql.deleteFrom('push_tokens').where('id', '=', id));
    },
  };
}
