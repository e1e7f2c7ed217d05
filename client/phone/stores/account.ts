import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { Account, SessionAnswer } from '../../../shared/contract/http';
import { RequestFailure } from '../../api/failure';
import * as api from '../../api/accounts/session';
import { type Measured, measure } from '../../offline/clock-offset';
import { dropSiteData } from '../../offline/site-data';
import { keepIdentity, readIdentity } from '../../stores/identity';
import { usePhoneClock } from './phone-clock';

/** `confirmed`: the server knows this session. `expired`: it does not any more. `offline`: it has not answered yet. */
export type Standing = 'confirmed' | 'expired' | 'offline';

/**
 * Whose phone this is. It is kept here: a start without a network opens the pages, and a session that is over (normal after
 * 12 hours) sends nobody away: what is entered waits for its author's log-in (phone.md, rule 4).
 */
export const useAccountStore = defineStore('phone-account', () => {
  const clock = usePhoneClock();
  const kept = readIdentity();
  const account = shallowRef<Account | null>(kept?.user ?? null);
  const zone = ref<string | null>(kept?.zone ?? null);
  const standing = ref<Standing>('offline');
  /** What the session has to do first: it reaches nothing else until then. */
  const must = shallowRef<readonly string[]>([]);
  const loggedIn = computed(() => account.value !== null);

  function take(answer: SessionAnswer, measured: Measured): void {
    clock.hear(measured);
    keepIdentity(answer);
    zone.value = answer.zone;
    must.value = answer.must ?? [];
    standing.value = 'confirmed';
    if (JSON.stringify(account.value) !== JSON.stringify(answer.user)) account.value = answer.user;
  }

  async function timed(
    ask: () => Promise<SessionAnswer | null>,
  ): Promise<{ answer: SessionAnswer; measured: Measured } | null> {
    const sentAt = Date.now();
    const answer = await ask();
    return answer && { answer, measured: measure(sentAt, answer.now, Date.now()) };
  }

  /**
   * Asks the server whose session this is.
   * @returns null: nobody's.
   * @throws RequestFailure when there was no answer.
   */
  async function ask(): Promise<{ accountId: string; measured: Measured } | null> {
    try {
      const heard = await timed(api.whoAmI);
      if (!heard) {
        standing.value = 'expired';
        return null;
      }
      take(heard.answer, heard.measured);
      return { accountId: heard.answer.user.id, measured: heard.measured };
    } catch (error) {
      if (!(error instanceof RequestFailure)) throw error;
      if (standing.value === 'confirmed') standing.value = 'offline';
      throw error;
    }
  }

  /** @throws RequestFailure `second-factor` when a code is wanted besides. */
  async function logIn(username: string, password: string, code?: string): Promise<void> {
    const heard = await timed(() => api.logIn(username, password, code));
    if (heard) take(heard.answer, heard.measured);
  }

  /** Ends the session and drops what could be read; what was entered and not sent stays for its author. */
  async function logOut(): Promise<void> {
    await api.logOut();
    keepIdentity(null);
    await dropSiteData();
    account.value = null;
    standing.value = 'expired';
  }

  return { account, zone, standing, must, loggedIn, ask, logIn, logOut };
});
