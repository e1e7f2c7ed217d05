import { randomBytes } from 'node:crypto';

/**
 * The ids of an import (contract 4: an entry's id is its writer's UUID). The import's id is a UUID of version 8 whose last
 * twelve digits are zeros; its n-th entry has the same id with n in these digits, and the void of that entry n with the
 * first of them set. So each entry carries its import's id, and the same import sends the same ids again after a restart.
 */
const NUMBER_DIGITS = 12;
const VOIDS = 0x8000_0000_0000;

export function newImportId(): string {
  const hex = randomBytes(16).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${'0'.repeat(NUMBER_DIGITS)}`;
}

const numbered = (importId: string, number: number): string =>
  importId.slice(0, -NUMBER_DIGITS) + number.toString(16).padStart(NUMBER_DIGITS, '0');

/** @param index of the entry in the import, from 0 on. */
export const entryId = (importId: string, index: number): string => numbered(importId, index + 1);
export const voidId = (importId: string, index: number): string => numbered(importId, VOIDS + index + 1);
