import { createI18n } from 'vue-i18n';
import type { Locale } from './vocabulary';
import type { pageTexts } from './locales/pages';
import zhCN from './locales/zh-CN';

/** The same keys in every language: `Shape` keeps the keys and lets the texts differ. */
export type Shape<T> = { [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };
/** What every page may say, the log-in too. */
export type CommonMessages = Shape<typeof zhCN>;
export type Messages = CommonMessages & Shape<(typeof pageTexts)['zh-CN']>;

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN' as Locale,
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zhCN as Messages } as { 'zh-CN': Messages } & Partial<Record<'en', Messages>>,
  missingWarn: false,
  fallbackWarn: false,
});

let english: Promise<void> | null = null;
async function loadEnglish(): Promise<void> {
  i18n.global.mergeLocaleMessage('en', (await import('./locales/en')).default);
}

let ofPages: Promise<void> | null = null;
async function loadOfPages(): Promise<void> {
  const { pageTexts } = await import('./locales/pages');
  i18n.global.mergeLocaleMessage('zh-CN', pageTexts['zh-CN']);
  i18n.global.mergeLocaleMessage('en', pageTexts.en);
}

/** Loads the words of the pages behind the log-in, once. Rejects when their file does not come; the next call tries again. */
export function loadPageTexts(): Promise<void> {
  return (ofPages ??= loadOfPages().catch((error: unknown) => {
    ofPages = null;
    throw error;
  }));
}

/** Loads a language when it is first chosen, and tells the page which one it is written in. */
export async function setLanguage(locale: Locale): Promise<void> {
  if (locale === 'en') {
    await (english ??= loadEnglish().catch((error: unknown) => {
      english = null;
      throw error;
    }));
  }
  i18n.global.locale.value = locale;
  document.documentElement.lang = locale;
}
