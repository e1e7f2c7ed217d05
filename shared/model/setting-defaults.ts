import { SURVEY_MINIMUM } from './vocabulary';

/** What holds while a setting was never set. Without a schema library: the client shows these, too. */
export const SETTING_DEFAULTS = {
  inverse: false as boolean,
  cycle: '2023-2025' as string,
  readinessHours: 24 as number,
  technicianReachBackHours: 72 as number,
  secondFactor: 'optional' as 'optional' | 'required',
  sessionHours: 12 as number,
  idleHours: 2 as number,
  writeRequestsPerMinute: 600 as number,
  noteMegabytesPerDay: 50 as number,
  voices: true as boolean,
  surveys: true as boolean,
  surveyMinimum: SURVEY_MINIMUM as number,
  countersign: false as boolean,
  grouping: 'national' as 'printed' | 'national',
};
