import { type Entry, FIRST_PREV, entryFromWire } from '../../../shared/model/entry';
import { type EntryStore, type Head, type KeptEntry, type NewRow, StorageError, type TrailQuery } from '../store';
import type { Connection, Value } from './driver';

const INSERT = 'INSERT INTO entries (seq, id, kind, recorded_at, sent_at, line) VALUES (?, ?, ?, ?, ?, ?)';
const INSERT_ENTITY = 'INSERT INTO entry_entities (entity, seq) VALUES (?, ?) ON CONFLICT DO NOTHING';
const INSERT_PAPER = 'INSERT INTO papers (ref, salt, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING';

interface Row {
  line: string;
  sent_at: number | null;
}

export function parseLine(line: string): Entry {
  return entryFromWire(JSON.parse(line));
}

/** The ledger's table. Its statements are written by hand: this is the road that every entry takes. */
export class SqliteEntries implements EntryStore {
  #head: Head;

  constructor(private readonly connection: Connection) {
    this.#head = this.#readHead();
  }

  async head(): Promise<Head> {
    // Read, not remembered: a connection that only reads is beside one that writes.
    return this.#readHead();
  }

  async append(rows: readonly NewRow[]): Promise<void> {
    // No await before the transaction: it is over, for better or worse, before anything else of this process runs.
    this.connection.transaction(() => this.#insert(rows, this.#head.seq));
    const last = rows.at(-1);
    if (last) this.#head = headOf(last.entry);
  }

  async appendAll(feed: (append: (rows: readonly NewRow[]) => void) => Promise<void>): Promise<void> {
    this.connection.exec('BEGIN IMMEDIATE');
    try {
      let last = this.#head;
      await feed((rows) => {
        this.#insert(rows, last.seq);
        const newest = rows.at(-1);
        if (newest) last = headOf(newest.entry);
      });
      this.connection.exec('COMMIT');
      this.#head = last;
    } catch (error) {
      if (this.connection.inTransaction) this.connection.exec('ROLLBACK');
      throw error;
    }
  }

  async byIds(ids: readonly string[]): Promise<Map<string, KeptEntry>> {
    const found = new Map<string, KeptEntry>();
    for (const id of ids) {
      const row = this.connection.get<Row>('SELECT line, sent_at FROM entries WHERE id = ?', [id]);
      if (row) found.set(id, { entry: parseLine(row.line), sentAt: row.sent_at });
    }
    return found;
  }

  async lines(after: number, limit: number): Promise<string[]> {
    const sql = 'SELECT line FROM entries WHERE seq > ? ORDER BY seq LIMIT ?';
    return this.connection.all<Row>(sql, [after, limit]).map((row) => row.line);
  }

  async seqAt(instant: number): Promise<number> {
    // recorded_at never falls with seq (semantics 2), so the primary key serves; no index is written for it.
    let low = 0;
    let high = this.#readHead().seq;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const row = this.connection.get<{ at: number }>('SELECT recorded_at AS at FROM entries WHERE seq = ?', [middle]);
      if (row && row.at <= instant) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  async trail({ before, limit, entities, kinds, from, to }: TrailQuery): Promise<Entry[]> {
    const where = ['seq < ?'];
    const values: Value[] = [before];
    const marks = (list: readonly string[]) => list.map(() => '?').join(', ');
    if (from !== undefined) {
      where.push('recorded_at >= ?');
      values.push(from);
    }
    if (to !== undefined) {
      where.push('recorded_at < ?');
      values.push(to);
    }
    if (kinds) {
      where.push(`kind IN (${marks(kinds)})`);
      values.push(...kinds);
    }
    if (entities) {
      where.push(`seq IN (SELECT seq FROM entry_entities WHERE entity IN (${marks(entities)}))`);
      values.push(...entities);
    }
    const sql = `SELECT line FROM entries WHERE ${where.join(' AND ')} ORDER BY seq DESC LIMIT ?`;
    return this.connection.all<Row>(sql, [...values, limit]).map((row) => parseLine(row.line));
  }

  #insert(rows: readonly NewRow[], after: number): void {
    let expected = after;
    for (const { entry, line, sentAt, papers, entities } of rows) {
      expected += 1;
      if (entry.seq !== expected)
        throw new StorageError(`entry ${entry.seq} does not follow ${expected - 1}`, 'broken');
      this.connection.run(INSERT, [entry.seq, entry.id, entry.kind, entry.recordedAt, sentAt, line]);
      for (const entity of entities) this.connection.run(INSERT_ENTITY, [entity, entry.seq]);
      for (const paper of papers) this.connection.run(INSERT_PAPER, [paper.ref, paper.salt, paper.bytes]);
    }
  }

  #readHead(): Head {
    const row = this.connection.get<Row>('SELECT line FROM entries ORDER BY seq DESC LIMIT 1');
    return row ? headOf(parseLine(row.line)) : { seq: 0, hash: FIRST_PREV, recordedAt: 0 };
  }
}

function headOf(entry: Entry): Head {
  return { seq: entry.seq, hash: entry.hash, recordedAt: entry.recordedAt };
}
