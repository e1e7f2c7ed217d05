import type { Upload, UploadKey, UploadStore } from '../store';
import { first, rows, run, runIfChanged } from './query';
import type { Sql } from './sql';
import type { Tables } from './tables';

const uploadOf = (row: Tables['uploads']): Upload => ({
  accountId: row.account_id,
  ref: row.ref,
  salt: row.salt,
  size: row.size,
  received: row.received,
  touchedAt: row.touched_at,
  doneAt: row.done_at,
});

export function sqlUploads(sql: Sql): UploadStore {
  const { build } = sql;
  const select = () => build.selectFrom('uploads').selectAll();
  const update = ({ accountId, ref }: UploadKey) =>
    build.updateTable('uploads').where('account_id', '=', accountId).where('ref', '=', ref);
  const drop = (table: 'uploads' | 'upload_chunks', { accountId, ref }: UploadKey) =>
    build.deleteFrom(table).where('account_id', '=', accountId).where('ref', '=', ref);
  return {
    async get({ accountId, ref }) {
      const found = await first(sql, select().where('account_id', '=', accountId).where('ref', '=', ref));
      return found ? uploadOf(found) : null;
    },
    async ofAccount(accountId, after) {
      const query = select().where('account_id', '=', accountId).where('touched_at', '>', after);
      return (await rows(sql, query)).map(uploadOf);
    },
    async ofRef(ref) {
      return (await rows(sql, select().where('ref', '=', ref))).map(uploadOf);
    },
    async announced(after) {
      const query = build
        .selectFrom('uploads')
        .select((of) => of.fn.sum<number | null>('size').as('size'))
        .where('touched_at', '>', after);
      return Number((await first(sql, query))?.size ?? 0);
    },
    async put(upload) {
      const { salt, size, received, touchedAt, doneAt } = upload;
      const rest = { salt: Uint8Array.from(salt), size, received, touched_at: touchedAt, done_at: doneAt };
      await run(
        sql,
        drop('upload_chunks', upload),
        build
          .insertInto('uploads')
          .values({ account_id: upload.accountId, ref: upload.ref, ...rest })
          .onConflict((on) => on.columns(['account_id', 'ref']).doUpdateSet(rest)),
      );
    },
    async touch(key, now) {
      await run(sql, update(key).set({ touched_at: now }));
    },
    append(key, start, bytes, now) {
      const { accountId, ref } = key;
      const received = start + bytes.length;
      // Copied: a slice sent to a thread would take its whole buffer along.
      const chunk = { account_id: accountId, ref, start, bytes: Uint8Array.from(bytes) };
      return runIfChanged(
        sql,
        update(key).set({ received, touched_at: now }).where('received', '=', start).where('size', '>=', received),
        build.insertInto('upload_chunks').values(chunk),
      );
    },
    async bytes({ accountId, ref }) {
      const query = build
        .selectFrom('upload_chunks')
        .select('bytes')
        .where('account_id', '=', accountId)
        .where('ref', '=', ref)
        .orderBy('start');
      return Buffer.concat((await rows(sql, query)).map(({ bytes }) => bytes));
    },
    async finish(key, { ref, salt, bytes }, now) {
      const values = { ref, salt: Uint8Array.from(salt), bytes: Uint8Array.from(bytes), erased_at: null };
      await run(
        sql,
        build
          .insertInto('papers')
          .values(values)
          .onConflict((on) => on.doNothing()),
        drop('upload_chunks', key),
        update(key).set({ done_at: now }),
      );
    },
    async empty(key) {
      await run(sql, drop('upload_chunks', key), update(key).set({ received: 0 }));
    },
    async remove(key, paper) {
      const gone = [drop('upload_chunks', key), drop('uploads', key)];
      await run(sql, ...gone, ...(paper ? [build.deleteFrom('papers').where('ref', '=', key.ref)] : []));
    },
    async stale(before) {
      const query = select().where((of) => of.or([of('touched_at', '<', before), of('done_at', 'is not', null)]));
      return (await rows(sql, query)).map(uploadOf);
    },
  };
}
