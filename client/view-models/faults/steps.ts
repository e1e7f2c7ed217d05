import type { Account, FaultItem } from '../../../shared/contract/http';
import type { RecordableKind } from '../../../shared/model/kinds';
import type { Role, Severity } from '../../../shared/model/vocabulary';
import { isOpen } from './clock';

/** What can be recorded about a fault. */
export const STEPS = [
  'acknowledge',
  'assign',
  'askPause',
  'pause',
  'resume',
  'cancel',
  'regrade',
  'note',
  'reopen',
  'repaired',
  'verify',
] as const;
export type Step = (typeof STEPS)[number];

/** The steps of many faults at once. */
export const BULK_STEPS = ['acknowledge', 'assign', 'pause', 'resume', 'regrade', 'verify'] as const satisfies Step[];

/** Who records them; the server's table of rights decides. */
const AT_SITES: readonly Role[] = ['technician', 'office', 'admin'];
const OFFICE: readonly Role[] = ['office', 'admin'];
/** Until then a repaired fault may be reopened: 7 × 24 h (semantics 7). */
const REOPEN_MS = 7 * 24 * 3_600_000;

interface Rule {
  kind: RecordableKind;
  roles: readonly Role[];
  /** Only the technician asks: the office pauses by itself. */
  only?: Role;
  fits(fault: FaultItem, now: number, self: string): boolean;
}

const repaired = ({ state }: FaultItem): boolean => state === 'repaired' || state === 'verified';
const standing = ({ state }: FaultItem): boolean => state !== 'cancelled';

const RULES: Readonly<Record<Step, Rule>> = {
  acknowledge: {
    kind: 'fault.acknowledged',
    roles: AT_SITES,
    fits: (fault) => isOpen(fault) && fault.acknowledgedAt === undefined,
  },
  assign: { kind: 'fault.assigned', roles: OFFICE, fits: isOpen },
  askPause: { kind: 'fault.pauseAsked', roles: AT_SITES, only: 'technician', fits: ({ state }) => state === 'open' },
  pause: { kind: 'fault.paused', roles: OFFICE, fits: ({ state }) => state === 'open' },
  resume: { kind: 'fault.resumed', roles: OFFICE, fits: ({ state }) => state === 'paused' },
  cancel: { kind: 'fault.cancelled', roles: OFFICE, fits: standing },
  regrade: { kind: 'fault.regraded', roles: OFFICE, fits: standing },
  note: { kind: 'fault.commented', roles: AT_SITES, fits: standing },
  reopen: {
    kind: 'fault.reopened',
    roles: AT_SITES,
    fits: (fault, now) => repaired(fault) && now - Date.parse(fault.repairedAt ?? '') <= REOPEN_MS,
  },
  repaired: { kind: 'fault.repaired', roles: AT_SITES, fits: isOpen },
  verify: {
    kind: 'fault.verified',
    roles: AT_SITES,
    fits: ({ state, repairedBy }, _now, self) => state === 'repaired' && repairedBy !== self,
  },
};

export const kindOf = (step: Step): RecordableKind => RULES[step].kind;

/** Whether an account may record a step at all. */
export function mayStep(step: Step, account: Pick<Account, 'role'> | null): boolean {
  const { roles, only } = RULES[step];
  return account !== null && roles.includes(account.role) && (only === undefined || account.role === only);
}

/** Whether a step of an account applies to a fault now (semantics 7's table). */
export function canStep(
  step: Step,
  fault: FaultItem,
  account: Pick<Account, 'id' | 'role'> | null,
  now: number,
): boolean {
  return account !== null && mayStep(step, account) && RULES[step].fits(fault, now, account.id);
}

/** The steps of one fault in their order; at most one button is filled, the last: what the fault waits for. */
export function stepsOf(
  fault: FaultItem,
  account: Pick<Account, 'id' | 'role'> | null,
  now: number,
): { id: Step; filled: boolean }[] {
  const can = STEPS.filter((step) => canStep(step, fault, account, now));
  const wanted: Partial<Record<FaultItem['state'], Step>> = { open: 'repaired', paused: 'resume', repaired: 'verify' };
  const filled = wanted[fault.state];
  const ordered = can.filter((step) => step !== filled).concat(can.filter((step) => step === filled));
  return ordered.map((id) => ({ id, filled: id === filled }));
}

/** What a step's form holds. `at` null is now. */
export interface StepValues {
  text: string;
  at: number | null;
  severity: Severity;
  to: string;
  duplicateOf: string;
}

/** What a step's form asks for. */
export interface StepFields {
  /** A text: a reason is wanted, a note may be left out. */
  text?: 'reason' | 'note';
  at?: true;
  severity?: true;
  to?: true;
  duplicateOf?: true;
}

export const FIELDS: Readonly<Record<Step, StepFields>> = {
  acknowledge: {},
  assign: { to: true },
  askPause: { text: 'reason' },
  pause: { text: 'reason' },
  resume: {},
  cancel: { text: 'reason', duplicateOf: true },
  regrade: { severity: true },
  note: { text: 'reason' },
  reopen: { text: 'reason', at: true },
  repaired: { text: 'note', at: true },
  verify: { text: 'note' },
};

export const isPlain = (step: Step): boolean => Object.keys(FIELDS[step]).length === 0;
