import { parseArgs } from 'node:util';
import { toIso } from '../../shared/model/instant';
import { requestBodies } from '../../shared/model/kinds';
import { keepAnchor } from '../clock/kept-anchor';
import { acceptanceOf } from '../ledger/clock-acceptance';
import { Ledger, type LedgerDeps } from '../ledger/ledger';
import { Usage } from './usage';

const HOW = 'clock accept --reason TEXT';

/** The actor of entries of this command: somebody with access to the machine, without an account. */
const ACTOR = 'cli';

function read([verb, ...args]: string[]): string {
  if (verb !== 'accept') throw new Usage(HOW);
  let reason;
  try {
    reason = parseArgs({ args, options: { reason: { type: 'string' } } }).values.reason?.trim();
  } catch (error) {
    throw new Usage((error as Error).message);
  }
  if (!reason) throw new Usage(`a reason is wanted: ${HOW}`);
  return reason;
}

/**
 * Accepts the clock as it stands, with the server stopped: leaves an entry with the reason as its paper, and ends a doubt
 * of the last start (contract 1). Entries before it keep their instants.
 * @throws Usage, FolderLocked, StorageError.
 */
export async function clockCommand(
  args: string[],
  open: () => Promise<Pick<LedgerDeps, 'store' | 'zone' | 'factory' | 'checkpoints' | 'clock'>>,
): Promise<void> {
  const reason = read(args);
  const deps = await open();
  const { store, clock } = deps;
  try {
    const warn = (error: unknown, what: string) => process.stderr.write(`kaodian: ${what}: ${String(error)}\n`);
    const ledger = new Ledger({ ...deps, warn });
    await ledger.claim();
    const { head } = ledger;
    const now = clock();
    const checked = requestBodies['config.changed'].safeParse(acceptanceOf(head, now, reason));
    if (!checked.success) throw new Usage(`--reason is wrong: ${checked.error.issues[0]!.message}`);
    await ledger.open();
    await ledger.write('config.changed', checked.data, ACTOR);
    await keepAnchor(store.meta, null);
    const { seq } = ledger.head;
    await ledger.close();
    const behindMs = head.recordedAt - now;
    const ahead = behindMs > 0 ? `, ${Math.round(behindMs / 1000)} s behind the entries before it` : '';
    process.stdout.write(`the clock is accepted: ${toIso(now)}${ahead}; recorded as entry ${seq}\n`);
  } finally {
    await store.close();
  }
}
