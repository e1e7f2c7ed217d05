import type { SecondFactorStore } from '../store';
import { first, rows, run, runIfChanged } from './query';
import type { Sql } from './sql';

export function sqlSecondFactors(sql: Sql): SecondFactorStore {
  const { build } = sql;
  return {
    async get(accountId) {
      const found = await first(
        sql,
        build.selectFrom('second_factors').selectAll().where('account_id', '=', accountId),
      );
      if (!found) return null;
      return { accountId, sealed: found.sealed, confirmedAt: found.confirmed_at, lastStep: found.last_step };
    },
    async confirmed() {
      const query = build.selectFrom('second_factors').select('account_id').where('confirmed_at', 'is not', null);
      return (await rows(sql, query)).map((one) => one.account_id);
    },
    offer(accountId, sealed) {
      const insert = build
        .insertInto('second_factors')
        .values({ account_id: accountId, sealed, confirmed_at: null, last_step: 0 })
        .onConflict((on) =>
          on.column('account_id').doUpdateSet({ sealed }).where('second_factors.confirmed_at', 'is', null),
        );
      return runIfChanged(sql, insert);
    },
    confirm(accountId, at, step, recovery) {
      const confirm = build
        .updateTable('second_factors')
        .set({ confirmed_at: at, last_step: step })
        .where('account_id', '=', accountId)
        .where('confirmed_at', 'is', null);
      const codes = recovery.map((digest) => ({ account_id: accountId, digest }));
      return runIfChanged(sql, confirm, build.insertInto('recovery_codes').values(codes));
    },
    takeStep(accountId, step) {
      const used = build
        .updateTable('second_factors')
        .set({ last_step: step })
        .where('account_id', '=', accountId)
        .where('confirmed_at', 'is not', null)
        .where('last_step', '<', step);
      return runIfChanged(sql, used);
    },
    takeRecovery(accountId, digest) {
      const used = build.deleteFrom('recovery_codes').where('account_id', '=', accountId).where('digest', '=', digest);
      return runIfChanged(sql, used);
    },
    async recoveryLeft(accountId) {
      const query = build
        .selectFrom('recovery_codes')
        .select((of) => of.fn.countAll<number>().as('count'))
        .where('account_id', '=', accountId);
      return (await first(sql, query))!.count;
    },
    async remove(accountId) {
      const of = (table: 'second_factors' | 'recovery_codes') =>
        build.deleteFrom(table).where('account_id', '=', accountId);
      await run(sql, of('second_factors'), of('recovery_codes'));
    },
  };
}
