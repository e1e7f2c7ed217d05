import { randomUUID } from 'node:crypto';

/**
 * The name under which `meta` keeps the ledger's epoch. Two databases may hold the same entries up to a seq and differ
 * after it (one was restored from a backup of the other): the epoch tells them apart, so that a position in one is never
 * taken for a position in the other.
 */
export const EPOCH = 'ledger-epoch';

export const newEpoch = (): string => randomUUID();
