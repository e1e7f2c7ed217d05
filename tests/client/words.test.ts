import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { i18n } from '../../client/i18n';
import en from '../../client/locales/en';
import { pageTexts } from '../../client/locales/pages';
import { useEntryTexts } from '../../client/composables/texts/useEntryTexts';
import { ALL_KINDS, KINDS, type Kind } from '../../shared/model/kinds';
import { ledgerDialect } from '../../shared/model/shapes';
import { inSetup } from '../helpers/in-app';

const LOCALES = ['zh-CN', 'en'] as const;
const HAN = /\p{Script=Han}/u;

/** The fields of a kind's body, as its schema has them. */
function fieldsOf(kind: Kind): string[] {
  const schema = z.toJSONSchema(KINDS[kind].body(ledgerDialect), { unrepresentable: 'any', io: 'input' });
  const branches = [schema, ...(schema.anyOf ?? []), ...(schema.allOf ?? [])];
  return [...new Set(branches.flatMap((one) => (typeof one === 'object' ? Object.keys(one.properties ?? {}) : [])))];
}

async function textsIn(locale: (typeof LOCALES)[number]) {
  if (locale === 'en') i18n.global.setLocaleMessage('en', { ...en, ...pageTexts.en });
  i18n.global.locale.value = locale;
  return inSetup(useEntryTexts);
}

describe.each(LOCALES)('kinds and fields in the reader’s language (%s)', (locale) => {
  it('every kind has a name, and every field of its body a label', async () => {
    const { kind, field } = await textsIn(locale);
    let fields = 0;
    for (const code of ALL_KINDS) {
      expect(kind(code), code).not.toContain(code);
      if (locale === 'zh-CN') expect(kind(code), code).toMatch(HAN);
      expect(fieldsOf(code).length, code).toBeGreaterThan(0);
      for (const name of fieldsOf(code)) {
        fields += 1;
        const label = field(name);
        expect(label, `${code} ${name}`).not.toBe(name);
        if (locale === 'zh-CN') expect(label, `${code} ${name}`).toMatch(HAN);
      }
    }
    expect(fields).toBeGreaterThan(150);
  });

  it('the line of an entry of any kind names neither its code nor a field', async () => {
    const { say } = await textsIn(locale);
    for (const code of ALL_KINDS) {
      const names = fieldsOf(code);
      const body = Object.fromEntries(names.map((name) => [name, '1']));
      const at = '2026-11-20T00:00:00.000Z';
      const entry = { seq: 1, id: 'i', kind: code, at, recordedAt: at, actor: 'a', body };
      const { text } = say(entry, 'D1', 'Asia/Shanghai');
      expect(text, code).not.toBe('');
      expect(text, code).not.toContain(code);
      // Words that both languages write alike, such as “note”, are no field names: those have a hump.
      for (const name of names.filter((one) => /[a-z][A-Z]/.test(one)))
        expect(text, `${code}: ${text}`).not.toContain(name);
    }
  });
});
