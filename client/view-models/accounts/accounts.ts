import type { SiteItem, TokenItem, UserItem } from '../../../shared/contract/http';
import { scopeChoices } from '../scopes';

/** What a row of the list of accounts says of a log-in. */
export type LogInState = 'disabled' | 'waiting' | 'expired' | 'never' | 'used';

/** @param now server time, ms. `waiting`: its one-time password has not been changed yet; `expired`: it has ended. */
export function logInState(user: Pick<UserItem, 'disabled' | 'oneTimeUntil' | 'lastUsedAt'>, now: number): LogInState {
  if (user.disabled) return 'disabled';
  if (user.oneTimeUntil !== null) return Date.parse(user.oneTimeUntil) <= now ? 'expired' : 'waiting';
  return user.lastUsedAt === null ? 'never' : 'used';
}

/** Whether the role should have a second factor and has none (contract 3). */
export function lacksSecondFactor({
  role,
  disabled,
  secondFactor,
}: Pick<UserItem, 'role' | 'disabled' | 'secondFactor'>) {
  return !disabled && !secondFactor && (role === 'office' || role === 'admin');
}

/** The only administrator that is left: it cannot be disabled or made another role. */
export function isLastAdmin(users: readonly UserItem[], id: string): boolean {
  const admins = users.filter((user) => user.role === 'admin' && !user.disabled);
  return admins.length === 1 && admins[0]!.id === id;
}

/** Who can take over the work of an account: the same role, not disabled. */
export function successorsOf(users: readonly UserItem[], { id, role }: Pick<UserItem, 'id' | 'role'>): UserItem[] {
  return users.filter((user) => user.id !== id && user.role === role && !user.disabled);
}

const UNUSED_MS = 30 * 86_400_000;

/** `unused`: for 30 days; `ended`: its time is over. */
export type TokenState = 'ended' | 'never' | 'unused' | 'used';
export function tokenState(
  { expiresAt, lastUsedAt, createdAt }: Pick<TokenItem, 'expiresAt' | 'lastUsedAt' | 'createdAt'>,
  now: number,
): TokenState {
  if (expiresAt !== null && Date.parse(expiresAt) <= now) return 'ended';
  if (now - Date.parse(lastUsedAt ?? createdAt) > UNUSED_MS) return 'unused';
  return lastUsedAt === null ? 'never' : 'used';
}

/** A secret in groups of four, to be read aloud; it is copied without the blanks. */
export function inFours(secret: string): string[] {
  return secret.match(/.{1,4}/gu) ?? [];
}

/** What a scope can be made of: areas with those above them, or sites, by their names. `indent`: 0 province … 2 county. */
export function scopeOptions(
  by: 'site' | 'area' | null,
  sites: readonly Pick<SiteItem, 'id' | 'name' | 'area'>[],
  areaName: (code: string) => string,
): { value: string; text: string }[] {
  if (by === null) return [];
  if (by === 'site') {
    const sorted = [...sites].sort((a, b) => (a.id < b.id ? -1 : 1));
    return sorted.map(({ id, name }) => ({ value: `site:${id}`, text: name }));
  }
  return scopeChoices(sites.map(({ area }) => area)).map(({ code }) => {
    const name = areaName(code);
    return { value: code, text: name === code ? code : `${name} ${code}` };
  });
}

const NUMBERED = /^(.*?)(\d+)$/u;

/** Names whose numbers follow each other as one: 考点01, 考点02, 考点03 → 考点01–03. Two stay two. */
export function inSpans(names: readonly string[]): string[] {
  const spans: { prefix: string; first: string; last: string; names: string[] }[] = [];
  for (const name of names) {
    const [, prefix = name, digits = ''] = NUMBERED.exec(name) ?? [];
    const open = spans.at(-1);
    const follows =
      digits !== '' &&
      open?.prefix === prefix &&
      open.last.length === digits.length &&
      Number(digits) === Number(open.last) + 1;
    if (follows) {
      open.last = digits;
      open.names.push(name);
    } else spans.push({ prefix, first: digits, last: digits, names: [name] });
  }
  return spans.flatMap(({ prefix, first, last, names: of }) => (of.length > 2 ? [`${prefix}${first}–${last}`] : of));
}

/** A scope by its names. */
export function scopeNames(
  scope: readonly string[],
  sites: readonly Pick<SiteItem, 'id' | 'name'>[],
  areaName: (code: string) => string,
): string[] {
  const names = new Map(sites.map(({ id, name }) => [`site:${id}`, name]));
  const found = scope.map(
    (one) => names.get(one) ?? (one.startsWith('site:') ? one.slice('site:'.length) : areaName(one)),
  );
  return inSpans(found);
}
