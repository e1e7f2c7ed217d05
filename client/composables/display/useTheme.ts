import { useMediaQuery } from '@vueuse/core';
import { watchEffect } from 'vue';
import { usePreferencesStore } from '../../stores/preferences';

/** Puts the chosen theme on the root; `auto` follows the system while it changes. */
export function useTheme(): void {
  const preferences = usePreferencesStore();
  const prefersDark = useMediaQuery('(prefers-color-scheme: dark)');
  watchEffect(() => {
    const dark = preferences.theme === 'dark' || (preferences.theme === 'auto' && prefersDark.value);
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  });
}
