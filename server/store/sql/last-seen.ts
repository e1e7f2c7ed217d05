import type { LastSeenStore } from '../store';
import { rows, run } from './query';
import type { Sql } from './sql';

export function sqlLastSeen(sql: Sql): LastSeenStore {
  const { build } = sql;
  return {
    async all() {
      const found = await rows(sql, build.selectFrom('hearings').selectAll());
      return found.map(({ device_id, at }) => ({ deviceId: device_id, at }));
    },
    async put(hearings) {
      const inserts = hearings.map(({ deviceId, at }) =>
        build
          .insertInto('hearings')
          .values({ device_id: deviceId, at })
          .onConflict((on) => on.column('device_id').doUpdateSet({ at })),
      );
      await run(sql, ...inserts);
    },
  };
}
