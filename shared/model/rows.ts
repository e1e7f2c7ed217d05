import type { IndicatorId } from './vocabulary';

/** What records the value of a row is made of. */
export type RowEvidence =
  'devices' | 'rooms' | 'slots' | 'sittings' | 'serviceTime' | 'faults' | 'answers' | 'milestones' | 'incidents' | null;

/** The properties of a row that the code depends on (semantics 6, 7, 9): nothing asks for a row by its id instead. */
interface RowProperties {
  /** Whether a higher or a lower value is better. Shown rates are rounded to the worse side (semantics 6). */
  better: 'higher' | 'lower';
  /** null: a person attests the row, and no record suggests anything. */
  evidence: RowEvidence;
  /** When a target can no longer be reached though the period still runs; null: not before its end. */
  lostWhen: 'lateFault' | 'downTime' | null;
  /** `noFaults`: met without a value when the period is over, there was no fault, and it was observed well. */
  metWithoutValue: 'noFaults' | null;
  /** Whether its target is a budget of down time. */
  hasBudget: boolean;
  /** Whether its value changes with the clock alone, so that clients run it between two answers. */
  runsLive: boolean;
  /** What makes the bounds: time of unknown status, the highest severity, the size of the sample; null: no bounds. */
  bounds: 'unknownTime' | 'severity' | 'sample' | null;
  /**
   * Whether the targets of the parts of an area add up to that of the area. `ofCities`: only parts that are whole cities
   * do; a county or a site lies in one city, which others lie in, too. null: a rate or a text, which is copied.
   */
  addsUp: 'always' | 'ofCities' | null;
  /** How its suggestion is said: as a count of a whole, or as a grade; null: it has none. */
  suggests: 'count' | 'grade' | null;
}

/** A row of annex 2 as the notice prints it (台财教〔2023〕36号), with our default weight (semantics 10). */
export interface RowInfo extends RowProperties {
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
interface Group {
  printed: [string, string];
  national: [string, string];
}
const same = (...levels: [string, string]): Group => ({ printed: levels, national: levels });
const quantity = same(OUTPUT, '数量指标');
const quality = same(OUTPUT, '质量指标');
const time: Group = { printed: [EFFECT, '时效指标'], national: [OUTPUT, '时效指标'] };
const social = same(EFFECT, '社会效益指标');
const reform: Group = { printed: [EFFECT, '时效指标'], national: [EFFECT, '社会效益指标'] };
const satisfaction: Group = { printed: [EFFECT, '服务对象满意度'], national: ['满意度指标', '服务对象满意度指标'] };

const PLAIN: RowProperties = {
  better: 'higher',
  evidence: null,
  lostWhen: null,
  metWithoutValue: null,
  hasBudget: false,
  runsLive: false,
  bounds: null,
  addsUp: null,
  suggests: null,
};
const FAULT_RATE: Partial<RowProperties> = {
  better: 'lower',
  evidence: 'serviceTime',
  lostWhen: 'downTime',
  hasBudget: true,
  runsLive: true,
  bounds: 'unknownTime',
};
const TIMELY_REPAIR: Partial<RowProperties> = {
  evidence: 'faults',
  lostWhen: 'lateFault',
  metWithoutValue: 'noFaults',
  bounds: 'severity',
};
const ANSWERS: Partial<RowProperties> = { evidence: 'answers', bounds: 'sample' };

type Line = [
  id: IndicatorId,
  name: string,
  unit: string,
  kind: RowInfo['kind'],
  weight: number,
  group: Group,
  properties?: Partial<RowProperties>,
];
const lines: Line[] = [
  ['domestic-computers', '信创国产电脑数', '台', 'count', 3, quantity, { evidence: 'devices', addsUp: 'always' }],
  ['standard-seats', '标准化考场', '考位', 'count', 4, quantity, { evidence: 'rooms', addsUp: 'always' }],
  ['examinees-served', '服务考生人数', '人次', 'count', 3, quantity, { evidence: 'sittings', addsUp: 'always' }],
  ['cities-covered', '覆盖地市数量', '个', 'count', 3, quantity, { evidence: 'rooms', addsUp: 'ofCities' }],
  ['rooms-built', '新建考场数', '间', 'count', 4, quantity, { evidence: 'rooms', addsUp: 'always' }],
  ['schools-covered', '覆盖考点学校数量', '所', 'count', 3, quantity, { evidence: 'rooms', addsUp: 'always' }],
  ['systems-online', '信息系统', '套', 'count', 3, quality, { evidence: 'devices', addsUp: 'always' }],
  ['room-compliance', '考场达标率', '%', 'rate', 3, quality, { evidence: 'rooms' }],
  ['device-compliance', '设备设置达标率', '%', 'rate', 3, quality, { evidence: 'slots' }],
  ['functional-systems', '功能系统', '', 'qualitative', 3, quality, { evidence: 'serviceTime', suggests: 'grade' }],
  ['pilot-zone', '实验区建设', '', 'qualitative', 3, quality],
  ['fault-rate', '系统上线运行稳定可靠率', '%', 'rate', 6, time, FAULT_RATE],
  ['construction-on-time', '建设及时性', '', 'qualitative', 4, time, { evidence: 'milestones', suggests: 'count' }],
  ['timely-repair', '系统故障及时修复率', '%', 'rate', 5, time, TIMELY_REPAIR],
  ['exam-reform', '推动考试招生改革，提升考试服务质量', '', 'qualitative', 8, reform],
  ['exam-security', '考试信息安全', '', 'qualitative', 8, social, { evidence: 'incidents', suggests: 'grade' }],
  ['public-service', '教育政务服务公众能力', '', 'qualitative', 7, social],
  ['av-dispatch', '视音频综合调度管理服务通用能力', '', 'qualitative', 7, social],
  ['student-satisfaction', '学生满意度', '%', 'rate', 5, satisfaction, ANSWERS],
  ['teacher-satisfaction', '教师满意度', '%', 'rate', 5, satisfaction, ANSWERS],
];

/** The twenty rows in the notice's order. */
export const ROWS: readonly RowInfo[] = lines.map(([id, name, unit, kind, weight, group, properties], index) => ({
  ...PLAIN,
  ...properties,
  id,
  no: index + 1,
  name,
  unit,
  kind,
  weight,
  ...group,
}));

const BY_ID: ReadonlyMap<IndicatorId, RowInfo> = new Map(ROWS.map((row) => [row.id, row]));

/** The properties of a row by its id. */
export function rowOf(id: IndicatorId): RowInfo {
  return BY_ID.get(id)!;
}
