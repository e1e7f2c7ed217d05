import type { Account } from '../../shared/contract/http';
import type { Visibility } from '../../shared/fold/visibility/visibility';
import { ALL_KINDS, type Kind, specOf } from '../../shared/model/kinds';
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
  /** The names of the accounts that share its places. */
  | 'people'
  /** The screens of the wall. */
  | 'screens'
  /** A second factor of its own. */
  | 'second-factor'
  /** Photos, sent beside entries. */
  | 'send-papers'
  /** Papers that it may read, with a reason. */
  | 'erase-papers'
  /** Inventory workbooks: read, compared, written and taken back. What it may write stands with the kinds. */
  | 'import'
  /** The form of a year: closing it, and sending it back. */
  | 'close';

/** What the scope of a role lists (contract 3); null: the role has no scope and sees everything. */
export type ScopedBy = 'site' | 'area' | null;

interface Line {
  scopedBy: ScopedBy;
  rights: readonly Right[];
}

/** Contract 3 as data: who may read what. Who may record a kind stands with the kind (`shared/model/kinds`); where, in the account's scope. */
const TABLE: Readonly<Record<Role, Line>> = {
  technician: { scopedBy: 'site', rights: ['read', 'devices', 'send-papers'] },
  office: {
    scopedBy: 'area',
    rights: ['read', 'devices', 'people', 'screens', 'import', 'second-factor', 'send-papers', 'erase-papers', 'close'],
  },
  viewer: { scopedBy: 'area', rights: ['read', 'devices', 'people'] },
  agent: { scopedBy: 'site', rights: ['devices'] },
  admin: {
    scopedBy: null,
    rights: [
      'read',
      'devices',
      'people',
      'ledger',
      'manage',
      'screens',
      'import',
      'second-factor',
      'send-papers',
      'erase-papers',
      'close',
    ],
  },
};

export function has({ role }: Pick<Account, 'role'>, right: Right): boolean {
  return TABLE[role].rights.includes(right);
}

export function mayRecord({ role }: Pick<Account, 'role'>, kind: Kind): boolean {
  const { writers } = specOf(kind);
  return writers !== 'server' && (role === 'admin' || writers.some((writer) => writer === role));
}

/** Whether a role may do nothing that another one may not, in the same scope. */
export function isRoleWithin(role: Role, outer: Role): boolean {
  return (
    TABLE[role].rights.every((right) => TABLE[outer].rights.includes(right)) &&
    ALL_KINDS.every((kind) => mayRecord({ role: outer }, kind) || !mayRecord({ role }, kind))
  );
}

/** Roles whose sessions end when they are not used for `idleHours`: they change what others rely on. */
export function isEndedByIdling(role: Role): boolean {
  return role === 'office' || role === 'admin';
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
