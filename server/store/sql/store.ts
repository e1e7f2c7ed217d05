import type { Store } from '../store';
import { sqlAccounts, sqlSessions } from './accounts';
import { SqlEntries } from './entries';
import { sqlImports } from './imports';
import { sqlLastSeen } from './last-seen';
import { sqlCursors, sqlMeta } from './meta';
import { sqlPapers } from './papers';
import { sqlPushTokens } from './push-tokens';
import { sqlSecondFactors } from './second-factors';
import type { Sql } from './sql';
import { sqlSignIns, sqlTokens } from './tokens';
import { sqlUploads } from './uploads';

/**
 * The store on an SQL database.
 * @param finish closes the database.
 */
export function sqlStore(sql: Sql, finish: () => void | Promise<void>): Store {
  const meta = sqlMeta(sql);
  return {
    entries: new SqlEntries(sql, meta),
    cursors: sqlCursors(sql),
    papers: sqlPapers(sql),
    uploads: sqlUploads(sql),
    imports: sqlImports(sql),
    accounts: sqlAccounts(sql),
    sessions: sqlSessions(sql),
    tokens: sqlTokens(sql),
    secondFactors: sqlSecondFactors(sql),
    signIns: sqlSignIns(sql),
    lastSeen: sqlLastSeen(sql),
    pushTokens: sqlPushTokens(sql),
    meta,
    async close() {
      await finish();
    },
  };
}
