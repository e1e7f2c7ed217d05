import { parseArgs } from 'node:util';
import { ROLES, type Role } from '../../shared/model/vocabulary';
import { AccountAdmin, type NewAccount } from '../access/account-admin';
import { Ledger, type LedgerDeps } from '../ledger/ledger';
import { Usage } from './usage';

const HOW = 'user add NAME --role ROLE [--scope SCOPE]';

/** The actor of entries of this command: somebody with access to the machine, without an account. */
const ACTOR = 'cli';

function read([verb, ...args]: string[]): NewAccount {
  if (verb !== 'add') throw new Usage(HOW);
  const options = { role: { type: 'string' }, scope: { type: 'string', multiple: true } } as const;
  let given;
  try {
    given = parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new Usage((error as Error).message);
  }
  const { role, scope = [] } = given.values;
  const [name, ...more] = given.positionals;
  if (name === undefined || more.length > 0) throw new Usage(`one NAME is wanted: ${HOW}`);
  if (!ROLES.some((one) => one === role)) throw new Usage(`--role is one of ${ROLES.join(', ')}`);
  return { name, role: role as Role, scope };
}

/**
 * Creates an account without a server, as POST /api/users does, and prints its password once (contract 1).
 * @throws Usage, ValidationError, ClockBehind, ClockDoubted, FolderLocked, StorageError.
 */
export async function userCommand(
  args: string[],
  open: () => Promise<Pick<LedgerDeps, 'store' | 'zone' | 'factory' | 'checkpoints' | 'clock' | 'assertClock'>>,
): Promise<void> {
  const asked = read(args);
  const deps = await open();
  const { store, clock } = deps;
  try {
    const warn = (error: unknown, what: string) => process.stderr.write(`kaodian: ${what}: ${String(error)}\n`);
    const ledger = new Ledger({ ...deps, warn });
    await ledger.check();
    await ledger.open();
    // A new account has no sessions to end.
    const accountAdmin = new AccountAdmin(store, ledger, { end: async () => {} }, clock);
    const { account, password } = await accountAdmin.create(asked, ACTOR);
    await ledger.close();
    const where = account.scope.length > 0 ? ` of ${account.scope.join(', ')}` : '';
    process.stdout.write(
      `${account.name}: ${account.role}${where}\npassword (shown this once): ${password!}\n` +
        'it is changed at the first log-in, and ends in 7 days otherwise\n',
    );
  } finally {
    await store.close();
  }
}
