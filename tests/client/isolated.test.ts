import { describe, expect, it } from 'vitest';
import { isolated } from '../../client/format/isolated';

describe('15: a name inside a longer text', () => {
  it('is left as it is when it has no direction of its own', () => {
    for (const name of ['演示考点01', 'Room 2', '', 'é 🏫']) expect(isolated(name)).toBe(name);
  });

  it('is isolated when its letters run from right to left', () => {
    expect(isolated('مدرسة')).toBe('\u2068مدرسة\u2069');
    expect(isolated('בית ספר')).toBe('\u2068בית ספר\u2069');
  });

  it('of an old ledger cannot turn the text behind it, nor end its isolation', () => {
    expect(isolated('a\u202Eb')).toBe('\u2068ab\u2069');
    expect(isolated('a\u2069\u202Eb')).toBe('\u2068ab\u2069');
  });
});
