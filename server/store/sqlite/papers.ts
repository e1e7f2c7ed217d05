import type { KeptPaper, MetaStore, Paper, PaperStore } from '../store';
import type { Database } from './database';
import { type Tables, rows, run, sql } from './tables';

function keptPaper({ ref, salt, bytes }: Tables['papers']): KeptPaper {
  return salt && bytes ? { ref, salt, bytes, erased: false } : { ref, erased: true };
}

export function sqlitePapers(database: Database): PaperStore {
  return {
    async byRefs(refs) {
      const found = new Map<string, KeptPaper>();
      for (const wanted of refs) {
        const row = rows(database, sql.selectFrom('papers').selectAll().where('ref', '=', wanted))[0];
        if (row) found.set(wanted, keptPaper(row));
      }
      return found;
    },
    async put(papers) {
      const inserts = papers.map(({ ref, salt, bytes }) =>
        sql
          .insertInto('papers')
          .values({ ref, salt, bytes, erased_at: null })
          .onConflict((on) => on.doNothing()),
      );
      await run(database, ...inserts);
    },
    async page(after, limit) {
      const query = sql
        .selectFrom('papers')
        .select(['ref', 'salt', 'bytes'])
        .where('ref', '>', after)
        .where('bytes', 'is not', null)
        .orderBy('ref')
        .limit(limit);
      return rows(database, query) as Paper[];
    },
  };
}

export function sqliteMeta(database: Database): MetaStore {
  return {
    async get(name) {
      return rows(database, sql.selectFrom('meta').select('value').where('name', '=', name))[0]?.value ?? null;
    },
    async set(name, value) {
      const insert = sql.insertInto('meta').values({ name, value });
      await run(
        database,
        insert.onConflict((on) => on.column('name').doUpdateSet({ value })),
      );
    },
  };
}
