// Service worker of the public pages. The server puts before it `VERSION`, `ASSETS` (the paths of the files of this version),
// and `ICON`.
//
// It keeps files, the home page, the chat page without its messages, the page for being offline, and topics that were read.
// It keeps nothing that belongs to a person, and leaves the console and the API alone.

const FILES = `files-${VERSION}`;
const PAGES = 'pages';
const SHELL = ['/', '/chat'];
const OFFLINE = '/offline';
const MAX_PAGES = 60;
const PUBLIC_PAGE = /^\/(verify|(en|ur|ur-Latn)\/(guidance\/[^/]+|privacy|accessibility|verify)?)$/;
const NOT_OURS = /^\/(api|desk)(\/|$)/;
const IGNORED = { ignoreVary: true, ignoreSearch: true };

self.addEventListener('install', event => event.waitUntil(
  caches.open(FILES).then(cache => cache.addAll([...ASSETS, ...SHELL, OFFLINE]))));

self.addEventListener('activate', event => event.waitUntil(deleteOldFiles()));

async function deleteOldFiles() {
  const names = await caches.keys();
  await Promise.all(names.filter(name => name !== FILES && name !== PAGES).map(name => caches.delete(name)));
}

self.addEventListener('fetch', event => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== location.origin || NOT_OURS.test(pathname)) return;
  if (pathname.startsWith('/assets/')) event.respondWith(serveFile(event, pathname));
  else if (event.request.mode === 'navigate') event.respondWith(servePage(event, pathname));
});

// Files do not change under their version. Without a connection, a page of an earlier version gets those of this one.
async function serveFile(event, path) {
  const kept = await caches.match(event.request, IGNORED);
  if (kept) return kept;
  try {
    const response = await fetch(event.request);
    if (response.headers.get('Cache-Control')?.includes('immutable')) event.waitUntil(keep(FILES, path, response.clone()));
    return response;
  } catch {
    return await caches.match(`/assets/${VERSION}/${path.split('/').pop()}`, IGNORED) ?? Response.error();
  }
}

async function servePage(event, path) {
  try {
    const response = await fetch(event.request);
    if (response.ok && SHELL.includes(path)) event.waitUntil(keep(FILES, path, response.clone()));
    else if (response.ok && PUBLIC_PAGE.test(path)) event.waitUntil(keep(PAGES, path, response.clone()));
    return response;
  } catch {
    const kept = SHELL.includes(path) || PUBLIC_PAGE.test(path) ? await caches.match(path, IGNORED) : null;
    return kept ?? await caches.match(OFFLINE) ?? Response.error();
  }
}

async function keep(name, path, response) {
  const cache = await caches.open(name);
  await cache.put(path, response);
  if (name !== PAGES) return;
  const requests = await cache.keys();
  await Promise.all(requests.slice(0, Math.max(0, requests.length - MAX_PAGES)).map(request => cache.delete(request)));
}

// ---- News

// Shows what the desk sends, as it decided it. A later message about the same application replaces the one before.
self.addEventListener('push', event => {
  const { title, body, language, reference } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, {
    body, lang: language, dir: language === 'ur' ? 'rtl' : 'ltr', tag: reference, icon: ICON, data: { language, reference },
  }));
});

self.addEventListener('notificationclick', event => {
  event.notification.close();
  const { language, reference } = event.notification.data;
  event.waitUntil(self.clients.openWindow(reference ? `/${language}/status/${reference}` : `/chat?lang=${language}`));
});
