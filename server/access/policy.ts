import type { Account } from '../../shared/contract/http';
import type { Kind } from '../../shared/model/kinds';
import type { Scope } from '../../shared/model/scope';
import type { Role } from '../../shared/model/words';

/** What an account may be asked for: to read figures or the whole ledger, or to write one kind of entry. */
export type Verb = 'read:figures' | 'read:ledger' | `write:${Kind}`;

/** Where a role holds its verbs: everywhere, or in the sites or areas of its account's scope (contract 3). */
type Reach = 'everywhere' | 'sites' | 'areas';

interface Grant {
  role: Role;
  reach: Reach;
  verbs: 'all' | ReadonlySet<Verb>;
}

/** Contract 3 as data. The roles beside `admin` get their lines with the accounts that carry them. */
const GRANTS: readonly Grant[] = [{ role: 'admin', reach: 'everywhere', verbs: 'all' }];

/**
 * The one question that every route and every entry asks.
 * @param scope what is touched; null where it is the whole ledger.
 */
export function may(account: Account, verb: Verb, scope: Scope | null): boolean {
  return GRANTS.some(
    (grant) =>
      grant.role === account.role && (grant.verbs === 'all' || grant.verbs.has(verb)) && reaches(grant.reach, scope),
  );
}

function reaches(reach: Reach, _scope: Scope | null): boolean {
  return reach === 'everywhere';
}
