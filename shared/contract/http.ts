/**
 * The types of all answers of the HTTP interface (contract 3–5), inferred from the schemas beside this file. It exports
 * types only, so that an import from here never loads zod; closed sets of words as values are in `vocabulary.ts`.
 */
export type * from './accounts/people';
export type * from './accounts/kiosks';
export type * from './accounts/roles';
export type * from './accounts/session';
export type * from './accounts/tokens';
export type * from './accounts/users';
export type * from './audit';
export type { Page } from './components';
export type * from './error';
export type * from './figures/evidence';
export type * from './figures/figures';
export type * from './figures/indicators';
export type * from './figures/summary';
export type * from './figures/opened-surveys';
export type * from './figures/survey-slips';
export type * from './figures/surveys';
export type * from './figures/trend';
export type * from './figures/uptime';
export type * from './money/grants';
export type * from './money/milestones';
export type * from './money/payments';
export type * from './money/projects';
export type * from './money/refused-payments';
export type * from './places/areas';
export type * from './places/devices';
export type * from './places/rooms';
export type * from './places/schedules';
export type * from './places/search';
export type * from './places/sites';
export type * from './places/timeline';
export type * from './rules/categories';
export type * from './rules/limits';
export type * from './rules/profiles';
export type * from './rules/settings';
export type * from './rules/targets';
export type {
  AccountRefusal,
  ApiErrorCode,
  FigureCut,
  FigureId,
  RequiredAction,
  RowState,
  SignInOutcome,
  UptimeCut,
} from './vocabulary';
export type * from './system-health';
export type * from './work/entries';
export type * from './work/faults';
export type * from './work/heartbeats';
export type * from './work/imports';
export type * from './work/incidents';
export type * from './work/inspections';
export type * from './work/maintenances';
export type * from './work/papers';
export type * from './work/preview';
export type * from './work/readiness';
export type * from './work/sittings';
export type * from './work/sync';
export type * from './work/voices';
