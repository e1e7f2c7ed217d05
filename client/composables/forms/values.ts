import { useI18n } from 'vue-i18n';

/** The server's own tolerance for a time after its clock (contract 4). */
const FUTURE_TOLERATED_MS = 2 * 60_000;

/** The instant of an entry; null is the moment in which the server takes it. */
export const atOf = (at: number | null) => (at === null ? {} : { at });

/** A note that was written; an empty one is none. */
export const noteOf = (note: string) => (note.trim() === '' ? {} : { note: note.trim() });

/** What a form checks before it sends anything; undefined: nothing is wrong. */
export function useFormChecks() {
  const { t } = useI18n();
  return {
    filled: (text: string, field: string): string | undefined =>
      text.trim() === '' ? t('form.missing', { field }) : undefined,
    /** An instant up to now, or an empty field. */
    instant(at: number | null, now: number, field: string): string | undefined {
      if (at === null) return undefined;
      if (Number.isNaN(at)) return t('form.notDateTime');
      return at > now + FUTURE_TOLERATED_MS ? t('refusal.future', { field }) : undefined;
    },
  };
}
