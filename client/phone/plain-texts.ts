/** What the compiler of vue-i18n has to look at: places to fill, choices of number, links. */
const SPECIAL = /[{}|@]/;

/**
 * The texts of a language, those without a place to fill as functions that give them: vue-i18n compiles every text at its
 * first use, and a slow phone waits for that before its first page.
 */
export function plainTexts<T extends object>(texts: T): T {
  const entries = Object.entries(texts).map(([key, text]: [string, unknown]) => {
    if (typeof text === 'string') return [key, SPECIAL.test(text) ? text : () => text];
    return [key, plainTexts(text as object)];
  });
  return Object.fromEntries(entries) as T;
}
