import { addOrigins } from './add-origins';
import type { Connection } from './driver';

/** Run once each, in order; a released step is never edited. A function is for what SQL alone cannot compute. */
const STEPS: readonly (string | ((connection: Connection) => void))[] = [
  `CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE entries (
     seq INTEGER PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     kind TEXT NOT NULL,
     recorded_at INTEGER NOT NULL,
     sent_at INTEGER,
     line TEXT NOT NULL
   );
   CREATE TABLE entry_entities (entity TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (entity, seq)) WITHOUT ROWID;
   CREATE TABLE papers (ref TEXT PRIMARY KEY, salt BLOB, bytes BLOB, erased_at INTEGER) WITHOUT ROWID;
   CREATE TABLE accounts (
     id TEXT PRIMARY KEY,
     name TEXT NOT NULL UNIQUE,
     role TEXT NOT NULL,
     scope TEXT NOT NULL,
     password_hash TEXT NOT NULL
   );
   CREATE TABLE sessions (digest TEXT PRIMARY KEY, account_id TEXT NOT NULL, expires_at INTEGER NOT NULL);`,
  `ALTER TABLE accounts ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE accounts ADD COLUMN disabled_at INTEGER;
   CREATE TABLE tokens (
     id TEXT PRIMARY KEY,
     name TEXT NOT NULL,
     role TEXT NOT NULL,
     scope TEXT NOT NULL,
     digest TEXT NOT NULL UNIQUE,
     created_at INTEGER NOT NULL,
     expires_at INTEGER
   );
   CREATE TABLE sign_ins (
     id INTEGER PRIMARY KEY,
     at INTEGER NOT NULL,
     name TEXT,
     address TEXT NOT NULL,
     outcome TEXT NOT NULL
   );`,
  `CREATE TABLE hearings (device_id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE push_tokens (
     id TEXT PRIMARY KEY,
     device_id TEXT NOT NULL,
     digest TEXT NOT NULL UNIQUE,
     created_at INTEGER NOT NULL
   );`,
  `ALTER TABLE accounts ADD COLUMN one_time_until INTEGER;
   CREATE TABLE second_factors (
     account_id TEXT PRIMARY KEY,
     sealed TEXT NOT NULL,
     confirmed_at INTEGER,
     last_step INTEGER NOT NULL
   );
   CREATE TABLE recovery_codes (
     account_id TEXT NOT NULL,
     digest TEXT NOT NULL,
     PRIMARY KEY (account_id, digest)
   ) WITHOUT ROWID;`,
  `CREATE TABLE cursors (
     name TEXT PRIMARY KEY,
     epoch TEXT NOT NULL,
     seq INTEGER NOT NULL,
     hash TEXT NOT NULL
   ) WITHOUT ROWID;`,
  addOrigins,
  // The audit trail of a rare kind is found without a look at every entry.
  `CREATE INDEX entries_kind ON entries (kind, seq);`,
  `CREATE TABLE uploads (
     account_id TEXT NOT NULL,
     ref TEXT NOT NULL,
     salt BLOB NOT NULL,
     size INTEGER NOT NULL,
     received INTEGER NOT NULL,
     touched_at INTEGER NOT NULL,
     done_at INTEGER,
     PRIMARY KEY (account_id, ref)
   ) WITHOUT ROWID;
   CREATE INDEX uploads_by_ref ON uploads (ref);
   CREATE TABLE upload_chunks (
     account_id TEXT NOT NULL,
     ref TEXT NOT NULL,
     start INTEGER NOT NULL,
     bytes BLOB NOT NULL,
     PRIMARY KEY (account_id, ref, start)
   );`,
  // The tokens of wall screens.
  `ALTER TABLE tokens ADD COLUMN page TEXT;
   ALTER TABLE tokens ADD COLUMN link_until INTEGER;`,
  `CREATE TABLE imports (
     id TEXT PRIMARY KEY,
     account_id TEXT NOT NULL,
     file TEXT NOT NULL,
     digest TEXT NOT NULL,
     started_at INTEGER NOT NULL,
     state TEXT NOT NULL,
     total INTEGER NOT NULL,
     done INTEGER NOT NULL,
     undone INTEGER NOT NULL,
     counts TEXT NOT NULL,
     troubles TEXT NOT NULL,
     plan BLOB
   );
   CREATE INDEX imports_by_account ON imports (account_id, started_at);`,
  // Who recorded what, and what an auditor looks for: the marks and their bounds are those of `audit-marks.ts` then.
  `CREATE TABLE entry_marks (
     mark TEXT NOT NULL,
     seq INTEGER NOT NULL,
     actor TEXT NOT NULL,
     PRIMARY KEY (mark, seq)
   ) WITHOUT ROWID;
   INSERT OR IGNORE INTO entry_entities SELECT 'actor:' || json_extract(line, '$.actor'), seq FROM entries;
   INSERT INTO entry_marks
     SELECT 'backdated', seq, json_extract(line, '$.actor') FROM entries
     WHERE recorded_at - round((julianday(json_extract(line, '$.at')) - 2440587.5) * 86400000) > 7200000;
   INSERT INTO entry_marks
     SELECT CASE kind WHEN 'entry.voided' THEN 'voided' WHEN 'fault.regraded' THEN 'regraded' ELSE 'cancelled' END,
       seq, json_extract(line, '$.actor')
     FROM entries
     WHERE kind IN ('entry.voided', 'fault.regraded', 'fault.cancelled', 'maintenance.cancelled', 'exam.cancelled');`,
  // When an account last logged in: the list of accounts asks for each.
  `CREATE INDEX sign_ins_by_name ON sign_ins (name, outcome, at);`,
  // Who takes an import back: another account than the one that wrote it, perhaps.
  `ALTER TABLE imports ADD COLUMN undo_by TEXT;`,
];

function versionOf(connection: Pick<Connection, 'get'>): number {
  return connection.get<{ user_version: number }>('PRAGMA user_version')!.user_version;
}

/** Whether a newer version of the program wrote the database. */
export function isNewer(connection: Connection): boolean {
  return versionOf(connection) > STEPS.length;
}

/** Whether this version of the program can read the database without changing it. */
export function isCurrent(connection: Pick<Connection, 'get'>): boolean {
  return versionOf(connection) === STEPS.length;
}

/** @throws Error when a newer version of the program wrote the database. */
export function migrate(connection: Connection): void {
  const version = versionOf(connection);
  if (isNewer(connection)) throw new Error('the data folder was made by a newer version of kaodian');
  for (let step = version; step < STEPS.length; step += 1) {
    connection.transaction(() => {
      const work = STEPS[step]!;
      if (typeof work === 'string') connection.exec(work);
      else work(connection);
      connection.exec(`PRAGMA user_version = ${step + 1}`);
    });
  }
}
