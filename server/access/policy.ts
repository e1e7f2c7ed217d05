import type { Account } from '../../shared/contract/http';
import type { Visibility } from '../../shared/fold/visibility/visibility';
import { type Kind, specOf } from '../../shared/model/kinds';
import { parseScope } from '../../shared/model/scope';
import type { Role } from '../../shared/model/vocabulary';

/** What an account may be asked for beside writing entries. */
export type Right =
  /** Figures, lists, things, the audit trail, papers, the live channel. */
  | 'read'
  /** The list of devices: all that an agent's work needs. */
  | 'devices'
  /** The whole ledger as it stands. */
  | 'ledger'
  /** Accounts, tokens, the log of sign-ins, metrics. */
  | 'manage'
  /** A second factor of its own. */
  | 'second-factor';

/** By what the scope of a role is listed (contract 3); null: it has none, and reaches everything. */
export type ScopedBy = 'site' | 'area' | null;

interface Line {
  scopedBy: ScopedBy;
  rights: readonly Right[];
}

/** Contract 3 as data: who may read what. Who may record a kind stands with the kind (`shared/model/kinds`); where, in the account's scope. */
const TABLE: Readonly<Record<Role, Line>> = {
  technician: { scopedBy: 'site', rights: ['read', 'devices'] },
  office: { scopedBy: 'area', rights: ['read', 'devices', 'second-factor'] },
  viewer: { scopedBy: 'area', rights: ['read', 'devices'] },
  agent: { scopedBy: 'site', rights: ['devices'] },
  admin: {
    scopedBy: null,
    rights: ['read', 'devices', 'ledger', 'manage', 'second-factor'],
  },
};

export function has({ role }: Pick<Account, 'role'>, right: Right): boolean {
  return TABLE[role].rights.includes(right);
}

export function mayRecord({ role }: Pick<Account, 'role'>, kind: Kind): boolean {
  const { writers } = specOf(kind);
  return writers !== 'server' && (role === 'admin' || writers.some((writer) => writer === role));
}

export function scopedBy(role: Role): ScopedBy {
  return TABLE[role].scopedBy;
}

/** The sites or areas that an account reaches; null: everything. A scope that does not fit its role reaches nothing. */
export function visibilityOf({ role, scope }: Pick<Account, 'role' | 'scope'>): Visibility {
  const by = TABLE[role].scopedBy;
  if (by === null) return null;
  return scope.flatMap((text) => {
    const parsed = parseScope(text);
    return parsed?.kind === by ? [parsed] : [];
  });
}
