// Keeps the app's own files, so that it opens without a network. Nothing else is kept, and nothing is sent anywhere.
// The build puts the lists of files and their version in place of the words in capitals.
const VERSION = '__VERSION__';
const NEEDED = __FILES__;
/** What equations need. The npm package lacks it, and so does a server that takes the app from there. */
const MORE = __MORE__;
const FILES = [...NEEDED, ...MORE];
const CACHE = `ownhand-${VERSION}`;

addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then(async (cache) => {
        await cache.addAll(NEEDED);
        if ((await fetch('./equations/about.json')).ok) await cache.addAll(MORE);
      })
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
