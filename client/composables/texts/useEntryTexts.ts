import { useI18n } from 'vue-i18n';
import type { EntryItem } from '../../../shared/contract/http';
import { entryText, type EntryText } from '../../view-models/entries';
import { dateTime } from '../../format/instant';

/** An entry, its kind and the fields of its body in the page's language. */
export function useEntryTexts() {
  const { t, te } = useI18n();
  const known = (key: string, fallback: string) => (te(key) ? t(key) : fallback);

  /** The name of a kind; one that this page does not know yet (a newer server) by its code. */
  const kind = (code: string) => known(`entryKind.${code}`, code);
  const field = (name: string) => known(`field.${name}`, name);

  function sentence(found: EntryText, zone: string): string {
    const severity = found.severity ? known(`lane.severity.${found.severity}`, '') : '';
    const status = found.status ? t(`status.${found.status}`) : t('app.none');
    const step =
      found.step && te(`step.${found.step}`)
        ? t(`step.${found.step}`, { ...found.params, severity })
        : (found.step ?? '');
    const span =
      found.from && found.to
        ? { from: dateTime(Date.parse(found.from), zone, false), to: dateTime(Date.parse(found.to), zone, false) }
        : {};
    const fields = (found.fields ?? []).map(field).join(t('app.comma'));
    const params = { ...found.params, ...span, severity, status, step, fields };
    return t(`kind.${found.key}`, { ...params, kind: kind(String(found.params['kind'] ?? '')) }).trim();
  }

  function say(entry: EntryItem, deviceId: string, zone: string) {
    const found = entryText(entry, deviceId);
    return { ...found, text: sentence(found, zone) };
  }

  return { say, kind, field };
}
