/**
 * The phone's service worker (phone.md): the pages' files are kept by version, and answered from there first. What the
 * server is asked goes to the server and nowhere else: figures and lists are never answered from a cache.
 * The build puts `VERSION` and `FILES` in front of this file.
 */
/* global VERSION, FILES */
const CACHE = `kaodian.phone.${VERSION}`;
const PAGE = '/m.html';

self.addEventListener('install', (event) => {
  // A file with a hash in its name never changes: what the page has just loaded is not loaded again.
  const requests = FILES.map(
    (file) => new Request(file, { cache: file.startsWith('/assets/') ? 'default' : 'reload' }),
  );
  // All or none: a version that is not complete never takes over.
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith('kaodian.phone.') && name !== CACHE) await caches.delete(name);
      }
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('message', ({ data }) => {
  if (data === 'take-over') self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (url.pathname !== '/m' && !url.pathname.startsWith('/m/')) return;
    event.respondWith(kept(PAGE, request));
  } else if (FILES.includes(url.pathname)) {
    event.respondWith(kept(url.pathname, request));
  }
});

/** The kept file; the network where the browser has thrown the cache away. */
async function kept(path, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}
