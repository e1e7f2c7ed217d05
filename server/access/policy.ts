import type { Account } from '../../shared/contract/http';
import type { Visibility } from '../../shared/fold/visibility/visibility';
import { type DoorKind, doorBodies } from '../../shared/model/kinds';
import { parseScope } from '../../shared/model/scope';
import type { Role } from '../../shared/model/vocabulary';

/** Rights other than recording entries. */
export type Right =
  /** Figures, lists, entities, the audit trail, papers, the live channel. */
  | 'read'
  /** The list of devices, which is all that an agent needs. */
  | 'devices'
  /** The whole ledger. */
  | 'ledger'
  /** Accounts, tokens, the log of sign-ins, metrics. */
  | 'manage'
  /** A second factor of its own. */
  | 'second-factor';

/** What the scope of a role lists (contract 3); null: the role has no scope and sees everything. */
export type ScopedBy = 'site' | 'area' | null;

interface Line {
  scopedBy: ScopedBy;
  rights: readonly Right[];
  writes: ReadonlySet<DoorKind>;
}

const TECHNICIAN = [
  'status.observed',
  'room.inspected',
  'fault.reported',
  'fault.acknowledged',
  'fault.repaired',
  'fault.verified',
  'fault.commented',
  'fault.pauseAsked',
  'fault.reopened',
  'entry.voided',
] as const satisfies readonly DoorKind[];

/** Rules for the whole installation: the administrator's only (contract 3). */
const ADMIN_ONLY: readonly DoorKind[] = ['category.set', 'profile.set', 'setting.set'];

const ALL = Object.keys(doorBodies) as DoorKind[];
const OFFICE = ALL.filter((kind) => !ADMIN_ONLY.includes(kind));

/** The rights of each role (contract 3). The account's scope limits where they hold. */
const TABLE: Readonly<Record<Role, Line>> = {
  technician: { scopedBy: 'site', rights: ['read', 'devices'], writes: new Set(TECHNICIAN) },
  office: { scopedBy: 'area', rights: ['read', 'devices', 'second-factor'], writes: new Set(OFFICE) },
  viewer: { scopedBy: 'area', rights: ['read', 'devices'], writes: new Set() },
  agent: { scopedBy: 'site', rights: ['devices'], writes: new Set(['status.observed']) },
  admin: {
    scopedBy: null,
    rights: ['read', 'devices', 'ledger', 'manage', 'second-factor'],
    writes: new Set(ALL),
  },
};

export function has({ role }: Pick<Account, 'role'>, right: Right): boolean {
  return TABLE[role].rights.includes(right);
}

export function writes({ role }: Pick<Account, 'role'>, kind: DoorKind): boolean {
  return TABLE[role].writes.has(kind);
}

export function scopedBy(role: Role): ScopedBy {
  return TABLE[role].scopedBy;
}

/** The sites or areas that an account sees; null: everything. Scopes that do not fit the role are ignored. */
export function visibilityOf({ role, scope }: Pick<Account, 'role' | 'scope'>): Visibility {
  const by = TABLE[role].scopedBy;
  if (by === null) return null;
  return scope.flatMap((text) => {
    const parsed = parseScope(text);
    return parsed?.kind === by ? [parsed] : [];
  });
}
