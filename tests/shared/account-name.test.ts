import { describe, expect, it } from 'vitest';
import { isAccountName, nameKey } from '../../shared/model/account-name';

describe('15: the names of accounts', () => {
  it.each([
    ['admin', 'ADMIN'],
    ['admin', 'ａｄｍｉｎ'],
    ['strasse', 'STRAßE'],
    ['Σίσυφος', 'ΣΊΣΥΦΟΣ'],
    ['café', 'cafe\u0301'],
    ['王工', '王工\u200B'],
    ['a b', 'A\u00A0 b'],
    ['①号', '1号'],
    ['ﬁeld', 'Field'],
  ])('%j and %j compare equal', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  it.each([
    ['王工', '王功'],
    ['a b', 'ab'],
    ['cafe', 'café'],
    ['ı', 'l'],
  ])('%j and %j do not', (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other));
  });

  it.each([
    '',
    ' ',
    ' w',
    'w ',
    'a\u0000b',
    'a\nb',
    'a\u202Eb',
    'a\u200Bb',
    'a\u00ADb',
    '\u3164',
    '\u2800\u2800',
    'a\u2028b',
    'a\uD800b',
    'a\u180Bb',
    'a\uFE0F',
    'x'.repeat(65),
  ])('%j is refused', (name) => {
    expect(isAccountName(name)).toBe(false);
  });

  it.each(['w', '王工', 'Иванов 2', 'مدير', 'x'.repeat(64), '𠮷'.repeat(64), "O'Neil-Smith_3@home"])(
    '%j is accepted',
    (name) => {
      expect(isAccountName(name)).toBe(true);
    },
  );
});
