import type { HearingStore, PushTokenRow, PushTokenStore } from '../store';
import type { Connection } from './driver';
import { type Tables, rows, run, sql } from './tables';

export function sqliteHearings(connection: Connection): HearingStore {
  return {
    async all() {
      const found = rows(connection, sql.selectFrom('hearings').selectAll());
      return found.map(({ device_id, at }) => ({ deviceId: device_id, at }));
    },
    async put(hearings) {
      connection.transaction(() => {
        for (const { deviceId, at } of hearings) {
          const insert = sql.insertInto('hearings').values({ device_id: deviceId, at });
          run(
            connection,
            insert.onConflict((on) => on.column('device_id').doUpdateSet({ at })),
          );
        }
      });
    },
  };
}

const tokenOf = ({ id, device_id, digest, created_at }: Tables['push_tokens']): PushTokenRow => ({
  id,
  deviceId: device_id,
  digest,
  createdAt: created_at,
});

export function sqlitePushTokens(connection: Connection): PushTokenStore {
  const select = () => sql.selectFrom('push_tokens').selectAll();
  return {
    all: async () => rows(connection, select().orderBy('created_at').orderBy('id')).map(tokenOf),
    async byDigest(digest) {
      const found = rows(connection, select().where('digest', '=', digest))[0];
      return found ? tokenOf(found) : null;
    },
    async insert({ id, deviceId, digest, createdAt }) {
      run(connection, sql.insertInto('push_tokens').values({ id, device_id: deviceId, digest, created_at: createdAt }));
    },
    async remove(id) {
      run(connection, sql.deleteFrom('push_tokens').where('id', '=', id));
    },
  };
}
