import type { KeptPaper, Paper, PaperStore } from '../store';
import { byKeys } from './by-keys';
import { rows, run, textOf } from './query';
import type { Sql } from './sql';
import type { Tables } from './tables';

function keptPaper({ ref, salt, bytes }: Tables['papers']): KeptPaper {
  return salt && bytes ? { ref, salt, bytes, erased: false } : { ref, erased: true };
}

export function sqlPapers(sql: Sql): PaperStore {
  const { build } = sql;
  const found = byKeys<Tables['papers']>(sql, (refs) =>
    textOf(build.selectFrom('papers').selectAll().where('ref', 'in', refs)),
  );
  return {
    async byRefs(refs) {
      return new Map((await found(refs)).map((row) => [row.ref, keptPaper(row)]));
    },
    async put(papers) {
      const inserts = papers.map(({ ref, salt, bytes }) =>
        build
          .insertInto('papers')
          .values({ ref, salt, bytes, erased_at: null })
          .onConflict((on) => on.doNothing()),
      );
      await run(sql, ...inserts);
    },
    async page(after, limit) {
      const query = build
        .selectFrom('papers')
        .select(['ref', 'salt', 'bytes'])
        .where('ref', '>', after)
        .where('bytes', 'is not', null)
        .orderBy('ref')
        .limit(limit);
      return (await rows(sql, query)) as Paper[];
    },
  };
}
