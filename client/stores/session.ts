import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { Must, SessionAnswer } from '../../shared/contract/http';
import { changePassword, logIn, logOut, setUp, whoAmI } from '../api/session';

const NOTHING: readonly Must[] = [];

/** Who is at this screen. `undefined` until the server was asked. */
export const useSessionStore = defineStore('session', () => {
  const answer = shallowRef<SessionAnswer | null | undefined>(undefined);
  const account = computed(() => answer.value?.user);
  /** What is to be done before anything else. */
  const must = computed(() => answer.value?.must ?? NOTHING);

  async function load(): Promise<void> {
    if (answer.value === undefined) answer.value = await whoAmI();
  }

  /** Asks anew: what must be done first may have changed, or been done. */
  async function refresh(): Promise<void> {
    const found = await whoAmI();
    if (JSON.stringify(found) !== JSON.stringify(answer.value)) answer.value = found;
  }

  async function enter(username: string, password: string, code?: string): Promise<void> {
    answer.value = await logIn(username, password, code);
  }

  async function begin(secret: string, password: string): Promise<void> {
    answer.value = await setUp(secret, password);
  }

  async function renew(password: string, newPassword: string): Promise<void> {
    answer.value = await changePassword(password, newPassword);
  }

  async function leave(): Promise<void> {
    await logOut();
    answer.value = null;
  }

  /** The server no longer knows this session. */
  function forget(): void {
    answer.value = null;
  }

  const loggedIn = computed(() => Boolean(answer.value));
  return { account, must, loggedIn, load, refresh, enter, begin, renew, leave, forget };
});
