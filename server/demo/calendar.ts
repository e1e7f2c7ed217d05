/** Service hours with holidays, and the sittings of the Guangdong calendar as the demo uses them. */
import type { Instant } from '../../shared/model/instant';
import type { Schedule } from '../../shared/model/kinds/places';
import { weekday } from '../../shared/timeline/zone';
import { DAY, ZONE, wall } from './world';

const HOURS = [{ from: '07:30', to: '18:00' }];

/** 寒假, 劳动节, 暑假, 国庆, and one Saturday worked instead (调休) a year; local dates, the last one not in it. */
function exceptionsOf(year: number) {
  return [
    { from: `${year}-01-22`, to: `${year}-02-19`, windows: [] },
    { from: `${year}-05-01`, to: `${year}-05-06`, windows: [] },
    { from: `${year}-07-15`, to: `${year}-08-31`, windows: [] },
    { from: `${year}-10-01`, to: `${year}-10-08`, windows: [] },
    { from: saturdayAfter(year), to: dayAfter(saturdayAfter(year)), windows: HOURS },
  ];
}

function saturdayAfter(year: number): string {
  let at = wall(`${year}-10-08`);
  while (weekday(ZONE.dayOf(at)) !== 6) at += DAY;
  return localDate(at);
}

const dayAfter = (date: string) => localDate(wall(date) + DAY);

export function localDate(at: Instant): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
}

export function scheduleFor(years: number[]): Schedule {
  return {
    weekly: [{ days: [1, 2, 3, 4, 5], from: HOURS[0]!.from, to: HOURS[0]!.to }],
    except: years.flatMap(exceptionsOf),
  };
}

/** Whether the sites are open on a local day. */
export function isSchoolDay(at: Instant): boolean {
  const date = localDate(at);
  const exception = exceptionsOf(Number(date.slice(0, 4))).find((one) => one.from <= date && date < one.to);
  return exception ? exception.windows.length > 0 : weekday(ZONE.dayOf(at)) <= 5;
}

export interface DemoExam {
  exam: string;
  from: Instant;
  to: Instant;
}

const BATCHES: [string, string][] = [
  ['08:30', '09:30'],
  ['10:00', '11:00'],
  ['14:00', '15:00'],
  ['15:30', '16:30'],
];
const HALF_DAYS: [string, string][] = [
  ['09:00', '11:30'],
  ['14:30', '17:00'],
];

/** Exams of a year: the day (the weekend or weekday at or after a date), its name, and its sessions. */
function plan(year: number): [date: string, exam: string, sessions: [string, string][]][] {
  const weekend = (date: string) => {
    let at = wall(date);
    while (weekday(ZONE.dayOf(at)) !== 6) at += DAY;
    return localDate(at);
  };
  const march = weekend(`${year}-03-09`);
  const authorize = weekend(`${year}-05-12`);
  const april = weekend(`${year}-04-11`);
  const october = weekend(`${year}-10-22`);
  const december = weekend(`${year}-12-05`);
  return [
    [weekend(`${year}-01-06`), '学业水平合格性考试', HALF_DAYS],
    [march, '高考英语听说', BATCHES],
    [dayAfter(march), '高考英语听说', BATCHES],
    [april, '自学考试', HALF_DAYS],
    [authorize, '中考英语听说', BATCHES],
    [dayAfter(authorize), '中考英语听说', BATCHES],
    [
      `${year}-06-07`,
      '高考',
      [
        ['09:00', '11:30'],
        ['15:00', '17:00'],
      ],
    ],
    [
      `${year}-06-08`,
      '高考',
      [
        ['09:00', '10:15'],
        ['15:00', '17:00'],
      ],
    ],
    [weekend(`${year}-07-03`), '学业水平合格性考试', HALF_DAYS],
    [october, '自学考试', HALF_DAYS],
    [december, '英语听说模拟', BATCHES],
    [dayAfter(december), '英语听说模拟', BATCHES],
  ];
}

/** Every exam session from one instant to another, in order. */
export function examsBetween(from: Instant, to: Instant): DemoExam[] {
  const out: DemoExam[] = [];
  for (let year = Number(localDate(from).slice(0, 4)); year <= Number(localDate(to).slice(0, 4)); year++) {
    for (const [date, exam, sessions] of plan(year)) {
      for (const [begins, ends] of sessions) out.push({ exam, from: wall(date, begins), to: wall(date, ends) });
    }
  }
  return out.filter((one) => one.from >= from && one.to <= to).sort((a, b) => a.from - b.from);
}
