import { onScopeDispose, ref } from 'vue';
import { readReadiness, type Readiness } from '../../api/exams/readiness';

const AGAIN_MS = 2_000;

/** Whether the server accepts log-ins: polled until it does. */
export function useReadiness() {
  const readiness = ref<Readiness>({ state: 'ready' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let done = false;

  async function ask(): Promise<void> {
    const found = await readReadiness();
    if (done) return;
    readiness.value = found;
    if (found.state !== 'ready') timer = setTimeout(() => void ask(), AGAIN_MS);
  }

  void ask();
  onScopeDispose(() => {
    done = true;
    clearTimeout(timer);
  });
  return { readiness, ask };
}
