import type { Must } from '../../shared/contract/http';
import { valueAt } from '../../shared/fold/attributes';
import type { Known } from '../access/access';
import { has } from '../access/policy';
import type { Context } from './context';
import { Failure } from './failure';

type Deps = Pick<Context, 'ledger'>;

/** Whether the setting wants a second factor that this session's account has not. Tokens have none and need none. */
async function lacksSecondFactor({ ledger }: Deps, { account, by, secondFactor }: Known): Promise<boolean> {
  if (by === 'token' || secondFactor || !has(account, 'second-factor')) return false;
  return ledger.read((fold, now) => valueAt(fold.state.rules.settings.get('secondFactor'), now) === 'required');
}

/** What a session has to do before anything else; while the ledger is read, its settings are not known yet. */
export async function mustOf(context: Deps, known: Known): Promise<Must[]> {
  const must: Must[] = known.oneTime ? ['password'] : [];
  if (context.ledger.progress.ready && (await lacksSecondFactor(context, known))) must.push('second-factor');
  return must;
}

/** @throws Failure forbidden until the account has the second factor that the setting wants. */
export async function mayGoOn(context: Deps, known: Known): Promise<void> {
  if (!(await lacksSecondFactor(context, known))) return;
  throw new Failure('forbidden', 'a second factor is required here: set one up first, then go on');
}
