import type { SecondFactorStore } from '../store';
import type { Database } from './database';
import { rows, run, sql, take } from './tables';

export function sqliteSecondFactors(database: Database): SecondFactorStore {
  return {
    async get(accountId) {
      const found = rows(database, sql.selectFrom('second_factors').selectAll().where('account_id', '=', accountId))[0];
      if (!found) return null;
      return { accountId, sealed: found.sealed, confirmedAt: found.confirmed_at, lastStep: found.last_step };
    },
    async confirmed() {
      const query = sql.selectFrom('second_factors').select('account_id').where('confirmed_at', 'is not', null);
      return rows(database, query).map((one) => one.account_id);
    },
    async offer(accountId, sealed) {
      const insert = sql
        .insertInto('second_factors')
        .values({ account_id: accountId, sealed, confirmed_at: null, last_step: 0 })
        .onConflict((on) =>
          on.column('account_id').doUpdateSet({ sealed }).where('second_factors.confirmed_at', 'is', null),
        );
      return take(database, insert);
    },
    async confirm(accountId, at, step, recovery) {
      const confirm = sql
        .updateTable('second_factors')
        .set({ confirmed_at: at, last_step: step })
        .where('account_id', '=', accountId)
        .where('confirmed_at', 'is', null);
      const codes = recovery.map((digest) => ({ account_id: accountId, digest }));
      return take(database, confirm, sql.insertInto('recovery_codes').values(codes));
    },
    async takeStep(accountId, step) {
      const used = sql
        .updateTable('second_factors')
        .set({ last_step: step })
        .where('account_id', '=', accountId)
        .where('confirmed_at', 'is not', null)
        .where('last_step', '<', step);
      return take(database, used);
    },
    async takeRecovery(accountId, digest) {
      const used = sql.deleteFrom('recovery_codes').where('account_id', '=', accountId).where('digest', '=', digest);
      return take(database, used);
    },
    async recoveryLeft(accountId) {
      const query = sql
        .selectFrom('recovery_codes')
        .select((of) => of.fn.countAll<number>().as('count'))
        .where('account_id', '=', accountId);
      return rows(database, query)[0]!.count;
    },
    async remove(accountId) {
      const of = (table: 'second_factors' | 'recovery_codes') =>
        sql.deleteFrom(table).where('account_id', '=', accountId);
      await run(database, of('second_factors'), of('recovery_codes'));
    },
  };
}
