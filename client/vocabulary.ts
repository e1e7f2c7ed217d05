import type { ApiErrorCode } from '../shared/contract/http';
import type { Role } from '../shared/model/vocabulary';

/** The client's own closed vocabularies, for stores and components alike. */
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const LOCALES = ['zh-CN', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** The roles that see the second factor's page; the server's access policy decides who may use it. */
export const WITH_SECOND_FACTOR: readonly Role[] = ['office', 'admin'];

/** The roles that make screens of the wall; the server's access policy decides who may. */
export const WITH_SCREENS: readonly Role[] = ['office', 'admin'];
/** The roles that close the form of a year, and record what it lacks. */
export const WITH_CLOSING: readonly Role[] = ['office', 'admin'];
/** The roles that see the form of a year and its money. */
export const WITH_YEAR_END: readonly Role[] = ['office', 'viewer', 'admin'];
/** The roles that register sites, rooms and devices and say where they stand (contract 3). */
export const WITH_PLACES: readonly Role[] = ['office', 'admin'];
/** The roles that schedule sittings and report their attendance. */
export const WITH_SITTINGS: readonly Role[] = ['office', 'admin'];
/** The roles that see the pages of the workbooks. */
export const WITH_IMPORT: readonly Role[] = ['office', 'admin'];

/** Why a request failed: the server's code, that it could not be reached, or that the browser keeps no session. */
export type FailureCode = ApiErrorCode | 'offline' | 'timeout' | 'no-cookie';

/** The last date of the browser's own date fields: without one a year has six digits, and four typed do not fill it. */
export const LAST_DATE = '9999-12-31';
