import type { SecondFactorStore } from '../store';
import type { Connection } from './driver';
import { rows, run, sql } from './tables';

export function sqliteSecondFactors(connection: Connection): SecondFactorStore {
  return {
    async get(accountId) {
      const found = rows(
        connection,
        sql.selectFrom('second_factors').selectAll().where('account_id', '=', accountId),
      )[0];
      if (!found) return null;
      return { accountId, sealed: found.sealed, confirmedAt: found.confirmed_at, lastStep: found.last_step };
    },
    async confirmed() {
      const query = sql.selectFrom('second_factors').select('account_id').where('confirmed_at', 'is not', null);
      return rows(connection, query).map((one) => one.account_id);
    },
    async offer(accountId, sealed) {
      const insert = sql
        .insertInto('second_factors')
        .values({ account_id: accountId, sealed, confirmed_at: null, last_step: 0 })
        .onConflict((on) =>
          on.column('account_id').doUpdateSet({ sealed }).where('second_factors.confirmed_at', 'is', null),
        )
        .returning('account_id');
      return rows(connection, insert).length > 0;
    },
    async confirm(accountId, at, step, recovery) {
      return connection.transaction(() => {
        const confirm = sql
          .updateTable('second_factors')
          .set({ confirmed_at: at, last_step: step })
          .where('account_id', '=', accountId)
          .where('confirmed_at', 'is', null)
          .returning('account_id');
        if (rows(connection, confirm).length === 0) return false;
        const codes = recovery.map((digest) => ({ account_id: accountId, digest }));
        run(connection, sql.insertInto('recovery_codes').values(codes));
        return true;
      });
    },
    async takeStep(accountId, step) {
      const take = sql
        .updateTable('second_factors')
        .set({ last_step: step })
        .where('account_id', '=', accountId)
        .where('confirmed_at', 'is not', null)
        .where('last_step', '<', step)
        .returning('account_id');
      return rows(connection, take).length > 0;
    },
    async takeRecovery(accountId, digest) {
      const take = sql
        .deleteFrom('recovery_codes')
        .where('account_id', '=', accountId)
        .where('digest', '=', digest)
        .returning('digest');
      return rows(connection, take).length > 0;
    },
    async recoveryLeft(accountId) {
      const query = sql
        .selectFrom('recovery_codes')
        .select((of) => of.fn.countAll<number>().as('count'))
        .where('account_id', '=', accountId);
      return rows(connection, query)[0]!.count;
    },
    async remove(accountId) {
      connection.transaction(() => {
        for (const table of ['second_factors', 'recovery_codes'] as const) {
          run(connection, sql.deleteFrom(table).where('account_id', '=', accountId));
        }
      });
    },
  };
}
