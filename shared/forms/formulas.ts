import type { Summary, SummaryRow } from '../contract/http';
import { rowOf } from '../model/rows';
import { basisRef } from './basis';
import type { RowField } from './layout';
import type { Shown } from './numbers';

/** Where the cells of a row are that its formulas name. */
export interface RowCells {
  /** `G14`, the weight. */
  weight: string;
  target: string;
}

/** The formula of a cell of a row, which recalculates to what is shown; undefined: the cell holds what it shows. */
export function rowFormula(
  field: RowField,
  row: SummaryRow,
  document: Summary,
  shown: Shown,
  cells: RowCells,
): string | undefined {
  if (shown.value === undefined) return undefined;
  if (field === 'value') return valueFormula(row, document, shown.value);
  return field === 'score' ? scoreFormula(row, document, cells) : undefined;
}

/** A percentage is its two sides, rounded against us at two digits. */
function valueFormula(row: SummaryRow, document: Summary, value: number): string | undefined {
  const { kind, better } = rowOf(row.id);
  const { numerator, denominator } = row;
  if (kind !== 'rate' || numerator === undefined || !denominator) return undefined;
  // Next to 0 and 1 what is shown stays off them (semantics 6): no formula says that, and the number stands.
  const rounded = numerator / denominator;
  if (Math.abs(rounded - value) >= 0.0001) return undefined;
  const ratio = `${basisRef(document, row.id, 'numerator')}/${basisRef(document, row.id, 'denominator')}`;
  return `${better === 'lower' ? 'ROUNDUP' : 'ROUNDDOWN'}(${ratio},4)`;
}

/** Semantics 10 in the words of a spreadsheet; the value is the unrounded one of the sheet beside. */
function scoreFormula(row: SummaryRow, document: Summary, { weight, target: aim }: RowCells): string {
  const { target, attestation, value } = row;
  const full = `ROUND(${weight},2)`;
  if (attestation) return `ROUND(${weight}*${basisRef(document, row.id, 'percent')}/100,2)`;
  if (value === null || typeof target?.value !== 'number') return row.state === 'met' ? full : '0';
  const v = basisRef(document, row.id, 'value');
  if (target.op !== '<=') return `IF(${v}>=${aim},${full},ROUND(${weight}*${v}/${aim},2))`;
  const beyond = document.rules.inverse
    ? `ROUND(${weight}*${aim}/${v},2)`
    : `ROUND(${weight}*MAX(0,2*${aim}-${v})/${aim},2)`;
  return `IF(${v}<=${aim},${full},IF(${aim}=0,0,${beyond}))`;
}
