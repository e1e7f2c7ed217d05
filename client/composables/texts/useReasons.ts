import { useI18n } from 'vue-i18n';
import { useNames } from './useNames';

/** Codes that are about a category of devices. */
const OF_CATEGORIES: ReadonlySet<string> = new Set(['missing', 'not-working']);

/** The reason codes of the measure (`overdue:F-0318`) as sentences; an unknown code is shown as it is. */
export function useReasons() {
  const { t, te } = useI18n();
  const names = useNames();
  return (reason: string): string => {
    const [word = '', ...rest] = reason.split(':');
    const about = rest.join(':');
    const key = `reason.${word}`;
    return te(key) ? t(key, { about: OF_CATEGORIES.has(word) ? names.category(about) : about }) : reason;
  };
}
