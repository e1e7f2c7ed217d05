import type {
  PushTokenAnswer,
  PushTokenItem,
  PushTokenItemPage,
  RoleItem,
  RolesAnswer,
  TokenAnswer,
  TokenItem,
  TokenItemPage,
  UserAnswer,
  UserItem,
  UserItemPage,
} from '../../../shared/contract/http';
import { ROUTES } from '../../../shared/contract/routes';
import type { Role } from '../../../shared/model/vocabulary';
import { pathOf, request } from '../request';

/** Accounts, tokens and push addresses: what the administrator sets up (contract 3). */
export const readUsers = async (signal?: AbortSignal): Promise<UserItem[]> =>
  (await request<UserItemPage>(ROUTES.users, { ...(signal && { signal }) })).items;

export const readRoles = async (signal?: AbortSignal): Promise<RoleItem[]> =>
  (await request<RolesAnswer>(ROUTES.roles, { ...(signal && { signal }) })).items;

export const makeUser = (body: { name: string; role: Role; scope: readonly string[] }): Promise<UserAnswer> =>
  request(ROUTES.users, { method: 'POST', body });

export interface UserChange {
  role?: Role;
  scope?: readonly string[];
  disabled?: boolean;
  /** The server makes a one-time one. */
  password?: true;
  /** The account is disabled as well. */
  handOverTo?: string;
  secondFactor?: false;
}
export const changeUser = (id: string, body: UserChange): Promise<UserAnswer> =>
  request(pathOf(ROUTES.user, id), { method: 'PATCH', body });

export async function endSessionsOf(id: string): Promise<void> {
  await request(pathOf(ROUTES.userSessions, id), { method: 'DELETE' });
}

export const readTokens = async (signal?: AbortSignal): Promise<TokenItem[]> =>
  (await request<TokenItemPage>(ROUTES.tokens, { ...(signal && { signal }) })).items;

export const makeToken = (body: {
  name: string;
  role: Role;
  scope: readonly string[];
  expiresAt: string | null;
}): Promise<TokenAnswer> => request(ROUTES.tokens, { method: 'POST', body });

export async function revokeToken(id: string): Promise<void> {
  await request(pathOf(ROUTES.token, id), { method: 'DELETE' });
}

export const readPushTokens = async (signal?: AbortSignal): Promise<PushTokenItem[]> =>
  (await request<PushTokenItemPage>(ROUTES.pushTokens, { ...(signal && { signal }) })).items;

export const makePushToken = (deviceId: string): Promise<PushTokenAnswer> =>
  request(ROUTES.pushTokens, { method: 'POST', body: { deviceId } });

export async function revokePushToken(id: string): Promise<void> {
  await request(pathOf(ROUTES.pushToken, id), { method: 'DELETE' });
}
