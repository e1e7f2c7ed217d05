import type { Account, EntryItem, FaultItem } from '../../shared/contract/http';
import type { Role } from '../../shared/model/vocabulary';

export const ACTIONS = ['move', 'status', 'report', 'verify', 'repaired'] as const;
export type DeviceAction = (typeof ACTIONS)[number];

/** Who records what a technician records; the server's table of rights decides. */
/** Who says where things stand (contract 3). */
const MOVERS: readonly Role[] = ['office', 'admin'];
const RECORDERS: readonly Role[] = ['technician', 'office', 'admin'];
/** A technician voids an own entry for this long after it was recorded, later only the office does (semantics 2). */
const OWN_VOID_MS = 24 * 3_600_000;
/** Written by the server, or a void itself: neither can be voided (semantics 2). */
const NOT_VOIDABLE: readonly string[] = ['entry.voided', 'fault.voiced', 'config.changed', 'summary.closed'];

/** Whether a reader records what a technician records. */
export const mayRecord = (account: Pick<Account, 'role'> | null): boolean =>
  account !== null && RECORDERS.includes(account.role);

export interface DeviceActions {
  actions: { id: DeviceAction; filled: boolean }[];
  /** Open or paused. */
  open: FaultItem[];
  /** Repaired by others, or by nobody whose entry is at hand: the server knows. */
  toVerify: FaultItem[];
  /** Repaired by the reader, who does not verify the own repair. */
  ownRepairs: FaultItem[];
}

interface Given {
  account: Pick<Account, 'id' | 'role'> | null;
  inService: boolean;
  /** The page shows what was known at an earlier instant. */
  historical: boolean;
  faults: readonly FaultItem[];
  entries: readonly EntryItem[];
}

/** What a reader can record about a device now; at most one button is filled, the last: the step that the device waits for. */
export function deviceActions({ account, inService, historical, faults, entries }: Given): DeviceActions {
  if (!account || historical || !RECORDERS.includes(account.role)) {
    return { actions: [], open: [], toVerify: [], ownRepairs: [] };
  }
  const open = faults.filter(({ state }) => state === 'open' || state === 'paused');
  const repaired = faults.filter(({ state }) => state === 'repaired');
  const ownRepairs = repaired.filter(({ id }) => repairerOf(id, entries) === account.id);
  const toVerify = repaired.filter((fault) => !ownRepairs.includes(fault));
  const offered: Record<DeviceAction, boolean> = {
    move: inService && MOVERS.includes(account.role),
    status: inService,
    report: inService,
    repaired: open.length > 0,
    verify: toVerify.length > 0,
  };
  const filled = offered.repaired ? 'repaired' : offered.verify ? 'verify' : null;
  const actions = ACTIONS.filter((id) => offered[id]).map((id) => ({ id, filled: id === filled }));
  return { actions, open, toVerify, ownRepairs };
}

/** Who made the last repair of a fault, as far as the entries at hand (newest first) tell. */
export function repairerOf(faultId: string, entries: readonly EntryItem[]): string | undefined {
  return entries
    .filter(({ kind, body, voidedBy }) => kind === 'fault.repaired' && body.faultId === faultId && !voidedBy)
    .reduce<EntryItem | undefined>((last, one) => (last && last.at >= one.at ? last : one), undefined)?.actor;
}

/** What a reader can do with an entry: void it; correct it, where it is an observation of a single device. */
export function entryActions(
  entry: EntryItem,
  account: Pick<Account, 'id' | 'role'> | null,
  now: number,
): { void: boolean; correct: boolean } {
  const can =
    account !== null &&
    RECORDERS.includes(account.role) &&
    !entry.voidedBy &&
    !NOT_VOIDABLE.includes(entry.kind) &&
    (account.role !== 'technician' ||
      (entry.actor === account.id && now - Date.parse(entry.recordedAt) <= OWN_VOID_MS));
  return { void: can, correct: can && entry.kind === 'status.observed' };
}
