import { z } from 'zod';
import { COUNT_MAX, HOURS_MAX, SESSION_HOURS_MAX, SESSION_HOURS_MIN } from './bounds';
import { isPeriodWithin } from './period';
import { SETTING_DEFAULTS } from './setting-defaults';
import type { Role } from './vocabulary';

/** One setting: its allowed values, its default, and the roles that may set it. */
export interface SettingSpec<T extends string | number | boolean> {
  value: z.ZodType<T>;
  default: T;
  /** What a right value is, for the message of a refusal. */
  expects: string;
  setBy: readonly Role[];
}

const setting = <T extends string | number | boolean>(spec: SettingSpec<T>): SettingSpec<T> => spec;
const ADMIN: readonly Role[] = ['admin'];

/** A cycle of whole years, `2023-2025`: the first is not after the last, inside the years that a period may have. */
const cycle = z.string().refine((text) => isPeriodWithin(`cycle:${text}`));
const hours = z.number().positive().max(HOURS_MAX);
const sessionHours = z.number().min(SESSION_HOURS_MIN).max(SESSION_HOURS_MAX);
const SESSION_EXPECTED = `a number of hours, ${SESSION_HOURS_MIN} (6 minutes) to ${SESSION_HOURS_MAX} (7 days)`;
const HOURS_EXPECTED = `a number of hours above 0, at most ${HOURS_MAX} (10 years)`;

/** Every setting that there is (contract 4: a closed set of names); each value holds from its entry's `eff` on. */
export const SETTINGS = {
  /** Semantics 10: how the points of a `<=` row fall beyond its target. */
  inverse: setting<boolean>({
    value: z.boolean(),
    default: SETTING_DEFAULTS.inverse,
    expects: 'true or false',
    setBy: ADMIN,
  }),
  /** The notice's cycle of years, one of the four live windows. */
  cycle: setting<string>({
    value: cycle,
    default: SETTING_DEFAULTS.cycle,
    expects: 'two years such as 2023-2025, the first not after the last, at most 30 years apart',
    setBy: ADMIN,
  }),
  /** Semantics 8: how fresh, in hours, the last inspection must be for a room to be ready for a sitting. */
  readinessHours: setting<number>({
    value: hours,
    default: SETTING_DEFAULTS.readinessHours,
    expects: HOURS_EXPECTED,
    setBy: ADMIN,
  }),
  /** Contract 4: how far back, in hours, a technician may record. */
  technicianReachBackHours: setting<number>({
    value: hours,
    default: SETTING_DEFAULTS.technicianReachBackHours,
    expects: HOURS_EXPECTED,
    setBy: ADMIN,
  }),
  /** Contract 3: whether office and administrators need a second factor. */
  secondFactor: setting<'optional' | 'required'>({
    value: z.enum(['optional', 'required']),
    default: SETTING_DEFAULTS.secondFactor,
    expects: 'optional or required',
    setBy: ADMIN,
  }),
  /** Contract 3: how long, in hours, a session lasts from its log-in. */
  sessionHours: setting<number>({
    value: sessionHours,
    default: SETTING_DEFAULTS.sessionHours,
    expects: SESSION_EXPECTED,
    setBy: ADMIN,
  }),
  /** Contract 3: after how many hours without use a session of the office or an administrator ends. */
  idleHours: setting<number>({
    value: sessionHours,
    default: SETTING_DEFAULTS.idleHours,
    expects: SESSION_EXPECTED,
    setBy: ADMIN,
  }),
  /** How many requests to record the session of a technician or of the office may send a minute; programs use tokens. */
  writeRequestsPerMinute: setting<number>({
    value: z.int().min(1).max(COUNT_MAX),
    default: SETTING_DEFAULTS.writeRequestsPerMinute,
    expects: 'a whole number of requests, 1 to a million',
    setBy: ADMIN,
  }),
  /** How many MB of notes and reasons such a session's account may write a day. */
  noteMegabytesPerDay: setting<number>({
    value: z.int().min(1).max(COUNT_MAX),
    default: SETTING_DEFAULTS.noteMegabytesPerDay,
    expects: 'a whole number of MB, 1 to a million',
    setBy: ADMIN,
  }),
  /** Whether a device's public page takes reports of people without an account. */
  voices: setting<boolean>({
    value: z.boolean(),
    default: SETTING_DEFAULTS.voices,
    expects: 'true or false',
    setBy: ADMIN,
  }),
  /** Whether the public pages of surveys take answers. */
  surveys: setting<boolean>({
    value: z.boolean(),
    default: SETTING_DEFAULTS.surveys,
    expects: 'true or false',
    setBy: ADMIN,
  }),
  /**
   * Below how many answers a satisfaction is told as not yet evidence. With fewer than 35 even n of n does not show 90 %:
   * the low bound of n of n is n ÷ (n + 1.96²), and 35 ÷ 38.84 = 90.1 % is the first above (semantics 9).
   */
  surveyMinimum: setting<number>({
    value: z.int().min(1).max(COUNT_MAX),
    default: SETTING_DEFAULTS.surveyMinimum,
    expects: 'a whole number of answers, 1 to a million',
    setBy: ADMIN,
  }),
  /** Semantics 12: whether a second person has to sign before a year is closed. */
  countersign: setting<boolean>({
    value: z.boolean(),
    default: SETTING_DEFAULTS.countersign,
    expects: 'true or false',
    setBy: ADMIN,
  }),
  /** How the twenty rows are grouped: as the notice prints them, or by national practice. */
  grouping: setting<'printed' | 'national'>({
    value: z.enum(['printed', 'national']),
    default: SETTING_DEFAULTS.grouping,
    expects: 'printed or national',
    setBy: ADMIN,
  }),
} as const;

export type SettingName = keyof typeof SETTINGS;
export type SettingValue<N extends SettingName> = (typeof SETTINGS)[N]['default'];

export function isSettingName(text: string): text is SettingName {
  return Object.hasOwn(SETTINGS, text);
}
