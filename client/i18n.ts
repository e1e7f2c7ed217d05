import { createI18n } from 'vue-i18n';
import type { Locale } from './vocabulary';
import zhCN from './locales/zh-CN';

/** The same keys in every language: `Shape` keeps the keys and lets the texts differ. */
export type Shape<T> = { [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };
export type Messages = Shape<typeof zhCN>;

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN' as Locale,
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zhCN } as { 'zh-CN': Messages } & Partial<Record<'en', Messages>>,
  missingWarn: false,
  fallbackWarn: false,
});

/** Loads a language when it is first chosen, and tells the page which one it is written in. */
export async function setLanguage(locale: Locale): Promise<void> {
  if (locale === 'en' && !i18n.global.availableLocales.includes('en')) {
    i18n.global.setLocaleMessage('en', (await import('./locales/en')).default);
  }
  i18n.global.locale.value = locale;
  document.documentElement.lang = locale;
}
