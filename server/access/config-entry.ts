import { createHash } from 'node:crypto';
import { canonical } from '../../shared/model/canonical';
import type { Ledger } from '../ledger/ledger';

/**
 * The entry of a changed configuration (contract 3). It says that something changed, not what: its digest is of
 * everything, secrets only by their own digest.
 */
export async function noteChange(
  ledger: Pick<Ledger, 'write'>,
  what: 'account' | 'token' | 'second-factor',
  id: string,
  config: object,
  actor: string,
): Promise<void> {
  const digest = createHash('sha256').update(canonical(config)).digest('hex');
  await ledger.write('config.changed', { what, id, digest }, actor);
}
