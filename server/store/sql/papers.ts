import type { KeptPaper, Paper, PaperStore } from '../store';
import { byKeys } from './by-keys';
import { rows, run, textOf } from './query';
import type { Sql } from './sql';
import type { Tables } from './tables';

/** Bytes of one page of papers: photos have up to 8 MB each. */
const PAGE_BYTES = 16 * 1024 * 1024;

function keptPaper({ ref, salt, bytes }: Tables['papers']): KeptPaper {
  return salt && bytes ? { ref, salt, bytes, erased: false } : { ref, erased: true };
}

export function sqlPapers(sql: Sql): PaperStore {
  const { build } = sql;
  const found = byKeys<Tables['papers']>(sql, (refs) =>
    textOf(build.selectFrom('papers').selectAll().where('ref', 'in', refs)),
  );
  const sizeOf = (refs: string[]) =>
    build
      .selectFrom('papers')
      .select(['ref', (of) => of.fn<number | null>('length', ['bytes']).as('size')])
      .where('ref', 'in', refs);
  const sized = byKeys<{ ref: string; size: number | null }>(sql, (refs) => textOf(sizeOf(refs)));
  return {
    async byRefs(refs) {
      return new Map((await found(refs)).map((row) => [row.ref, keptPaper(row)]));
    },
    async sizes(refs) {
      return new Map((await sized(refs)).map(({ ref, size }) => [ref, size]));
    },
    async small(refs, most) {
      const sizes = await sized(refs);
      const wanted = sizes.filter(({ size }) => size !== null && size <= most).map(({ ref }) => ref);
      return (await found(wanted)).map(keptPaper).filter((paper) => !paper.erased);
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
    async erase(ref, now) {
      const erased = { salt: null, bytes: null, erased_at: now };
      await run(
        sql,
        build
          .insertInto('papers')
          .values({ ref, ...erased })
          .onConflict((on) => on.column('ref').doUpdateSet(erased)),
        build.deleteFrom('upload_chunks').where('ref', '=', ref),
        build.deleteFrom('uploads').where('ref', '=', ref),
      );
    },
    async page(after, limit) {
      const next = build
        .selectFrom('papers')
        .select(['ref', (of) => of.fn<number>('length', ['bytes']).as('size')])
        .where('ref', '>', after)
        .where('bytes', 'is not', null)
        .orderBy('ref')
        .limit(limit);
      const last = lastWithin(await rows(sql, next));
      if (last === undefined) return [];
      const query = build
        .selectFrom('papers')
        .select(['ref', 'salt', 'bytes'])
        .where('ref', '>', after)
        .where('ref', '<=', last)
        .where('bytes', 'is not', null)
        .orderBy('ref');
      return (await rows(sql, query)) as Paper[];
    },
  };
}

/** The last reference of a page that stays within `PAGE_BYTES`; a larger paper is a page of its own. */
function lastWithin(sizes: readonly { ref: string; size: number }[]): string | undefined {
  let sum = 0;
  let last: string | undefined;
  for (const { ref, size } of sizes) {
    sum += size;
    if (last !== undefined && sum > PAGE_BYTES) break;
    last = ref;
  }
  return last;
}
