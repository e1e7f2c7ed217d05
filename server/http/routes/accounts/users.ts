import { z } from 'zod';
import {
  type SignInItem,
  SignInItemPage,
  UserAnswer,
  type UserItem,
  UserItemPage,
} from '../../../../shared/contract/accounts/users';
import { ROUTES } from '../../../../shared/contract/routes';
import { type Instant, toIso } from '../../../../shared/model/instant';
import { NAME_FORM, isAccountName } from '../../../../shared/model/account-name';
import { ROLES } from '../../../../shared/model/vocabulary';
import { type AccountChange, ValidationError } from '../../../access/account-admin';
import { handOver } from '../../../access/hand-over';
import { publicOf } from '../../../access/makers';
import type { Context } from '../../../services/context';
import { ApiFailure } from '../../../services/failure';
import type { AccountRow } from '../../../store/store';
import { filterAccounts } from '../../../services/accounts-of-scope';
import { accountFilter, limitParam, password, scopeList, seqParam } from '../../params';
import { Routes } from '../../routes';

const name = z.string().refine(isAccountName, NAME_FORM);
const newShape = { name, role: z.enum(ROLES), scope: scopeList.default([]), password: password.optional() };
const changeShape = {
  role: z.enum(ROLES).optional(),
  scope: scopeList.optional(),
  disabled: z.boolean().optional(),
  /** `true`: the server makes one. */
  password: z.union([password, z.literal(true)]).optional(),
  handOverTo: z.string().optional(),
  /** Takes its second factor off, when the device that makes the codes is lost. */
  secondFactor: z.literal(false).optional(),
};
type Change = AccountChange & { handOverTo?: string; secondFactor?: false };

const isoOf = (at: Instant | null) => (at === null ? null : toIso(at));

async function userOf(
  { authentication }: Pick<Context, 'authentication'>,
  row: AccountRow,
  secondFactor: boolean,
): Promise<UserItem> {
  const { sessions, lastUsedAt } = await authentication.useOf(row);
  return {
    ...publicOf(row),
    createdAt: toIso(row.createdAt),
    disabled: row.disabledAt !== null,
    secondFactor,
    oneTimeUntil: isoOf(row.oneTimeUntil),
    lastUsedAt: isoOf(lastUsedAt),
    sessions,
  };
}

/** Accounts, for the administrator: created, changed, disabled, handed over; never deleted, because entries refer to them (contract 3). */
export function userRoutes(context: Context): Routes {
  const routes = new Routes(context);
  const { authentication, accountAdmin, secondFactors, store } = context;

  routes.on(
    'manage',
    { method: 'get', path: ROUTES.users, does: 'The accounts.', query: accountFilter, answer: UserItemPage },
    async ({ res, query }) => {
      const factors = await secondFactors.all();
      const rows = await store.accounts.all();
      const users = await Promise.all(rows.map((row) => userOf(context, row, factors.has(row.id))));
      const items = await filterAccounts(context, users, query);
      res.json({ items } satisfies UserItemPage);
    },
  );

  routes.on(
    'manage',
    { method: 'post', path: ROUTES.users, does: 'Makes an account.', status: 201, body: newShape, answer: UserAnswer },
    async ({ res, account: { id: actor }, body }) => {
      const { account, ...made } = await accountAdmin.create(body, actor);
      res.status(201).json({ user: await userOf(context, account, false), ...made } satisfies UserAnswer);
    },
  );

  const change = async (id: string, given: Change, actor: string) => {
    const { handOverTo, secondFactor, ...rest } = given;
    const { disabled = true, ...besides } = rest;
    // A change that is refused afterwards would leave the work handed over and the account as it was.
    if (handOverTo !== undefined && (!disabled || secondFactor === false || Object.keys(besides).length > 0)) {
      throw new ValidationError(
        'handOverTo',
        'an account that hands its work over is disabled: nothing else of it is changed at once',
      );
    }
    if (secondFactor === false && id === actor) {
      throw new ValidationError(
        'secondFactor',
        'your own is taken off by your password and a code',
        'own-second-factor',
      );
    }
    if (rest.password !== undefined && id === actor) {
      throw new ValidationError('password', 'your own is changed by the old one: PATCH /api/session', 'own-password');
    }
    if (handOverTo !== undefined) await handOver(context, id, handOverTo, actor);
    const changed = await accountAdmin.change(id, handOverTo === undefined ? rest : { ...rest, disabled: true }, actor);
    if (!changed) throw new ApiFailure('not-found', 'there is no such account');
    if (secondFactor === false && (await secondFactors.drop(id, actor))) await authentication.end(id);
    const { account, ...made } = changed;
    return { user: await userOf(context, account, await secondFactors.isOn(id)), ...made } satisfies UserAnswer;
  };
  const does = 'Changes an account: role, scope, disabled, password, second factor off, or hands its work over.';

  routes.on(
    'manage',
    { method: 'patch', path: ROUTES.users, does, body: { id: z.string(), ...changeShape }, answer: UserAnswer },
    async ({ res, account, body: { id, ...given } }) => void res.json(await change(id, given, account.id)),
  );

  routes.on(
    'manage',
    { method: 'patch', path: ROUTES.user, does, body: changeShape, answer: UserAnswer },
    async ({ req, res, account, body }) => void res.json(await change(String(req.params['id']), body, account.id)),
  );

  routes.on(
    'manage',
    {
      method: 'get',
      path: ROUTES.signIns,
      does: 'Who tried to log in, from the newest back.',
      query: { limit: limitParam(1000).optional(), after: seqParam.optional() },
      answer: SignInItemPage,
    },
    async ({ res, query: { limit = 100, after = Number.MAX_SAFE_INTEGER } }) => {
      const found = await store.signIns.page(after, limit + 1);
      const items = found
        .slice(0, limit)
        .map(({ at, name, address, outcome }): SignInItem => ({ at: toIso(at), name, address, outcome }));
      const page: SignInItemPage = found.length > limit ? { items, next: String(found[limit - 1]!.id) } : { items };
      res.json(page);
    },
  );

  return routes;
}
