import { useIntervalFn } from '@vueuse/core';
import { ref, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { KioskItem } from '../../../shared/contract/http';
import { failureOf } from '../../api/failure';
import { makeKiosk, readKiosks, revokeKiosk } from '../../api/accounts/kiosks';
import { useClockStore } from '../../stores/clock';
import { type FormState, IDLE } from '../../view-models/formState';
import { useResource } from '../queries/useResource';

/** The last use of a screen is kept to the minute. */
const EVERY_MS = 30_000;

/** The screens of the wall: the list, the form of a new one with its link, and the end of one. */
export function useScreens() {
  const { t } = useI18n();
  const clock = useClockStore();
  const readAt = ref(clock.serverNow());
  const { data, failure, reload } = useResource({
    key: () => 'screens',
    async read(_key, signal) {
      const items = await readKiosks(signal);
      readAt.value = clock.serverNow();
      return items;
    },
  });
  useIntervalFn(reload, EVERY_MS);

  const making = ref(false);
  const name = ref('');
  const scope = ref('');
  const state = shallowRef<FormState>(IDLE);
  const made = shallowRef<{ link: string; until: number } | null>(null);

  function show(first: string): void {
    name.value = '';
    scope.value = first;
    state.value = IDLE;
    making.value = true;
  }

  async function make(): Promise<void> {
    const { attempt } = state.value;
    const given = name.value.trim();
    if (given === '') {
      state.value = { ...IDLE, errors: { name: t('screens.needName') }, attempt: attempt + 1 };
      return;
    }
    state.value = { ...IDLE, busy: true, attempt };
    try {
      const { path, linkUntil } = await makeKiosk(given, scope.value);
      made.value = { link: `${location.origin}${path}`, until: Date.parse(linkUntil) };
      making.value = false;
      reload();
    } catch (error) {
      const { code } = failureOf(error);
      const problem = code === 'bad-request' ? t('screens.notMade') : t(`failure.${code}`);
      state.value = { ...IDLE, problems: [problem], attempt: attempt + 1 };
    }
  }

  const ending = shallowRef<KioskItem | null>(null);
  const endState = shallowRef<FormState>(IDLE);
  const ended = ref('');

  async function end(): Promise<void> {
    const screen = ending.value;
    if (!screen) return;
    const { attempt } = endState.value;
    endState.value = { ...IDLE, busy: true, attempt };
    try {
      await revokeKiosk(screen.id);
      ended.value = screen.name;
      ending.value = null;
      endState.value = IDLE;
      reload();
    } catch (error) {
      const problems = [t(`failure.${failureOf(error).code}`)];
      endState.value = { ...IDLE, problems, attempt: attempt + 1 };
    }
  }

  return { data, failure, readAt, reload, making, name, scope, state, made, show, make, ending, endState, ended, end };
}
