import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { Account } from '../../shared/contract/http';
import { logIn, logOut, setUp, whoAmI } from '../api/session';

/** Who is at this screen. `undefined` until the server was asked. */
export const useSessionStore = defineStore('session', () => {
  const account = shallowRef<Account | null | undefined>(undefined);

  async function load(): Promise<void> {
    if (account.value === undefined) account.value = await whoAmI();
  }

  async function enter(username: string, password: string): Promise<void> {
    account.value = await logIn(username, password);
  }

  async function begin(secret: string, password: string): Promise<void> {
    account.value = await setUp(secret, password);
  }

  async function leave(): Promise<void> {
    await logOut();
    account.value = null;
  }

  /** The server no longer knows this session. */
  function forget(): void {
    account.value = null;
  }

  return { account, loggedIn: computed(() => Boolean(account.value)), load, enter, begin, leave, forget };
});
