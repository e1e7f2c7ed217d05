import type { CursorStore, MetaStore } from '../store';
import { first, run } from './query';
import type { Sql } from './sql';

export function sqlMeta(sql: Sql): MetaStore {
  const get = async (name: string) =>
    (await first(sql, sql.build.selectFrom('meta').select('value').where('name', '=', name)))?.value ?? null;
  const insert = (name: string, value: string) => sql.build.insertInto('meta').values({ name, value });
  return {
    get,
    set: (name, value) =>
      run(
        sql,
        insert(name, value).onConflict((on) => on.column('name').doUpdateSet({ value })),
      ),
    async setOnce(name, value) {
      const known = await get(name);
      if (known !== null) return known;
      await run(
        sql,
        insert(name, value).onConflict((on) => on.doNothing()),
      );
      return (await get(name)) ?? value;
    },
  };
}

export function sqlCursors(sql: Sql): CursorStore {
  return {
    async get(name) {
      const query = sql.build.selectFrom('cursors').select(['epoch', 'seq', 'hash']).where('name', '=', name);
      return (await first(sql, query)) ?? null;
    },
    async set(name, { epoch, seq, hash }) {
      const insert = sql.build.insertInto('cursors').values({ name, epoch, seq, hash });
      await run(
        sql,
        insert.onConflict((on) => on.column('name').doUpdateSet({ epoch, seq, hash })),
      );
    },
  };
}
