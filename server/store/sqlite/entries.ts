import { type Entry, FIRST_PREV, entryFromWire } from '../../../shared/model/entry';
import type { EntryStore, Head, KeptEntry, NewRow, TrailQuery } from '../store';
import type { Database, EntryRow } from './database';
import type { Value } from './driver';

interface Row {
  line: string;
  sent_at: number | null;
}

/** A row as plain data: what goes to a thread is copied, so a slice takes no more of its memory along than it is. */
export function rowOf({ entry, line, sentAt, entities, papers }: NewRow): EntryRow {
  return {
    seq: entry.seq,
    values: [entry.id, entry.kind, entry.recordedAt, sentAt, line],
    entities,
    papers: papers.map(({ ref, salt, bytes }) => [ref, Uint8Array.from(salt), Uint8Array.from(bytes)]),
  };
}

export function parseLine(line: string): Entry {
  return entryFromWire(JSON.parse(line));
}

/** The ledger's table. Its statements are written by hand: this is the road that every entry takes. */
export class SqliteEntries implements EntryStore {
  #head: Head;

  constructor(private readonly database: Database) {
    this.#head = this.#readHead();
  }

  async head(): Promise<Head> {
    // Read, not remembered: a connection that only reads is beside one that writes.
    this.#head = this.#readHead();
    return this.#head;
  }

  async append(rows: readonly NewRow[]): Promise<void> {
    await this.database.write({ type: 'append', after: this.#head.seq, rows: rows.map(rowOf) });
    const last = rows.at(-1);
    if (last) this.#head = headOf(last.entry);
  }

  async byIds(ids: readonly string[]): Promise<Map<string, KeptEntry>> {
    const found = new Map<string, KeptEntry>();
    for (const id of ids) {
      const row = this.database.get<Row>('SELECT line, sent_at FROM entries WHERE id = ?', [id]);
      if (row) found.set(id, { entry: parseLine(row.line), sentAt: row.sent_at });
    }
    return found;
  }

  async lines(after: number, limit: number): Promise<string[]> {
    const sql = 'SELECT line FROM entries WHERE seq > ? ORDER BY seq LIMIT ?';
    return this.database.all<Row>(sql, [after, limit]).map((row) => row.line);
  }

  async seqAt(instant: number): Promise<number> {
    // recorded_at never falls with seq (semantics 2), so the primary key serves; no index is written for it.
    let low = 0;
    let high = this.#readHead().seq;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const row = this.database.get<{ at: number }>('SELECT recorded_at AS at FROM entries WHERE seq = ?', [middle]);
      if (row && row.at <= instant) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  async trail({ before, limit, entities, kinds, from, to }: TrailQuery): Promise<Entry[]> {
    const where = ['seq < ?'];
    const values: Value[] = [before];
    const invalidations = (list: readonly string[]) => list.map(() => '?').join(', ');
    if (from !== undefined) {
      where.push('recorded_at >= ?');
      values.push(from);
    }
    if (to !== undefined) {
      where.push('recorded_at < ?');
      values.push(to);
    }
    if (kinds) {
      where.push(`kind IN (${invalidations(kinds)})`);
      values.push(...kinds);
    }
    if (entities) {
      where.push(`seq IN (SELECT seq FROM entry_entities WHERE entity IN (${invalidations(entities)}))`);
      values.push(...entities);
    }
    const sql = `SELECT line FROM entries WHERE ${where.join(' AND ')} ORDER BY seq DESC LIMIT ?`;
    return this.database.all<Row>(sql, [...values, limit]).map((row) => parseLine(row.line));
  }

  #readHead(): Head {
    const row = this.database.get<Row>('SELECT line FROM entries ORDER BY seq DESC LIMIT 1');
    return row ? headOf(parseLine(row.line)) : { seq: 0, hash: FIRST_PREV, recordedAt: 0 };
  }
}

function headOf(entry: Entry): Head {
  return { seq: entry.seq, hash: entry.hash, recordedAt: entry.recordedAt };
}
