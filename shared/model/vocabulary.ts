/** The closed vocabularies of the field. A const tuple comes first; the union is derived from it. */
export const STATUSES = ['up', 'degraded', 'down', 'unknown'] as const;
export type Status = (typeof STATUSES)[number];

export const IMPACTS = ['down', 'degraded', 'none'] as const;
export type Impact = (typeof IMPACTS)[number];

/** 一般, 较大, 重大: in rising order, so that the index compares grades. */
export const SEVERITIES = ['minor', 'major', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What is wrong with a device, in the words of somebody without an account: the check boxes of its public page. */
export const VOICE_PROBLEMS = [
  'noPower',
  'screen',
  'noSound',
  'headset',
  'keyboardMouse',
  'noNetwork',
  'slow',
  'other',
] as const;
export type VoiceProblem = (typeof VOICE_PROBLEMS)[number];

export const INCIDENT_GRADES = ['I', 'II', 'III', 'IV'] as const;
export type IncidentGrade = (typeof INCIDENT_GRADES)[number];

/** Who answers a survey of satisfaction (semantics 9). */
export const ANSWER_GROUPS = ['student', 'teacher'] as const;
/** How many answers are evidence, until the setting `surveyMinimum` says otherwise. */
export const SURVEY_MINIMUM = 35;
export type AnswerGroup = (typeof ANSWER_GROUPS)[number];

export const ATTESTED_GRADES = ['met', 'partly', 'unmet'] as const;

/** The rules of money by which a payment is refused (semantics 11). */
export const REFUSED_PAYMENT_CODES = ['over-budget', 'off-purpose', 'before-grant'] as const;

/** The columns of annex 1 (资金安排表) beside area and amount, in its order. */
export const GRANT_ANNEX_FIELDS = [
  'project',
  'level',
  'threeGuarantees',
  'threeGuaranteesAccount',
  'transferFunction',
  'expenditureFunction',
  'governmentEconomic',
  'remark',
] as const;
export type GrantAnnexField = (typeof GRANT_ANNEX_FIELDS)[number];

/** Why a row deviates, as the monitoring form sorts it: 经费、制度、人员、硬件条件保障、其他. */
export const DEVIATION_CAUSES = ['funds', 'rules', 'people', 'hardware', 'other'] as const;
export type DeviationCategory = (typeof DEVIATION_CAUSES)[number];

/** Whether the target will be reached by the year's end, as the monitoring form asks: 确定能、有可能、完全不可能. */
export const OUTLOOKS = ['certain', 'possible', 'impossible'] as const;
export type Outlook = (typeof OUTLOOKS)[number];

/** The lines on the management of the money: 情况说明 and, under the same name with `Problems`, 存在问题和改进措施. */
export const FUND_LINES = [
  'allocation',
  'issuance',
  'disbursement',
  'use',
  'accuracy',
  'management',
  'responsibility',
] as const;
export type FundLine = (typeof FUND_LINES)[number];

/** The words on a form that no figure gives; the office writes them (`form.written`). */
export const FORM_WORDS = [
  'projectName',
  'authority',
  'unit',
  'centralAuthority',
  'fundName',
  'goal',
  'outcome',
  'cycleGoal',
  'basis',
  'overview',
  'remarks',
  /** The first sentence of the year's story. */
  'story',
  ...FUND_LINES,
  ...FUND_LINES.map((line) => `${line}Problems` as const),
] as const;
export type FormWord = (typeof FORM_WORDS)[number];

/** Who wrote an observation: set by the server from the account, never by the writer (contract 3). */
export const SOURCES = ['technician', 'office', 'admin', 'agent', 'probe', 'watchdog', 'push'] as const;
export type Source = (typeof SOURCES)[number];

/**
 * What an auditor looks for in the ledger: recorded long after it was true; takes another entry back; calls off a fault, a
 * maintenance or a sitting; changes the grade of a fault; goes against a rule with a signature.
 */
export const AUDIT_MARKS = ['backdated', 'voided', 'cancelled', 'regraded', 'overridden'] as const;
export type AuditMark = (typeof AUDIT_MARKS)[number];

export const ROLES = ['technician', 'office', 'viewer', 'agent', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** The twenty rows of annex 2, in the printed order (`rows.ts` has their properties). */
export const INDICATOR_IDS = [
  'domestic-computers',
  'standard-seats',
  'examinees-served',
  'cities-covered',
  'rooms-built',
  'schools-covered',
  'systems-online',
  'room-compliance',
  'device-compliance',
  'functional-systems',
  'pilot-zone',
  'fault-rate',
  'construction-on-time',
  'timely-repair',
  'exam-reform',
  'exam-security',
  'public-service',
  'av-dispatch',
  'student-satisfaction',
  'teacher-satisfaction',
] as const;
export type IndicatorId = (typeof INDICATOR_IDS)[number];

/** Why an entry is refused (contract 4). A closed set that grows. */
export const REFUSAL_CODES = [
  'invalid',
  'unknown-site',
  'unknown-room',
  'unknown-device',
  'unknown-fault',
  'unknown-reference',
  'exists',
  'not-in-service',
  'future',
  'too-late',
  'order',
  'exam-freeze',
  'over-budget',
  'off-purpose',
  'before-grant',
  'closed-year',
  'forbidden',
  'conflict',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

export interface Refusal {
  code: RefusalCode;
  /** What is wrong and how to mend it, in one sentence. */
  message: string;
  /** The field at fault, as a dotted path: `body.exceptions.0.deviceId`. */
  field?: string;
}

/** Of a drawn room (contract 4, `layout`): its walls, the order of its seats, and the corner that they begin in. */
export const WALLS = ['front', 'back', 'left', 'right'] as const;
export type Wall = (typeof WALLS)[number];
export const SEAT_ORDERS = ['rows', 'snake', 'columns'] as const;
export type SeatOrder = (typeof SEAT_ORDERS)[number];
export const CORNERS = ['front-left', 'front-right', 'back-left', 'back-right'] as const;
export type Corner = (typeof CORNERS)[number];
