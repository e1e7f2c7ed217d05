import { defineStore } from 'pinia';
import { ref } from 'vue';
import { LOCALES, THEMES, type Locale, type Theme } from '../vocabulary';
import { localeOf } from '../view-models/locale';

const oneOf = <T extends string>(list: readonly T[], text: string | null, fallback: T): T =>
  list.find((item) => item === text) ?? fallback;

/**
 * Theme and language, kept on this machine; until a language is chosen it is the browser's. Storage may be closed (a kiosk, a private window): then they last the visit.
 */
export const usePreferencesStore = defineStore('preferences', () => {
  const theme = ref<Theme>(oneOf(THEMES, read('kaodian.theme'), 'auto'));
  const locale = ref<Locale>(oneOf(LOCALES, read('kaodian.locale'), localeOf(navigator.languages)));

  function setTheme(value: Theme): void {
    theme.value = value;
    write('kaodian.theme', value);
  }

  function setLocale(value: Locale): void {
    locale.value = value;
    write('kaodian.locale', value);
  }

  return { theme, locale, setTheme, setLocale };
});

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Closed or full: the choice still holds for this visit.
  }
}
