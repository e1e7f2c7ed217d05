import { Secret, TOTP } from 'otpauth';
import type { Account, RecoveryCodes, SecondFactorOffer, SecondFactorState } from '../../shared/contract/http';
import type { Instant } from '../../shared/model/instant';
import type { Ledger } from '../ledger/ledger';
import type { SecondFactorRow, SecondFactorStore } from '../store/store';
import { noteChange } from './config-entry';
import { readable } from './passwords';
import type { Secrets } from './secrets';

/** The parameters that all common authenticator apps support (RFC 6238). */
const TOTP_FORM = { issuer: 'kaodian', algorithm: 'SHA1', digits: 6, period: 30 } as const;
const SECRET_BYTES = 20;
/** Steps of 30 s by which the authenticator's clock may differ. */
const WINDOW = 1;
const RECOVERY_CODES = 10;

const aboutOf = (accountId: string) => `second-factor:${accountId}`;

/** The compared form: without blanks, dashes and case. */
const plain = (code: string) => code.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '');

/** Three groups of four. */
const recoveryCode = () =>
  readable(12)
    .toLowerCase()
    .replace(/(.{4})(?=.)/g, '$1-');

/** Second factors (RFC 6238): offered, confirmed by a code, then required at every log-in; each change writes an entry. */
export class SecondFactors {
  constructor(
    private readonly store: SecondFactorStore,
    private readonly secrets: Secrets,
    private readonly ledger: Pick<Ledger, 'write'>,
    private readonly clock: () => Instant,
  ) {}

  async isOn(accountId: string): Promise<boolean> {
    return ((await this.store.get(accountId))?.confirmedAt ?? null) !== null;
  }

  /** The accounts with a confirmed second factor. */
  async all(): Promise<Set<string>> {
    return new Set(await this.store.confirmed());
  }

  async state(accountId: string): Promise<SecondFactorState> {
    const active = await this.isOn(accountId);
    return { active, recoveryCodes: active ? await this.store.recoveryLeft(accountId) : 0 };
  }

  /** Offers a new secret for an authenticator and replaces an earlier offer; null: a second factor is active. */
  async offer({ id, name }: Account): Promise<SecondFactorOffer | null> {
    const secret = new Secret({ size: SECRET_BYTES });
    const sealed = await this.secrets.seal(secret.base32, aboutOf(id));
    if (!(await this.store.offer(id, sealed))) return null;
    return { secret: secret.base32, uri: new TOTP({ ...TOTP_FORM, label: name, secret }).toString() };
  }

  /** Activates the offered secret by a code of it and returns the recovery codes; null: wrong code, or no offer. */
  async confirm(accountId: string, code: string): Promise<RecoveryCodes | null> {
    const row = await this.store.get(accountId);
    if (!row || row.confirmedAt !== null) return null;
    const step = this.#stepOf(row, code);
    if (step === null) return null;
    const recoveryCodes = Array.from({ length: RECOVERY_CODES }, recoveryCode);
    const digests = recoveryCodes.map((one) => this.secrets.digest(plain(one), aboutOf(accountId)));
    const config = { accountId, sealed: row.sealed, recovery: digests };
    await noteChange(this.ledger, 'second-factor', accountId, config, accountId);
    return (await this.store.confirm(accountId, this.clock(), step, digests)) ? { recoveryCodes } : null;
  }

  /** Accepts a code or a recovery code once; false: wrong, or used before. */
  async take(accountId: string, code: string): Promise<boolean> {
    const row = await this.store.get(accountId);
    if (!row || row.confirmedAt === null) return false;
    const step = this.#stepOf(row, code);
    if (step !== null) return this.store.takeStep(accountId, step);
    return this.store.takeRecovery(accountId, this.secrets.digest(plain(code), aboutOf(accountId)));
  }

  /** Removes the second factor; false: there is none. */
  async drop(accountId: string, actor: string): Promise<boolean> {
    if (!(await this.isOn(accountId))) return false;
    await noteChange(this.ledger, 'second-factor', accountId, { accountId, removed: true }, actor);
    await this.store.remove(accountId);
    return true;
  }

  /** The step of a code, among the current step and its neighbours; null: wrong code. */
  #stepOf({ accountId, sealed }: SecondFactorRow, code: string): number | null {
    const secret = Secret.fromBase32(this.secrets.unseal(sealed, aboutOf(accountId)));
    const timestamp = this.clock();
    const totp = new TOTP({ ...TOTP_FORM, secret });
    const delta = totp.validate({ token: plain(code), timestamp, window: WINDOW });
    return delta === null ? null : totp.counter({ timestamp }) + delta;
  }
}
