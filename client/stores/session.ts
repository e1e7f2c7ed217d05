import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { RequiredAction, SessionAnswer } from '../../shared/contract/http';
import * as api from '../api/session';

const NOTHING: readonly RequiredAction[] = [];

/** Who is at this screen. `undefined` until the server was asked. */
export const useSessionStore = defineStore('session', () => {
  const answer = shallowRef<SessionAnswer | null | undefined>(undefined);
  const account = computed(() => answer.value?.user);
  /** What is to be done before anything else. */
  const must = computed(() => answer.value?.must ?? NOTHING);

  async function load(): Promise<void> {
    if (answer.value === undefined) answer.value = await api.whoAmI();
  }

  /** Asks anew: what must be done first may have changed, or been done. */
  async function refresh(): Promise<void> {
    const found = await api.whoAmI();
    if (JSON.stringify(found) !== JSON.stringify(answer.value)) answer.value = found;
  }

  async function logIn(username: string, password: string, code?: string): Promise<void> {
    answer.value = await api.logIn(username, password, code);
  }

  async function setUp(secret: string, password: string): Promise<void> {
    answer.value = await api.setUp(secret, password);
  }

  async function changePassword(password: string, newPassword: string): Promise<void> {
    answer.value = await api.changePassword(password, newPassword);
  }

  async function logOut(): Promise<void> {
    await api.logOut();
    answer.value = null;
  }

  /** The server no longer knows this session. */
  function forget(): void {
    answer.value = null;
  }

  const loggedIn = computed(() => Boolean(answer.value));
  return { account, must, loggedIn, load, refresh, logIn, setUp, changePassword, logOut, forget };
});
