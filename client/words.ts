import type { ApiErrorCode } from '../shared/contract/http';

/** The client's own closed vocabularies, for stores and components alike. */
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const LOCALES = ['zh-CN', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** Why a request brought nothing: the server's own code, or that it could not be reached at all. */
export type FailureCode = ApiErrorCode | 'offline' | 'timeout';
