import type { IndicatorId } from './vocabulary';

/** A row's target as annex 2 prints it, for the whole cycle and for its first year; rates are fractions. */
interface NoticeTarget {
  /** Absent: a qualitative row. */
  op?: '>=' | '<=';
  cycle: number | string;
  year: number | string;
}

/** The scope that the printed targets are of: the province. They are never the targets of an area below it. */
export const NOTICE_SCOPE = '440000';
/** The periods that the two printed columns are of: the cycle's years are the product's reading, the notice names none. */
export const NOTICE_PERIODS = { year: '2023', cycle: 'cycle:2023-2025' } as const;

const atLeast = (cycle: number, year = cycle): NoticeTarget => ({ op: '>=', cycle, year });
const told = (text: string): NoticeTarget => ({ cycle: text, year: text });

/** Annex 2 of 台财教〔2023〕36号, row by row. */
export const NOTICE_TARGETS: Readonly<Record<IndicatorId, NoticeTarget>> = {
  'domestic-computers': atLeast(85),
  'standard-seats': atLeast(2400, 800),
  'examinees-served': atLeast(50_000, 16_000),
  'cities-covered': atLeast(14),
  'rooms-built': atLeast(46, 15),
  'schools-covered': atLeast(39, 13),
  'systems-online': atLeast(1),
  'room-compliance': atLeast(1),
  'device-compliance': atLeast(1),
  'functional-systems': told('稳定运行'),
  'pilot-zone': told('全省示范作用'),
  'fault-rate': { op: '<=', cycle: 0.02, year: 0.02 },
  'construction-on-time': told('按各项建设进度计划要求执行'),
  'timely-repair': atLeast(1),
  'exam-reform': told('优化考试时间安排，考场信息化水平实现较大提升。'),
  'exam-security': told('无重大突发事故'),
  'public-service': told('满足考生需要'),
  'av-dispatch': told('满足省市教育主管单位、院校需要'),
  'student-satisfaction': atLeast(0.9),
  'teacher-satisfaction': atLeast(0.9),
};
