import { nameKey } from '../../../shared/model/account-name';
import type { Connection } from './driver';

/** A session of an earlier version ended 12 hours after its log-in. */
const SESSION_MS = 12 * 3_600_000;

const COLUMNS = `
  ALTER TABLE accounts ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
  CREATE INDEX accounts_by_name_key ON accounts (name_key);
  ALTER TABLE tokens ADD COLUMN made_by TEXT;
  ALTER TABLE tokens ADD COLUMN last_used_at INTEGER;
  ALTER TABLE push_tokens ADD COLUMN made_by TEXT;
  ALTER TABLE push_tokens ADD COLUMN last_used_at INTEGER;
  ALTER TABLE sessions ADD COLUMN id TEXT NOT NULL DEFAULT '';
  ALTER TABLE sessions ADD COLUMN started_at INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE sessions ADD COLUMN last_used_at INTEGER;
  ALTER TABLE sessions ADD COLUMN address TEXT NOT NULL DEFAULT '';
  ALTER TABLE sessions ADD COLUMN client TEXT NOT NULL DEFAULT '';
  UPDATE sessions SET id = lower(hex(randomblob(16))), started_at = expires_at - ${SESSION_MS};
`;

/**
 * A migration: the keys by which names are compared, and where sessions and tokens come from. The maker of a token is the
 * actor of the first entry that names it; one that no entry names has none.
 */
export function addOrigins(connection: Connection): void {
  connection.exec(COLUMNS);
  for (const { id, name } of connection.all<{ id: string; name: string }>('SELECT id, name FROM accounts')) {
    connection.run('UPDATE accounts SET name_key = ? WHERE id = ?', [nameKey(name), id]);
  }
  const tables = ['tokens', 'push_tokens'].filter((table) => connection.get(`SELECT 1 FROM ${table}`));
  if (tables.length === 0) return;
  for (const [id, maker] of makersOf(connection)) {
    for (const table of tables) connection.run(`UPDATE ${table} SET made_by = ? WHERE id = ?`, [maker, id]);
  }
}

interface Changed {
  actor: string;
  body: { what: string; id: string };
}

function makersOf(connection: Connection): Map<string, string> {
  const makers = new Map<string, string>();
  const query = "SELECT line FROM entries WHERE kind = 'config.changed' ORDER BY seq";
  for (const { line } of connection.all<{ line: string }>(query)) {
    const { actor, body } = JSON.parse(line) as Changed;
    if ((body.what === 'token' || body.what === 'push-token') && !makers.has(body.id)) makers.set(body.id, actor);
  }
  return makers;
}
