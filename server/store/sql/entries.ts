import { type Entry, FIRST_PREV, entryFromWire } from '../../../shared/model/entry';
import { AUDIT_MARKS } from '../../../shared/model/vocabulary';
import type { Claim, EntryStore, Head, KeptEntry, Lines, MarkCount, MetaStore, NewRow, TrailQuery } from '../store';
import { EPOCH, newEpoch } from '../epoch';
import { rowOf } from './append';
import { byKeys } from './by-keys';
import { rows, rowsAside, textOf } from './query';
import type { Sql } from './sql';

interface Row {
  line: string;
  sent_at: number | null;
}

export function parseLine(line: string): Entry {
  return entryFromWire(JSON.parse(line));
}

function headOf({ seq, hash, recordedAt }: Entry): Head {
  return { seq, hash, recordedAt };
}

/** The ledger's table. Statements of the write path are compiled once: every batch runs them. */
export class SqlEntries implements EntryStore {
  readonly #head: string;
  readonly #lines: string;
  readonly #recordedAt: string;
  readonly #byIds: (ids: readonly string[]) => Promise<Row[]>;

  constructor(
    private readonly sql: Sql,
    private readonly meta: MetaStore,
  ) {
    const from = sql.build.selectFrom('entries');
    this.#head = textOf(from.select('line').orderBy('seq', 'desc').limit(1));
    this.#lines = textOf(from.select('line').where('seq', '>', 0).orderBy('seq').limit(1));
    this.#recordedAt = textOf(from.select('recorded_at').where('seq', '=', 0));
    this.#byIds = byKeys<Row>(sql, (ids) => textOf(from.select(['line', 'sent_at']).where('id', 'in', ids)));
  }

  async head(): Promise<Head> {
    // Read each time: another connection may have written since.
    const row = await this.sql.get<Row>(this.#head, [1]);
    return row ? headOf(parseLine(row.line)) : { seq: 0, hash: FIRST_PREV, recordedAt: 0 };
  }

  /** Always granted: the process that opened the database for writing holds its lock. */
  async claim(): Promise<Claim> {
    const epoch = await this.meta.setOnce(EPOCH, newEpoch());
    return new SqlClaim(this.sql, await this.head(), epoch);
  }

  async byIds(ids: readonly string[]): Promise<Map<string, KeptEntry>> {
    const found = await this.#byIds(ids);
    return new Map(
      found.map(({ line, sent_at }) => {
        const entry = parseLine(line);
        return [entry.id, { entry, sentAt: sent_at }];
      }),
    );
  }

  async lines(after: number, limit: number): Promise<string[]> {
    return (await this.sql.all<Row>(this.#lines, [after, limit])).map((row) => row.line);
  }

  linesAside(after: number, limit: number): Promise<Lines> {
    return this.sql.linesAside(this.#lines, [after, limit]);
  }

  async seqAt(instant: number): Promise<number> {
    // recorded_at never decreases with seq (semantics 2): a binary search over the primary key needs no index of it.
    let low = 0;
    let high = (await this.head()).seq;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const row = await this.sql.get<{ recorded_at: number }>(this.#recordedAt, [middle]);
      if (row && row.recorded_at <= instant) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  async markCounts(first: number, end: number): Promise<MarkCount[]> {
    const { build } = this.sql;
    const query = build
      .selectFrom('entry_marks')
      .select(({ fn }) => ['mark', 'actor', fn.countAll<number>().as('count')])
      .where('mark', 'in', AUDIT_MARKS)
      .where('seq', '>=', first)
      .where('seq', '<', end)
      .groupBy(['mark', 'actor']);
    return (await rowsAside(this.sql, query)) as MarkCount[];
  }

  async trail({ before, limit, from, to, ...about }: TrailQuery): Promise<Entry[]> {
    if ([about.entities, about.kinds, about.marks].some((list) => list?.length === 0)) return [];
    // A span of time is a span of seqs, as in `seqAt`.
    const first = from === undefined ? 1 : (await this.seqAt(from - 1)) + 1;
    const end = to === undefined ? before : Math.min(before, (await this.seqAt(to - 1)) + 1);
    if (first >= end) return [];
    const found = await this.#trail({ first, end, limit, ...about });
    return found.map((row) => parseLine(row.line));
  }

  /** Entries with a seq in `[first, end)`. What one index answers in order costs its `limit`; the rest is a search. */
  #trail({ first, end, limit, kinds, marks, actor, ...about }: Span): Promise<Pick<Row, 'line'>[]> {
    const { build } = this.sql;
    // Who recorded it is a name of the index as well.
    const by = actor === undefined ? undefined : `actor:${actor}`;
    const entities = about.entities ?? (by === undefined ? undefined : [by]);
    const marked = marks
      ? build
          .selectFrom('entry_marks')
          .select('seq')
          .where('mark', 'in', marks)
          .where('seq', '>=', first)
          .where('seq', '<', end)
      : undefined;
    const named = (names: readonly string[]) => {
      const found = build.selectFrom('entry_entities').select('seq').where('entity', 'in', names);
      return found.where('seq', '>=', first).where('seq', '<', end);
    };
    const [entity, ...others] = entities ?? [];
    if (entity !== undefined && others.length === 0 && !marked && (by === undefined || by === entity)) {
      let about = build
        .selectFrom('entry_entities')
        .innerJoin('entries', 'entries.seq', 'entry_entities.seq')
        .select('entries.line')
        .where('entity', '=', entity)
        .where('entry_entities.seq', '>=', first)
        .where('entry_entities.seq', '<', end);
      if (kinds) about = about.where('kind', 'in', kinds);
      const query = about.orderBy('entry_entities.seq', 'desc').limit(limit);
      return kinds ? rowsAside(this.sql, query) : rows(this.sql, query);
    }
    let query = build.selectFrom('entries').select('line').where('seq', '>=', first).where('seq', '<', end);
    if (kinds) query = query.where('kind', 'in', kinds);
    if (entities) query = query.where('seq', 'in', named(entities));
    if (marked) query = query.where('seq', 'in', marked);
    if (by !== undefined && about.entities) query = query.where('seq', 'in', named([by]));
    query = query.orderBy('seq', 'desc').limit(limit);
    return entities || marked || (kinds && kinds.length > 1) ? rowsAside(this.sql, query) : rows(this.sql, query);
  }
}

interface Span extends Pick<TrailQuery, 'limit' | 'entities' | 'kinds' | 'actor' | 'marks'> {
  first: number;
  end: number;
}

class SqlClaim implements Claim {
  readonly lost = new AbortController().signal;

  constructor(
    private readonly sql: Sql,
    public head: Head,
    readonly epoch: string,
  ) {}

  async append(rows: readonly NewRow[]): Promise<void> {
    await this.sql.write({ type: 'append', after: this.head.seq, rows: rows.map(rowOf) });
    const last = rows.at(-1);
    if (last) this.head = headOf(last.entry);
  }

  async release(): Promise<void> {}
}
