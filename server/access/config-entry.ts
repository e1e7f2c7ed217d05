import { createHash } from 'node:crypto';
import { canonical } from '../../shared/model/canonical';
import type { Ledger } from '../ledger/ledger';

/**
 * Writes the entry of a configuration change (contract 3): not the change itself, but a digest of the new configuration,
 * in which secrets are replaced by their digests.
 */
export async function noteChange(
  ledger: Pick<Ledger, 'write'>,
  what: 'account' | 'token' | 'kiosk' | 'push-token' | 'second-factor' | 'sessions',
  id: string,
  config: object,
  actor: string,
): Promise<void> {
  const digest = createHash('sha256').update(canonical(config)).digest('hex');
  await ledger.write('config.changed', { what, id, digest }, actor);
}
