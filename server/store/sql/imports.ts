import type { ImportState } from '../../../shared/workbooks/words';
import type { ImportRow, ImportStore } from '../store';
import { first, rows, run } from './query';
import type { Sql } from './sql';
import type { Tables } from './tables';

type Row = Omit<Tables['imports'], 'plan'>;
const COLUMNS = [
  'id',
  'account_id',
  'file',
  'digest',
  'started_at',
  'state',
  'total',
  'done',
  'undone',
  'counts',
  'troubles',
  'undo_by',
] as const;

const importOf = ({ account_id, started_at, state, undo_by, ...row }: Row): ImportRow => ({
  ...row,
  accountId: account_id,
  startedAt: started_at,
  state: state as ImportState,
  ...(undo_by !== null && { undoBy: undo_by }),
});

export function sqlImports(sql: Sql): ImportStore {
  const { build } = sql;
  const select = () => build.selectFrom('imports').select(COLUMNS);
  return {
    async insert({ accountId, startedAt, undoBy = null, ...row }, plan) {
      const own = { account_id: accountId, started_at: startedAt, undo_by: undoBy };
      const values = { ...row, ...own, plan: Uint8Array.from(plan) };
      await run(sql, build.insertInto('imports').values(values));
    },
    async get(id) {
      const found = await first(sql, select().where('id', '=', id));
      return found ? importOf(found) : null;
    },
    async newest(accountId, limit) {
      const all = select().orderBy('started_at', 'desc').orderBy('id').limit(limit);
      const query = accountId === null ? all : all.where('account_id', '=', accountId);
      return (await rows(sql, query)).map(importOf);
    },
    async plan(id) {
      return (await first(sql, build.selectFrom('imports').select('plan').where('id', '=', id)))?.plan ?? null;
    },
    async update(id, { state, done, undone, troubles, undoBy = null }) {
      const set = { state, done, undone, troubles, undo_by: undoBy, ...(state !== 'writing' && { plan: null }) };
      await run(sql, build.updateTable('imports').set(set).where('id', '=', id));
    },
    async unfinished() {
      const query = select().where('state', 'in', ['writing', 'undoing']).orderBy('started_at').orderBy('id');
      return (await rows(sql, query)).map(importOf);
    },
  };
}
