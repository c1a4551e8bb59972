// The service worker, which keeps the app for when there is no network.

import { t } from '../texts/texts.js';
import { say } from './state.js';

/** Has the service worker keep the app, where the browser allows one. */
export function startWorker(): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  const isFirst = navigator.serviceWorker.controller === null;
  navigator.serviceWorker.register('./sw.js').then(
    (registration) => {
      registration.addEventListener('updatefound', () => {
        const found = registration.installing;
        found?.addEventListener('statechange', () => {
          if (found.state === 'activated' && isFirst) say(t.value.offlineReady);
          else if (found.state === 'installed' && !isFirst)
            say(t.value.newVersion, 'calm', { label: t.value.reload, run: () => location.reload() });
        });
      });
    },
    // Without one the app works as long as it is served.
    () => undefined,
  );
}
