import type { Instant } from '../../shared/model/instant';
import type { Ledger } from '../ledger/ledger';
import type { Store, TokenRow } from '../store/store';
import type { AccountAdmin } from './account-admin';
import { noteChange } from './config-entry';
import { digestOf, newToken } from './digest';
import { makersOf } from './makers';

/** A screen is set up on the day that its link is made; a link that lies about is worth nothing later. */
const LINK_MS = 24 * 3_600_000;

interface Deps {
  store: Pick<Store, 'accounts' | 'tokens'>;
  ledger: Pick<Ledger, 'write'>;
  accountAdmin: Pick<AccountAdmin, 'issue'>;
  clock: () => Instant;
}

/**
 * The wall's screens (contract 3): each has a viewer's token of one scope, bound to the wall. It begins as a link that can
 * be opened once; the screen that opens it gets a secret of its own. Like every token it follows its maker.
 */
export class Kiosks {
  constructor(private readonly deps: Deps) {}

  /** In the order of their making. */
  async all(): Promise<TokenRow[]> {
    return (await this.deps.store.tokens.all()).filter(({ page }) => page !== null);
  }

  /**
   * @param scope an area code.
   * @throws ValidationError
   */
  async make(
    given: { name: string; scope: string; expiresAt: Instant | null },
    actor: string,
  ): Promise<{ id: string; secret: string; linkUntil: Instant }> {
    const linkUntil = Math.min(this.deps.clock() + LINK_MS, given.expiresAt ?? Infinity);
    const token = { ...given, role: 'viewer', scope: [given.scope] } as const;
    const { id, token: secret } = await this.deps.accountAdmin.issue(token, actor, { page: 'wall', linkUntil });
    return { id, secret, linkUntil };
  }

  /**
   * Opens a link: it is worth nothing afterwards.
   * @returns the screen's own secret; null: there is no such link, or it was opened, revoked, or is too old.
   */
  async open(secret: string): Promise<string | null> {
    const { store, ledger, clock } = this.deps;
    const digest = digestOf(secret);
    const row = await store.tokens.byDigest(digest);
    const now = clock();
    if (row?.page !== 'wall' || row.linkUntil === null) return null;
    if (row.linkUntil <= now || (row.expiresAt ?? Infinity) <= now) return null;
    if (!(await makersOf(store, row.madeBy, now))) return null;
    const own = newToken();
    const opened: TokenRow = { ...row, digest: digestOf(own), linkUntil: null };
    await noteChange(ledger, 'kiosk', row.id, opened, row.id);
    return (await store.tokens.openLink(digest, opened.digest)) ? own : null;
  }
}
