import type { RequiredAction } from '../../shared/contract/http';
import type { Caller } from '../access/authentication';
import { has } from '../access/policy';
import type { Context } from './context';
import { ApiFailure } from './failure';

type Deps = Pick<Context, 'ledger'>;

/** Whether the setting wants a second factor that this session's account has not. Tokens have none and need none. */
async function lacksSecondFactor({ ledger }: Deps, { account, by, secondFactor }: Caller): Promise<boolean> {
  if (by === 'token' || secondFactor || !has(account, 'second-factor')) return false;
  return ledger.read((fold, now) => fold.setting('secondFactor', now) === 'required');
}

/** What a session has to do before anything else; while the ledger is read, its settings are not known yet. */
export async function requiredActionsOf(context: Deps, caller: Caller): Promise<RequiredAction[]> {
  const must: RequiredAction[] = caller.oneTime ? ['password'] : [];
  if (context.ledger.progress.ready && (await lacksSecondFactor(context, caller))) must.push('second-factor');
  return must;
}

/** @throws Failure forbidden until the account has the second factor that the setting wants. */
export async function assertNoRequiredAction(context: Deps, caller: Caller): Promise<void> {
  if (!(await lacksSecondFactor(context, caller))) return;
  throw new ApiFailure('forbidden', 'a second factor is required here: set one up first, then go on');
}
