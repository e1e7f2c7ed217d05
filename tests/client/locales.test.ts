import { describe, expect, it } from 'vitest';
import en from '../../client/locales/en';
import { pageTexts } from '../../client/locales/pages';
import zhCN from '../../client/locales/zh-CN';
import { BUILT_IN_CATEGORIES } from '../../shared/model/catalogue';
import { INDICATOR_IDS } from '../../shared/model/vocabulary';

type Tree = { [key: string]: string | Tree };

function leaves(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : leaves(value, `${path}${key}.`),
  );
}
const placeholders = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort();

describe('the two languages', () => {
  const { indicator, indicatorUnit: _units, ...shared } = en;
  const chinese = new Map(leaves({ ...zhCN, ...pageTexts['zh-CN'] }));
  const english = new Map(leaves({ ...shared, ...pageTexts.en }));

  it('have the same keys', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  });
  it('put in nothing that the other does not know', () => {
    for (const [key, text] of english) {
      const known = placeholders(chinese.get(key)!);
      for (const name of placeholders(text)) expect(known, key).toContain(name);
    }
  });
  it('leave nothing empty', () => {
    for (const [key, text] of [...chinese, ...english]) expect(text, key).not.toBe('');
  });
  it('name every indicator in English and every built-in category in both', () => {
    expect(Object.keys(indicator).sort()).toEqual([...INDICATOR_IDS].sort());
    for (const id of BUILT_IN_CATEGORIES.keys()) {
      expect(chinese.get(`category.${id}`)).toBe(BUILT_IN_CATEGORIES.get(id)!.zh);
      expect(english.get(`category.${id}`)).toBe(BUILT_IN_CATEGORIES.get(id)!.en);
    }
  });
});
