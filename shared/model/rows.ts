import type { IndicatorId } from './vocabulary';

/** A row of annex 2 as the notice prints it (台财教〔2023〕36号), with our default weight (semantics 10). */
export interface RowInfo {
  id: IndicatorId;
  no: number;
  name: string;
  unit: string;
  kind: 'count' | 'rate' | 'qualitative';
  weight: number;
  /** First and second level, as printed and as national practice groups them. */
  printed: [string, string];
  national: [string, string];
}

const OUTPUT = '产出指标';
const EFFECT = '效益指标';
const quantity: [string, string] = [OUTPUT, '数量指标'];
const quality: [string, string] = [OUTPUT, '质量指标'];
const printedTime: [string, string] = [EFFECT, '时效指标'];
const time: [string, string] = [OUTPUT, '时效指标'];
const social: [string, string] = [EFFECT, '社会效益指标'];
const printedPleased: [string, string] = [EFFECT, '服务对象满意度'];
const pleased: [string, string] = ['满意度指标', '服务对象满意度指标'];

type Line = [IndicatorId, string, string, RowInfo['kind'], number, [string, string], [string, string]];
const lines: Line[] = [
  ['domestic-computers', '信创国产电脑数', '台', 'count', 3, quantity, quantity],
  ['standard-seats', '标准化考场', '考位', 'count', 4, quantity, quantity],
  ['examinees-served', '服务考生人数', '人次', 'count', 3, quantity, quantity],
  ['cities-covered', '覆盖地市数量', '个', 'count', 3, quantity, quantity],
  ['rooms-built', '新建考场数', '间', 'count', 4, quantity, quantity],
  ['schools-covered', '覆盖考点学校数量', '所', 'count', 3, quantity, quantity],
  ['systems-online', '信息系统', '套', 'count', 3, quality, quality],
  ['room-compliance', '考场达标率', '%', 'rate', 3, quality, quality],
  ['device-compliance', '设备设置达标率', '%', 'rate', 3, quality, quality],
  ['functional-systems', '功能系统', '', 'qualitative', 3, quality, quality],
  ['pilot-zone', '实验区建设', '', 'qualitative', 3, quality, quality],
  ['fault-rate', '系统上线运行稳定可靠率', '%', 'rate', 6, printedTime, time],
  ['construction-on-time', '建设及时性', '', 'qualitative', 4, printedTime, time],
  ['timely-repair', '系统故障及时修复率', '%', 'rate', 5, printedTime, time],
  ['exam-reform', '推动考试招生改革，提升考试服务质量', '', 'qualitative', 8, printedTime, social],
  ['exam-security', '考试信息安全', '', 'qualitative', 8, social, social],
  ['public-service', '教育政务服务公众能力', '', 'qualitative', 7, social, social],
  ['av-dispatch', '视音频综合调度管理服务通用能力', '', 'qualitative', 7, social, social],
  ['student-satisfaction', '学生满意度', '%', 'rate', 5, printedPleased, pleased],
  ['teacher-satisfaction', '教师满意度', '%', 'rate', 5, printedPleased, pleased],
];

/** The twenty rows in the notice's order. */
export const ROWS: readonly RowInfo[] = lines.map(([id, name, unit, kind, weight, printed, national], index) => ({
  id,
  no: index + 1,
  name,
  unit,
  kind,
  weight,
  printed,
  national,
}));

const BY_ID = new Map(ROWS.map((row) => [row.id, row]));

/** The properties of a row by its id. */
export const rowOf = (id: IndicatorId): RowInfo => BY_ID.get(id)!;
