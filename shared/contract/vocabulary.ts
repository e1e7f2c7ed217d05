/**
 * The closed sets of words in the answers. This file imports no zod: the client uses these values, and takes from the
 * schemas their types only.
 */

/** Codes of every refusal that is not an entry's: `{error: {code, message, field?}}`. */
export const API_ERROR_CODES = [
  'bad-request',
  'unauthenticated',
  /** The password is right and a code is required as well; or the code is wrong. */
  'second-factor',
  'forbidden',
  /** The session has to do something first (`must`); `field` names the action. */
  'required-action',
  'not-found',
  /** It was erased, with a reason. */
  'erased',
  /** It does not fit what the server has: an upload's chunk that starts elsewhere (`Upload-Offset` says where). */
  'conflict',
  /** A file of another type than the route takes; the message names them. */
  'unsupported-type',
  'too-large',
  'too-fast',
  'not-ready',
  /** Too much of one kind of work is waiting: the answer's Retry-After says when to try again. */
  'busy',
  'storage',
  /** The server's clock was set while it ran, by more than 2 minutes: nothing is recorded until it is right or accepted. */
  'clock',
  'internal',
] as const;
export type ApiErrorCode = (typeof API_ERROR_CODES)[number];

/** What is wrong with the field of an account or a token that was refused (`bad-request`), where a field has several rules. */
export const ACCOUNT_REFUSALS = [
  'name-form',
  'name-taken',
  'name-alike',
  'name-reserved',
  'scope-unwanted',
  'scope-wanted',
  'scope-form',
  'password-weak',
  'last-admin',
  'own-password',
  'own-second-factor',
  'no-successor',
  'ends-in-past',
] as const;
export type AccountRefusal = (typeof ACCOUNT_REFUSALS)[number];

/** Rights other than recording entries, as the server's table of rights has them (contract 3). */
export const RIGHTS = [
  'read',
  'devices',
  'people',
  'audit',
  'ledger',
  'manage',
  'second-factor',
  'send-papers',
  'erase-papers',
  'screens',
  'import',
  'close',
] as const;

/** Why nothing can be recorded at the moment, as a pulse says (contract 6). */
export type WritingStopped = 'clock' | 'storage';

/** Why the database took no write, as `/readyz` says. */
export const STORAGE_REASONS = ['full', 'read-only', 'busy', 'broken', 'unsure', 'fenced'] as const;

/** What a session has to do before anything else, in this order (contract 3). */
export const REQUIRED_ACTIONS = ['password', 'second-factor'] as const;
export type RequiredAction = (typeof REQUIRED_ACTIONS)[number];

/**
 * How a log-in attempt ended. `code-wanted`: the password was right and no code was sent (the first half of a log-in in
 * two steps); `second-factor`: the password was right, the code was wrong; `expired`: a one-time password that was not
 * changed in time.
 */
export const SIGN_IN_OUTCOMES = [
  'ok',
  'wrong',
  'locked',
  'disabled',
  'expired',
  'code-wanted',
  'second-factor',
] as const;
export type SignInOutcome = (typeof SIGN_IN_OUTCOMES)[number];

export const ENTRY_OUTCOMES = ['recorded', 'duplicate', 'refused'] as const;

export const UPTIME_CUTS = ['none', 'area', 'site', 'room', 'device', 'category', 'day', 'hour', 'site,hour'] as const;
export type UptimeCut = (typeof UPTIME_CUTS)[number];

/** How the figures that are no row of the form are cut (contract 5). */
export const FIGURE_CUTS = ['none', 'category', 'vendor', 'model', 'site'] as const;
export type FigureCut = (typeof FIGURE_CUTS)[number];

/** The figures that are no row of the form (semantics 7). */
export const FIGURE_IDS = ['mtta', 'mttr', 'mtbf'] as const;
export type FigureId = (typeof FIGURE_IDS)[number];

export const ROW_STATES = ['noTarget', 'noData', 'missed', 'met', 'unproven', 'partly', 'onTrack', 'behind'] as const;
export type RowState = (typeof ROW_STATES)[number];

export const SCORE_BANDS = ['excellent', 'good', 'fair', 'poor'] as const;

export const FAULT_STATES = ['open', 'paused', 'repaired', 'verified', 'cancelled'] as const;
export const FAULT_VERDICTS = ['timely', 'late', 'pending', 'excluded', 'none'] as const;
/** What moves the deadline of a fault (semantics 7); `sitting`: one that uses its device has begun. */
export const MOVE_CAUSES = [
  'reported',
  'regraded',
  'paused',
  'resumed',
  'repaired',
  'reopened',
  'cancelled',
  'retired',
  'sitting',
] as const;
export type MoveCause = (typeof MOVE_CAUSES)[number];

/** What a search finds (`GET /api/search`), in the order of its answer. */
export const SEARCH_SORTS = ['site', 'room', 'device', 'fault'] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];

/** Properties of a device that a search looks through besides its id and label. */
export const FOUND_FIELDS = ['serial', 'assetNo', 'ip', 'seat'] as const;
