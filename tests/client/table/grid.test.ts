import { describe, expect, it } from 'vitest';
import { itemsOf, piecesOf, withAlways } from '../../../client/view-models/table/items';
import { controlAfterKey, rowAfterKey } from '../../../client/view-models/table/keys';
import { allToggled, selectedState, toggled, withRange } from '../../../client/view-models/table/selection';

describe('keys in a grid of 100 rows', () => {
  const from = (key: string, index: number) => rowAfterKey(key, index, 100, 20);
  it('move by one row, by a page, to the ends, and never beyond', () => {
    expect([from('ArrowDown', 5), from('ArrowUp', 5)]).toEqual([6, 4]);
    expect([from('PageDown', 5), from('PageUp', 50)]).toEqual([25, 30]);
    expect([from('Home', 50), from('End', 50)]).toEqual([0, 99]);
    expect([from('ArrowUp', 0), from('PageUp', 5), from('ArrowDown', 99), from('PageDown', 95)]).toEqual([
      0, 0, 99, 99,
    ]);
  });
  it('that do not move are left to others, and so is an empty grid', () => {
    expect(from('a', 5)).toBeNull();
    expect(rowAfterKey('End', 0, 0, 20)).toBeNull();
  });
  it('go through the controls of a row and back to the row', () => {
    expect([controlAfterKey('ArrowRight', -1, 2), controlAfterKey('ArrowRight', 1, 2)]).toEqual([0, 1]);
    expect([controlAfterKey('ArrowLeft', 0, 2), controlAfterKey('ArrowLeft', -1, 2)]).toEqual([-1, -1]);
    expect(controlAfterKey('ArrowRight', -1, 0)).toBe(-1);
    expect(controlAfterKey('Enter', 0, 2)).toBeNull();
  });
});

describe('selected rows', () => {
  const keys = ['a', 'b', 'c', 'd'];
  const list = (selection: ReadonlySet<string>) => [...selection].sort();
  it('are toggled one by one', () => {
    expect(list(toggled(new Set(['a']), 'b'))).toEqual(['a', 'b']);
    expect(list(toggled(new Set(['a', 'b']), 'b'))).toEqual(['a']);
  });
  it('are extended over a range, either way', () => {
    expect(list(withRange(new Set(['d']), keys, 'a', 'c'))).toEqual(['a', 'b', 'c', 'd']);
    expect(list(withRange(new Set(), keys, 'c', 'b'))).toEqual(['b', 'c']);
    // The anchor was filtered away.
    expect(list(withRange(new Set(['d']), keys, 'x', 'c'))).toEqual(['d']);
  });
  it('are all of the shown rows or none of them; others stay', () => {
    expect(list(allToggled(new Set(['a', 'z']), keys))).toEqual(['a', 'b', 'c', 'd', 'z']);
    expect(list(allToggled(new Set([...keys, 'z']), keys))).toEqual(['z']);
    expect(['z', 'a', ...keys].map((_, n) => selectedState(new Set(keys.slice(0, n)), keys))).toEqual([
      'none',
      'some',
      'some',
      'some',
      'all',
      'all',
    ]);
  });
});

describe('the items of a table', () => {
  const rows = ['a1', 'a2', 'b1'];
  it('are its rows, with a head before each group that counts them', () => {
    const items = itemsOf(
      rows,
      (row) => row,
      (row) => ({ key: row[0]!, title: `group ${row[0]}` }),
    );
    expect(items.map((item) => (item.kind === 'group' ? `${item.group.title} ${item.count}` : item.index))).toEqual([
      'group a 2',
      0,
      1,
      'group b 1',
      2,
    ]);
    expect(itemsOf(rows, (row) => row).map((item) => item.kind)).toEqual(['row', 'row', 'row']);
  });
  it('that are drawn have space where others are left out: the height stays that of all', () => {
    // 100 items of 28 px; the focused one (0) and 40–42 are drawn: 28 + 1092 + 84 + 1596 = 2800 px.
    const drawn = [0, 40, 41, 42].map((index) => ({ index, start: index * 28, end: (index + 1) * 28 }));
    expect(piecesOf(drawn, 100, 2800)).toEqual([
      { kind: 'item', index: 0 },
      { kind: 'space', before: 40, height: 1092 },
      { kind: 'item', index: 40 },
      { kind: 'item', index: 41 },
      { kind: 'item', index: 42 },
      { kind: 'space', before: 100, height: 1596 },
    ]);
    expect(piecesOf([], 0, 0)).toEqual([]);
  });
  it('are drawn once each, in order, with those that are always drawn; what does not exist is not', () => {
    expect(withAlways([5, 6, 7], [2, 6, -1, 99], 10)).toEqual([2, 5, 6, 7]);
  });
});
