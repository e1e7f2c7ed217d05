import type { RequiredAction } from '../../shared/contract/http';
import type { Caller } from '../access/callers';
import { has } from '../access/policy';
import type { Context } from './context';
import { ApiFailure } from './failure';

type Deps = Pick<Context, 'ledger'>;

/** Whether the setting wants a second factor that this session's account has not. Tokens have none and need none. */
async function lacksSecondFactor({ ledger }: Deps, { account, by, secondFactor }: Caller): Promise<boolean> {
  if (by !== 'session' || secondFactor || !has(account, 'second-factor')) return false;
  return ledger.read((fold, now) => fold.setting('secondFactor', now) === 'required');
}

/** What a session has to do before anything else; while the ledger is read, its settings are not known yet. */
export async function requiredActionsOf(context: Deps, caller: Caller): Promise<RequiredAction[]> {
  const must: RequiredAction[] = caller.oneTime ? ['password'] : [];
  if (context.ledger.progress.ready && (await lacksSecondFactor(context, caller))) must.push('second-factor');
  return must;
}

/**
 * A session that must do something first reaches nothing but that (contract 3).
 * @param serves the action that the asked route carries out.
 * @throws ApiFailure `required-action`, naming the first action.
 */
export async function assertNoRequiredAction(context: Deps, caller: Caller, serves?: RequiredAction): Promise<void> {
  if (caller.oneTime && serves !== 'password') {
    throw new ApiFailure('required-action', 'change the one-time password first', 'password');
  }
  if (serves === 'second-factor' || !(await lacksSecondFactor(context, caller))) return;
  throw new ApiFailure('required-action', 'set up a second factor first', 'second-factor');
}
