import { onMounted, ref } from 'vue';

/** Looked for while the app stays open, ms. */
const LOOK_EVERY_MS = 30 * 60_000;

/** Registers the phone's service worker, and tells when a new version waits to take over. Nothing where there is none. */
export function useServiceWorker() {
  const waiting = ref(false);
  let registration: ServiceWorkerRegistration | null = null;

  function watchWorker(worker: ServiceWorker | null): void {
    worker?.addEventListener('statechange', () => {
      // The first one takes over by itself; a later one waits until the technician agrees.
      if (worker.state === 'installed' && navigator.serviceWorker.controller) waiting.value = true;
    });
  }

  onMounted(async () => {
    // Missing outside a secure context and in some browsers inside other apps.
    if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
    try {
      registration = await navigator.serviceWorker.register('/sw.js', { scope: '/m' });
    } catch {
      return;
    }
    if (registration.waiting && navigator.serviceWorker.controller) waiting.value = true;
    watchWorker(registration.installing);
    registration.addEventListener('updatefound', () => watchWorker(registration?.installing ?? null));
    setInterval(() => void registration?.update().catch(() => undefined), LOOK_EVERY_MS);
  });

  /** The new version takes over, and the page is loaded anew with it. */
  function take(): void {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    registration?.waiting?.postMessage('take-over');
  }

  return { waiting, take };
}
