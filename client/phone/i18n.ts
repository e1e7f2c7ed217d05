import { createI18n } from 'vue-i18n';
import type { Shape } from '../i18n';
import type { Locale } from '../vocabulary';
import zhCN from './locales/zh-CN';
import { plainTexts } from './plain-texts';

export type PhoneMessages = Shape<typeof zhCN>;

/** The phone's own texts: the desk's would be three times as much to load. */
export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN' as Locale,
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': plainTexts(zhCN) } as { 'zh-CN': PhoneMessages } & Partial<Record<'en', PhoneMessages>>,
  missingWarn: false,
  fallbackWarn: false,
});

/** Loads a language when it is first chosen, and tells the page which one it is written in. */
export async function setLanguage(locale: Locale): Promise<void> {
  if (locale === 'en' && !i18n.global.availableLocales.includes('en')) {
    i18n.global.setLocaleMessage('en', plainTexts((await import('./locales/en')).default));
  }
  i18n.global.locale.value = locale;
  document.documentElement.lang = locale;
}
