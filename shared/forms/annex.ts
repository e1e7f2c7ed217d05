import type { EvidenceRecord, Summary } from '../contract/http';
import { rowOf } from '../model/rows';
import type { IndicatorId } from '../model/vocabulary';

/** A value of a cell; absent ones are blank. */
export type AnnexCell = string | number | null;

interface Column {
  head: string;
  width: number;
  of(record: EvidenceRecord): AnnexCell | undefined;
}

const COLUMNS: readonly Column[] = [
  { head: '记录', width: 30, of: ({ id }) => id },
  { head: '地市', width: 9, of: ({ area }) => area },
  { head: '考点', width: 14, of: ({ siteId }) => siteId },
  { head: '考场', width: 14, of: ({ roomId }) => roomId },
  { head: '设备', width: 16, of: ({ deviceId }) => deviceId },
  { head: '故障', width: 16, of: ({ faultId }) => faultId },
  { head: '场次', width: 16, of: ({ sittingId }) => sittingId },
  { head: '节点', width: 14, of: ({ milestoneId }) => milestoneId },
  { head: '事件', width: 14, of: ({ incidentId }) => incidentId },
  { head: '月份', width: 9, of: ({ month }) => month },
  { head: '类别', width: 16, of: ({ category }) => category },
  { head: '状态', width: 10, of: ({ status }) => status },
  { head: '判定', width: 10, of: ({ verdict }) => verdict },
  { head: '事件等级', width: 9, of: ({ grade }) => grade },
  { head: '自', width: 25, of: ({ from }) => from },
  { head: '至', width: 25, of: ({ to }) => to },
  { head: '数值', width: 14, of: ({ value }) => value },
  { head: '共', width: 14, of: ({ of }) => of },
  { head: '原因', width: 40, of: ({ reasons }) => reasons?.join('；') },
];

export const ANNEX_HEADS: readonly string[] = COLUMNS.map(({ head }) => head);
export const ANNEX_WIDTHS: readonly number[] = COLUMNS.map(({ width }) => width);
export const annexLine = (record: EvidenceRecord): AnnexCell[] => COLUMNS.map(({ of }) => of(record) ?? null);

/** The name of a row's sheet: at most 31 characters, none that spreadsheet programs refuse. */
export function annexName(id: IndicatorId, part = 1): string {
  const { no, name } = rowOf(id);
  const whole = `${no} ${name.replace(/[\\/?*[\]:]/g, ' ')}`.slice(0, 26);
  return part === 1 ? whole : `${whole} (${part})`;
}

export const annexFileName = ({ scope, year }: Pick<Summary, 'scope' | 'year'>, id: IndicatorId | undefined): string =>
  ['佐证记录', scope.replace(':', '-'), String(year), ...(id ? [`${rowOf(id).no}-${id}`] : [])].join('-');
