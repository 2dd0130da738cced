// Service worker of the console: shows notifications of members of staff without an open page. The server puts before it
// `WORDS`, by language and kind. It stores nothing and answers no request.

const PAGE = /^\/desk(\/|$)/;
// Pages before the sign-in announce nothing.
const SIGN_IN_PAGE = /^\/desk\/(sign-in|second-factor|set-up|first)(\/|$)/;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

const pathOf = page => new URL(page.url).pathname;
const findPages = async () => (await self.clients.matchAll({ type: 'window', includeUncontrolled: true }))
  .filter(page => PAGE.test(pathOf(page)) && !SIGN_IN_PAGE.test(pathOf(page)));

// A page that is looked at announces it. One in the background may too: of the same case, the later replaces the other.
self.addEventListener('push', event => event.waitUntil(showMessage(event.data.json())));

async function showMessage({ kind, about, number, language }) {
  if ((await findPages()).some(page => page.visibilityState === 'visible')) return;
  const path = `/desk/${about}s/${number}`;
  const words = WORDS[language];
  await self.registration.showNotification(words.title, {
    body: `${words[kind]} · ${number}`, lang: language, dir: language === 'ur' ? 'rtl' : 'ltr', tag: path, data: { path },
  });
}

self.addEventListener('notificationclick', event => {
  event.notification.close();
  event.waitUntil(openCase(event.notification.data.path));
});

async function openCase(path) {
  const pages = await findPages();
  const page = pages.find(each => pathOf(each) === path) ?? pages[0];
  // A page that no worker controls is not led anywhere.
  const shown = page && pathOf(page) !== path ? await page.navigate(path).catch(() => null) : page;
  return shown ? shown.focus() : self.clients.openWindow(path);
}
