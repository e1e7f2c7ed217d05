import { EPOCH, newEpoch } from '../epoch';
import { textOf } from '../sql/query';
import { build } from './dialect';
import type { Connection } from './driver';

const REPLACE = textOf(
  build
    .insertInto('meta')
    .values({ name: '', value: '' })
    .onConflict((on) => on.column('name').doUpdateSet((of) => ({ value: of.ref('excluded.value') }))),
);

/** Gives the ledger of a database a new epoch: it continues apart from the ledger that it was copied from. */
export function renewEpoch(connection: Connection): void {
  connection.run(REPLACE, [EPOCH, newEpoch()]);
}
