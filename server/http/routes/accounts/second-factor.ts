import { RecoveryCodes, SecondFactorOffer, SecondFactorState } from '../../../../shared/contract/accounts/session';
import { ROUTES } from '../../../../shared/contract/routes';
import type { Caller } from '../../../access/callers';
import type { Context } from '../../../services/context';
import { ApiFailure } from '../../../services/failure';
import { renewSession, refusal } from '../../session-answer';
import { password, secondFactorCode } from '../../params';
import { Routes } from '../../routes';

/** Tokens are for programs and have no second factor. */
function onlySessions({ by }: Caller): void {
  if (by === 'token') throw new ApiFailure('forbidden', 'a token has no second factor');
}

/** My own second factor (contract 3): set up in two steps, and taken off. */
export function secondFactorRoutes(context: Context): Routes {
  const routes = new Routes(context);
  const { authentication, secondFactors } = context;
  const path = ROUTES.secondFactor;

  routes.on(
    'account',
    { method: 'get', path, does: 'Whether my second factor is on.', answer: SecondFactorState, early: 'second-factor' },
    async ({ res, caller, account }) => {
      onlySessions(caller);
      res.json((await secondFactors.state(account.id)) satisfies SecondFactorState);
    },
  );

  routes.on(
    'second-factor',
    {
      method: 'post',
      path,
      does: 'Offers a secret for an authenticator (TOTP), by my password; it counts once a code has confirmed it.',
      body: { password },
      answer: SecondFactorOffer,
      early: 'second-factor',
    },
    async ({ req, res, caller, account, body }) => {
      onlySessions(caller);
      const refused = await authentication.prove(account.id, body.password, req.ip ?? '');
      if (refused) throw refusal(refused);
      const offer = await secondFactors.offer(account);
      if (!offer) throw new ApiFailure('bad-request', 'a second factor is on: take it off first');
      res.json(offer satisfies SecondFactorOffer);
    },
  );

  routes.on(
    'second-factor',
    {
      method: 'post',
      path: ROUTES.secondFactorConfirm,
      does: 'Turns my second factor on by a first code: ten recovery codes, shown this once. Ends my other sessions.',
      body: { code: secondFactorCode },
      answer: RecoveryCodes,
      early: 'second-factor',
    },
    async ({ res, caller, account, body }) => {
      onlySessions(caller);
      const made = await authentication.tryCode(account.id, () => secondFactors.confirm(account.id, body.code));
      if (made && 'waitS' in made) throw refusal(made);
      if (!made) throw new ApiFailure('second-factor', 'the code is wrong, or nothing was offered', 'code');
      await authentication.end(account.id);
      await renewSession(context, res, account.id);
      res.json(made satisfies RecoveryCodes);
    },
  );

  routes.on(
    'account',
    {
      method: 'delete',
      path,
      does: 'Takes my second factor off, by my password and a code or a recovery code. Ends my other sessions.',
      status: 204,
      body: { password, code: secondFactorCode },
      early: 'second-factor',
    },
    async ({ req, res, caller, account, body }) => {
      onlySessions(caller);
      const refused = await authentication.prove(account.id, body.password, req.ip ?? '', body.code);
      if (refused) throw refusal(refused);
      if (!(await secondFactors.drop(account.id, account.id)))
        throw new ApiFailure('not-found', 'there is no second factor');
      await authentication.end(account.id);
      await renewSession(context, res, account.id);
      res.status(204).end();
    },
  );

  return routes;
}
