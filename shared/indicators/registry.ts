import type { IndicatorId } from '../model/vocabulary';
import { citiesCovered } from './cities-covered';
import { constructionOnTime } from './construction-on-time';
import { deviceCompliance } from './device-compliance';
import { domesticComputers } from './domestic-computers';
import { examSecurity } from './exam-security';
import { examineesServed } from './examinees-served';
import { faultRate } from './fault-rate';
import { functionalSystems } from './functional-systems';
import type { Attested, Measure } from './measure';
import { roomCompliance } from './room-compliance';
import { roomsBuilt } from './rooms-built';
import { studentSatisfaction, teacherSatisfaction } from './satisfaction';
import { schoolsCovered } from './schools-covered';
import { standardSeats } from './standard-seats';
import { systemsOnline } from './systems-online';
import { timelyRepair } from './timely-repair';

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
