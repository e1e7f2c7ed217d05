import { computed } from 'vue';
import { usePreferencesStore } from '../../stores/preferences';
import type { Locale, Theme } from '../../vocabulary';

/** Theme and language as models for the controls that change them. */
export function useDisplay() {
  const preferences = usePreferencesStore();
  return {
    theme: computed({ get: () => preferences.theme, set: (value: Theme) => preferences.setTheme(value) }),
    locale: computed({ get: () => preferences.locale, set: (value: Locale) => preferences.setLocale(value) }),
  };
}
