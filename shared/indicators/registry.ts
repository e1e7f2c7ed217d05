import type { IndicatorId } from '../model/vocabulary';
import { citiesCovered } from './rows/cities-covered';
import { constructionOnTime } from './rows/construction-on-time';
import { deviceCompliance } from './rows/device-compliance';
import { domesticComputers } from './rows/domestic-computers';
import { examSecurity } from './rows/exam-security';
import { examineesServed } from './rows/examinees-served';
import { faultRate } from './rows/fault-rate';
import { functionalSystems } from './rows/functional-systems';
import type { Attested, Measure } from './measure';
import { roomCompliance } from './rows/room-compliance';
import { roomsBuilt } from './rows/rooms-built';
import { studentSatisfaction, teacherSatisfaction } from './rows/satisfaction';
import { schoolsCovered } from './rows/schools-covered';
import { standardSeats } from './rows/standard-seats';
import { systemsOnline } from './rows/systems-online';
import { timelyRepair } from './rows/timely-repair';

/** To add a live figure: its file, a line here, and a hand-worked test. */
const measures: Measure[] = [
  domesticComputers,
  standardSeats,
  examineesServed,
  citiesCovered,
  roomsBuilt,
  schoolsCovered,
  systemsOnline,
  roomCompliance,
  deviceCompliance,
  faultRate,
  timelyRepair,
  studentSatisfaction,
  teacherSatisfaction,
];

/** Rows that a person attests; those without a suggestion are judged by the evidence alone. */
const attested: Attested[] = [
  functionalSystems,
  { id: 'pilot-zone', version: 1 },
  constructionOnTime,
  { id: 'exam-reform', version: 1 },
  examSecurity,
  { id: 'public-service', version: 1 },
  { id: 'av-dispatch', version: 1 },
];

export const MEASURES: ReadonlyMap<IndicatorId, Measure> = new Map(measures.map((one) => [one.id, one]));
export const ATTESTED: ReadonlyMap<IndicatorId, Attested> = new Map(attested.map((one) => [one.id, one]));
