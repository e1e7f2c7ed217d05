import { useI18n } from 'vue-i18n';
import type { RequestFailure } from '../../api/failure';

/** A failed log-in, set-up or change of password as a sentence that says what to do. */
export function useLogInProblem() {
  const { t } = useI18n();
  return (failure: RequestFailure | null): string | null => {
    if (!failure) return null;
    const { code, message, retryAfterS } = failure;
    if (code === 'too-fast') {
      if (retryAfterS === undefined) return t('login.tooFastSoon');
      if (retryAfterS < 120) return t('login.tooFast', { seconds: retryAfterS });
      return t('login.tooFastMinutes', { minutes: Math.ceil(retryAfterS / 60) });
    }
    if (code === 'no-cookie') {
      if (message) return t('login.noCookieAt', { address: message });
      return t(globalThis.isSecureContext ? 'login.noCookie' : 'login.noCookieHttp');
    }
    if (code === 'not-ready') return t('login.replaying');
    return code === 'offline' || code === 'timeout' ? t('login.offline') : t(`failure.${code}`);
  };
}
