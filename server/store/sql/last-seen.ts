import type { LastSeenStore } from '../store';
import { rows, textOf } from './query';
import type { Sql } from './sql';

export function sqlLastSeen(sql: Sql): LastSeenStore {
  const { build } = sql;
  // Compiled once: a save may be of every device there is.
  const put = textOf(
    build
      .insertInto('hearings')
      .values({ device_id: '', at: 0 })
      .onConflict((on) => on.column('device_id').doUpdateSet({ at: ({ ref }) => ref('excluded.at') })),
  );
  return {
    async all() {
      const found = await rows(sql, build.selectFrom('hearings').selectAll());
      return found.map(({ device_id, at }) => ({ deviceId: device_id, at }));
    },
    async put(hearings) {
      if (hearings.length === 0) return;
      const statements = hearings.map(({ deviceId, at }) => ({ text: put, values: [deviceId, at] }));
      await sql.write({ type: 'run', statements });
    },
  };
}
