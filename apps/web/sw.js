// Keeps the app's own files, so that it opens without a network. Nothing else is kept, and nothing is sent anywhere.
// The build puts the list of files and their version in place of the two words in capitals.
const VERSION = '__VERSION__';
const FILES = __FILES__;
const CACHE = `ownhand-${VERSION}`;

addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(FILES))
      .then(() => skipWaiting()),
  );
});

addEventListener('activate', (event) => {
  const clean = async () => {
    for (const name of await caches.keys())
      if (name.startsWith('ownhand-') && name !== CACHE) await caches.delete(name);
    await clients.claim();
  };
  event.waitUntil(clean());
});

const answer = async (request) => {
  const cache = await caches.open(CACHE);
  const asked = request.mode === 'navigate' ? './' : request;
  return (await cache.match(asked, { ignoreVary: true })) ?? fetch(request);
};

addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const isOurs = FILES.some((file) => new URL(file, location.href).pathname === url.pathname);
  if (request.method === 'GET' && url.origin === location.origin && isOurs) event.respondWith(answer(request));
});
