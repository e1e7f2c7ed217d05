import { useIntervalFn } from '@vueuse/core';
import { ref, watch } from 'vue';
import { readWallPage } from '../../api/read';
import { useLiveStore } from '../../stores/live';
import { assetsOf } from '../../view-models/wall/build';

const LOOK_EVERY_MS = 10 * 60_000;
/** Quiet: nothing has changed for this long; but a wall does not stay old for longer than the second. */
const QUIET_MS = 30_000;
const LATEST_MS = 10 * 60_000;

/**
 * Loads the page anew when the server has another version of it: the files that its HTML names are others. Looked at after
 * each interruption (a new version comes with a new server) and now and then; done at a quiet moment, and only when the
 * page can be read.
 * @param own the files of this page, as its HTML named them; empty (a development server): never.
 */
export function useNewBuild(own: string, reload: () => void = () => location.reload()) {
  const live = useLiveStore();
  const foundAt = ref<number | null>(null);
  let changedAt = performance.now();

  async function look(): Promise<void> {
    if (own === '') return;
    const html = await readWallPage();
    const other = html === null ? '' : assetsOf(html);
    foundAt.value = other === '' || other === own ? null : (foundAt.value ?? performance.now());
  }

  watch(
    () => live.state?.to,
    () => (changedAt = performance.now()),
  );
  watch(
    () => live.recovered,
    (count) => count !== null && void look(),
  );
  useIntervalFn(() => void look(), LOOK_EVERY_MS);
  useIntervalFn(() => {
    if (foundAt.value === null) return;
    const now = performance.now();
    if (now - changedAt < QUIET_MS && now - foundAt.value < LATEST_MS) return;
    foundAt.value = null;
    void look().then(() => foundAt.value !== null && reload());
  }, 1_000);

  return { look };
}
