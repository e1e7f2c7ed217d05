import type { ApiErrorCode } from '../shared/contract/http';
import type { Role } from '../shared/model/vocabulary';

/** The client's own closed vocabularies, for stores and components alike. */
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const LOCALES = ['zh-CN', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** To whom a second factor is shown; the server's table of rights decides. */
export const WITH_SECOND_FACTOR: readonly Role[] = ['office', 'admin'];

/** Why a request brought nothing: the server's own code, or that it could not be reached at all. */
export type FailureCode = ApiErrorCode | 'offline' | 'timeout';
