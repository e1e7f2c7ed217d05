import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { Account, RequiredAction, SessionAnswer } from '../../shared/contract/http';
import { RequestFailure } from '../api/failure';
import * as api from '../api/accounts/session';
import { useClockStore } from './clock';
import { keepIdentity, readIdentity } from './identity';

const NOTHING: readonly RequiredAction[] = [];

interface Current {
  user: Account;
  must?: RequiredAction[];
  kiosk?: true;
}

/** Who is at this screen. `undefined` until the server was asked. */
export const useSessionStore = defineStore('session', () => {
  const clock = useClockStore();
  const current = shallowRef<Current | null | undefined>(undefined);
  /** False while the account is the one kept on this machine and the server has not confirmed it: there was no answer. */
  const confirmed = ref(true);
  /** The last session ended because its owner said so: who logs in next does not want to go on where it was. */
  const left = ref(false);
  const account = computed(() => current.value?.user);
  /** What is to be done before anything else. */
  const must = computed(() => current.value?.must ?? NOTHING);
  /** It is a screen of the wall, and reaches nothing else. */
  const kiosk = computed(() => current.value?.kiosk === true);

  function take(answer: SessionAnswer | null): void {
    keepIdentity(answer);
    if (answer) clock.hear(answer.now, answer.zone);
    if (answer) left.value = false;
    const next = answer && {
      user: answer.user,
      ...(answer.must && { must: answer.must }),
      ...(answer.kiosk && { kiosk: answer.kiosk }),
    };
    // The same account again changes nothing for those who watch it.
    if (JSON.stringify(next) !== JSON.stringify(current.value)) current.value = next;
    confirmed.value = true;
  }

  /**
   * Asks the server once who this is. Without an answer, the account that used this machine last is taken until the
   * server says otherwise (`refresh`).
   * @throws RequestFailure when there was no answer and nobody is kept on this machine.
   */
  async function load(): Promise<void> {
    if (current.value !== undefined) return;
    try {
      take(await api.whoAmI());
    } catch (error) {
      const last = readIdentity();
      if (!last) throw error;
      clock.assumeZone(last.zone);
      current.value = { user: last.user };
      confirmed.value = false;
    }
  }

  /** Asks anew: what must be done first may have changed, or been done. */
  const refresh = async () => take(await api.whoAmI());

  /**
   * Begins with a log-in's answer, if the browser has kept its cookie: one by http drops a cookie that is for TLS only.
   * @throws RequestFailure `no-cookie`; its message is the address to open instead, where the server knows it.
   */
  async function begin({ openAt = '' }: SessionAnswer): Promise<void> {
    const found = await api.whoAmI();
    if (!found) throw new RequestFailure('no-cookie', openAt);
    take(found);
  }

  const logIn = async (username: string, password: string, code?: string) =>
    begin(await api.logIn(username, password, code));
  const setUp = async (secret: string, password: string) => begin(await api.setUp(secret, password));
  const openKiosk = async (secret: string) => begin(await api.openKiosk(secret));
  const changePassword = async (password: string, newPassword: string) =>
    take(await api.changePassword(password, newPassword));

  async function logOut(): Promise<void> {
    await api.logOut();
    left.value = true;
    take(null);
  }

  /** The server no longer knows this session. */
  const forget = () => take(null);

  const loggedIn = computed(() => Boolean(current.value));
  return {
    account,
    must,
    kiosk,
    loggedIn,
    left,
    confirmed,
    load,
    refresh,
    logIn,
    setUp,
    openKiosk,
    changePassword,
    logOut,
    forget,
  };
});
