import type { BodyOf } from '../../../../shared/model/kinds';
import { GRANT_ANNEX_FIELDS } from '../../../../shared/model/vocabulary';
import { annexKey } from '../../../../shared/workbooks/money-sheets';
import { adjustmentCells, adjustmentsOf, grantCells } from '../../money-cells';
import type { TypedRow, TypedSheet } from '../../types';
import { PIECE, byId, hasRequired } from '../common';
import { textAt, valueAt } from '../draft';
import { checkFree } from '../places';
import { type MoneyDraft, type RowsById, atSecond } from './draft';

/** Grants as their notices have them: once recorded they are not changed, only adjusted. */
export function* planGrants(draft: MoneyDraft, sheet: TypedSheet): Generator<undefined, void> {
  const { known } = draft;
  yield* byId(draft, sheet, (id) => known.grants.has(id));
  for (const [index, row] of sheet.rows.entries()) {
    if (index % PIECE === 0) yield;
    const item = known.grants.get(String(row.values[0]));
    const area = textAt('grants', row.values, 'area');
    if (!item) {
      checkFree(draft, sheet, row, 'grantId', 'grant');
      hasRequired(draft, sheet, row);
    }
    if (area !== null && area !== item?.area && known.beyond.has(area)) {
      draft.wrong(sheet, row, 'area', 'beyond-area', { mend: 'text' });
    }
    draft.checkPast(sheet, row, 'receivedAt');
    if (item) draft.checkFixed(sheet, row, grantCells(item));
    if (row.bad) continue;
    if (!item) {
      const at = Number(valueAt('grants', row.values, 'receivedAt'));
      draft.plan(sheet, row, { kind: 'grant.received', at, body: grantBody(row) });
    }
    draft.became('grants', row, item ? 'same' : 'added');
  }
}

function grantBody({ values }: TypedRow): BodyOf<'grant.received'> {
  const text = (key: string) => String(valueAt('grants', values, key));
  const printed = GRANT_ANNEX_FIELDS.flatMap((field) => {
    const said = textAt('grants', values, annexKey(field));
    return said === null ? [] : [[field, said] as const];
  });
  return {
    grantId: text('grantId'),
    number: text('number'),
    area: text('area'),
    amountFen: Number(text('amountFen')),
    purposes: text('purposes').split('\n'),
    ...(printed.length > 0 && { annex: Object.fromEntries(printed) }),
  };
}

/** Later amounts of grants: a row for each, told from the others by its time. */
export function* planAdjustments(draft: MoneyDraft, sheet: TypedSheet, grants: RowsById): Generator<undefined, void> {
  const { known } = draft;
  const recorded = new Map(
    [...known.grants.values()].flatMap((grant) =>
      adjustmentsOf(grant).map((one) => [atSecond(grant.id, Date.parse(one.at)), one] as const),
    ),
  );
  const seen = new Map<string, TypedRow>();
  const named = {
    isKnown: (id: string) => known.grants.has(id),
    rows: grants,
    from: 'grants',
    unknown: 'unknown-grant',
  } as const;
  for (const [index, row] of sheet.rows.entries()) {
    if (index % PIECE === 0) yield;
    const get = (key: string) => valueAt('adjustments', row.values, key);
    const [grantId, at] = [get('grantId'), get('at')];
    if (grantId === null || at === null) {
      hasRequired(draft, sheet, row);
      continue;
    }
    const key = atSecond(String(grantId), Number(at));
    const first = seen.get(key);
    if (first) draft.wrong(sheet, row, 'at', 'twice', { about: `A${first.row}`, mend: 'date' });
    else seen.set(key, row);
    const item = recorded.get(key);
    if (!item) hasRequired(draft, sheet, row);
    draft.checkNamed(sheet, row, 'grantId', named);
    draft.checkPast(sheet, row, 'at');
    if (row.bad) continue;
    const now = item ? adjustmentCells(String(grantId), item, known.reasons) : null;
    if (now && !draft.tellChanges(sheet, row, now)) {
      draft.became('adjustments', row, 'same');
      continue;
    }
    const cell = (field: string) => get(field) ?? (now && valueAt('adjustments', now, field));
    const number = cell('number');
    draft.plan(sheet, row, {
      kind: 'grant.adjusted',
      at: item ? Date.parse(item.at) : Number(at),
      body: {
        grantId: String(grantId),
        amountFen: Number(cell('amountFen')),
        ...(number !== null && { number: String(number) }),
        reason: String(cell('reason')),
      },
    });
    draft.became('adjustments', row, now ? 'changed' : 'added');
  }
}
