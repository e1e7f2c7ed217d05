import { describe, expect, it } from 'vitest';
import {
  inFours,
  inSpans,
  isLastAdmin,
  lacksSecondFactor,
  logInState,
  scopeNames,
  scopeOptions,
  successorsOf,
  tokenState,
} from '../../../client/view-models/accounts/accounts';
import type { UserItem } from '../../../shared/contract/http';

const NOW = Date.parse('2025-03-05T04:00:00Z');
const DAY = 86_400_000;
const iso = (at: number) => new Date(at).toISOString();
const user = (id: string, more: Partial<UserItem> = {}): UserItem => ({
  id,
  name: id,
  role: 'technician',
  scope: [],
  createdAt: iso(NOW - 100 * DAY),
  disabled: false,
  secondFactor: false,
  oneTimeUntil: null,
  lastUsedAt: null,
  sessions: 0,
  ...more,
});

describe('the list of accounts', () => {
  it('says how an account was last used, and why it was not', () => {
    expect(logInState(user('a', { lastUsedAt: iso(NOW) }), NOW)).toBe('used');
    expect(logInState(user('a'), NOW)).toBe('never');
    expect(logInState(user('a', { oneTimeUntil: iso(NOW + 1) }), NOW)).toBe('waiting');
    expect(logInState(user('a', { oneTimeUntil: iso(NOW) }), NOW)).toBe('expired');
    expect(logInState(user('a', { disabled: true, lastUsedAt: iso(NOW) }), NOW)).toBe('disabled');
  });

  it('asks for a second factor where the contract has one', () => {
    const of = (more: Partial<UserItem>) => lacksSecondFactor(user('a', more));
    expect([of({ role: 'office' }), of({ role: 'admin' }), of({}), of({ role: 'viewer' })]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect([of({ role: 'office', secondFactor: true }), of({ role: 'office', disabled: true })]).toEqual([
      false,
      false,
    ]);
  });

  it('knows the last administrator, and who can take over', () => {
    const users = [user('a', { role: 'admin' }), user('b', { role: 'admin', disabled: true }), user('c'), user('d')];
    expect([isLastAdmin(users, 'a'), isLastAdmin(users, 'b'), isLastAdmin(users, 'c')]).toEqual([true, false, false]);
    expect(isLastAdmin([...users, user('e', { role: 'admin' })], 'a')).toBe(false);
    expect(successorsOf([...users, user('e', { disabled: true })], user('c')).map(({ id }) => id)).toEqual(['d']);
  });
});

describe('scopes by names', () => {
  const sites = [
    { id: 'K02', name: '演示考点02', area: '440781' },
    { id: 'K01', name: '演示考点01', area: '440781' },
  ];
  const area = (code: string) => ({ 440781: '台山市', 440700: '江门市' })[code] ?? code;

  it('offers sites by their ids, areas with those above them, and nothing where a role has none', () => {
    expect(scopeOptions('site', sites, area)).toEqual([
      { value: 'site:K01', text: '演示考点01' },
      { value: 'site:K02', text: '演示考点02' },
    ]);
    expect(scopeOptions('area', sites, area)).toEqual([
      { value: '440000', text: '440000' },
      { value: '440700', text: '江门市 440700' },
      { value: '440781', text: '台山市 440781' },
    ]);
    expect(scopeOptions(null, sites, area)).toEqual([]);
  });

  it('names sites and areas, and what it does not know by its id', () => {
    expect(scopeNames(['site:K01', 'site:K99'], sites, area)).toEqual(['演示考点01', 'K99']);
    expect(scopeNames(['440781', '440999'], sites, area)).toEqual(['台山市', '440999']);
  });

  it('puts three and more that follow each other into one', () => {
    expect(inSpans(['考点01', '考点02', '考点03', '考点05', '考点06'])).toEqual(['考点01–03', '考点05', '考点06']);
    expect(inSpans(['A9', 'A10', 'A11'])).toEqual(['A9', 'A10', 'A11']);
    expect(inSpans(['一中', '二中', '三中'])).toEqual(['一中', '二中', '三中']);
  });
});

describe('tokens and secrets', () => {
  it('tells a token that is used from one that is not', () => {
    const of = (more: object) =>
      tokenState({ expiresAt: null, lastUsedAt: null, createdAt: iso(NOW - DAY), ...more }, NOW);
    expect(of({})).toBe('never');
    expect(of({ lastUsedAt: iso(NOW - 30 * DAY) })).toBe('used');
    expect(of({ lastUsedAt: iso(NOW - 30 * DAY - 1) })).toBe('unused');
    expect(of({ createdAt: iso(NOW - 31 * DAY) })).toBe('unused');
    expect(of({ expiresAt: iso(NOW), lastUsedAt: iso(NOW) })).toBe('ended');
  });

  it('shows a password in groups of four', () => {
    expect(inFours('h7qmwz4tk9dp')).toEqual(['h7qm', 'wz4t', 'k9dp']);
    expect(inFours('')).toEqual([]);
  });
});
