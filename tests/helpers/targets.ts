type Op = '>=' | '<=';
type Target = readonly [indicator: string, value: number | string, op?: Op];

/** The counts of a scope; every other row has the target that the notice prints. */
export interface Counts {
  computers: number;
  seats: number;
  examinees: number;
  cities: number;
  rooms: number;
  schools: number;
  systems: number;
}

/** A target for each of the twenty rows, in the order of the notice. */
export const targetsOf = (counts: Counts): readonly Target[] => [
  ['domestic-computers', counts.computers, '>='],
  ['standard-seats', counts.seats, '>='],
  ['examinees-served', counts.examinees, '>='],
  ['cities-covered', counts.cities, '>='],
  ['rooms-built', counts.rooms, '>='],
  ['schools-covered', counts.schools, '>='],
  ['systems-online', counts.systems, '>='],
  ['room-compliance', 1, '>='],
  ['device-compliance', 1, '>='],
  ['functional-systems', '稳定运行'],
  ['pilot-zone', '全省示范作用'],
  ['fault-rate', 0.02, '<='],
  ['construction-on-time', '按各项建设进度计划要求执行'],
  ['timely-repair', 1, '>='],
  ['exam-reform', '优化考试时间安排，考场信息化水平实现较大提升。'],
  ['exam-security', '无重大突发事故'],
  ['public-service', '满足考生需要'],
  ['av-dispatch', '满足省市教育主管单位、院校需要'],
  ['student-satisfaction', 0.9, '>='],
  ['teacher-satisfaction', 0.9, '>='],
];
