import { describe, expect, it } from 'vitest';
import { createI18n } from 'vue-i18n';
import { plainTexts } from '../../../client/phone/plain-texts';
import en from '../../../client/phone/locales/en';
import zhCN from '../../../client/phone/locales/zh-CN';

const of = (messages: { 'zh-CN': typeof zhCN; en: typeof zhCN }) =>
  createI18n({ legacy: false, locale: 'zh-CN', messages }).global;
const paths = (texts: object, before = ''): string[] =>
  Object.entries(texts).flatMap(([key, one]: [string, unknown]) =>
    typeof one === 'string' ? [before + key] : paths(one as object, `${before}${key}.`),
  );

describe('the texts of the phone without the compiler', () => {
  it('say the same as with it, in both languages, with and without places to fill', () => {
    const [compiled, plain] = [of({ 'zh-CN': zhCN, en }), of({ 'zh-CN': plainTexts(zhCN), en: plainTexts(en) })];
    const keys = paths(zhCN);
    expect(keys.length).toBeGreaterThan(200);
    const filled = { n: 2, id: 'F-1', room: 'K01-1', device: 'PC07', age: '3', well: 50, bad: 3 };
    for (const locale of ['zh-CN', 'en'] as const) {
      compiled.locale.value = plain.locale.value = locale;
      for (const key of keys) {
        expect(plain.te(key), key).toBe(true);
        expect(plain.t(key, filled), key).toBe(compiled.t(key, filled));
        expect(plain.t(key, filled, 2), key).toBe(compiled.t(key, filled, 2));
      }
    }
  });

  it('leave to it only what has a place to fill, a choice or a link', () => {
    const texts = plainTexts({ a: '登录', b: '{n} 台', c: { d: 'one | many' } }) as Record<string, unknown>;
    expect(typeof texts['a']).toBe('function');
    expect(texts['b']).toBe('{n} 台');
    expect(texts['c']).toEqual({ d: 'one | many' });
  });
});
