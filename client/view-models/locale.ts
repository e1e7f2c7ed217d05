import type { Locale } from '../vocabulary';

/** The page's language for a browser's, the preferred first: the first that there is, English for others. */
export function localeOf(languages: readonly string[] | undefined): Locale {
  for (const language of languages ?? []) {
    if (/^zh\b/i.test(language)) return 'zh-CN';
    if (/^en\b/i.test(language)) return 'en';
  }
  return languages?.length ? 'en' : 'zh-CN';
}
