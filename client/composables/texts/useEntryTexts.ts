import { useI18n } from 'vue-i18n';
import type { EntryItem } from '../../../shared/contract/http';
import { entryText, type EntryText } from '../../format/entries';
import { dateTime } from '../../format/instant';

/** An entry as a sentence of the page's language. */
export function useEntryTexts() {
  const { t, te } = useI18n();

  function sentence(found: EntryText, zone: string): string {
    const severity =
      found.severity && te(`lane.severity.${found.severity}`) ? t(`lane.severity.${found.severity}`) : '';
    const status = found.status ? t(`status.${found.status}`) : t('app.none');
    const step =
      found.step && te(`step.${found.step}`) ? t(`step.${found.step}`, { ...found.params, severity }) : found.step;
    const span =
      found.from && found.to
        ? { from: dateTime(Date.parse(found.from), zone, false), to: dateTime(Date.parse(found.to), zone, false) }
        : {};
    return t(`kind.${found.key}`, { ...found.params, ...span, severity, status, step: step ?? '' }).trim();
  }

  function say(entry: EntryItem, deviceId: string, zone: string) {
    const found = entryText(entry, deviceId);
    return { ...found, text: sentence(found, zone) };
  }

  return { say };
}
