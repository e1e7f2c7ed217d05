import type { KeptPaper, MetaStore, Paper, PaperStore } from '../store';
import type { Connection } from './driver';
import { type Tables, rows, run, sql } from './tables';

function keptPaper({ ref, salt, bytes }: Tables['papers']): KeptPaper {
  return salt && bytes ? { ref, salt, bytes, erased: false } : { ref, erased: true };
}

export function sqlitePapers(connection: Connection): PaperStore {
  return {
    async byRefs(refs) {
      const found = new Map<string, KeptPaper>();
      for (const wanted of refs) {
        const row = rows(connection, sql.selectFrom('papers').selectAll().where('ref', '=', wanted))[0];
        if (row) found.set(wanted, keptPaper(row));
      }
      return found;
    },
    async put(papers) {
      connection.transaction(() => {
        for (const { ref, salt, bytes } of papers) {
          const insert = sql.insertInto('papers').values({ ref, salt, bytes, erased_at: null });
          run(
            connection,
            insert.onConflict((on) => on.doNothing()),
          );
        }
      });
    },
    async page(after, limit) {
      const query = sql
        .selectFrom('papers')
        .select(['ref', 'salt', 'bytes'])
        .where('ref', '>', after)
        .where('bytes', 'is not', null)
        .orderBy('ref')
        .limit(limit);
      return rows(connection, query) as Paper[];
    },
  };
}

export function sqliteMeta(connection: Connection): MetaStore {
  return {
    async get(name) {
      return rows(connection, sql.selectFrom('meta').select('value').where('name', '=', name))[0]?.value ?? null;
    },
    async set(name, value) {
      const insert = sql.insertInto('meta').values({ name, value });
      run(
        connection,
        insert.onConflict((on) => on.column('name').doUpdateSet({ value })),
      );
    },
  };
}
