// Events between a page and the Telegram app around it, as https://core.telegram.org/api/web-events and
// https://core.telegram.org/api/bots/webapps describe them.

const STORED = 'rahnuma.telegram';
const WEB_CLIENT = 'https://web.telegram.org';
const COLOUR = /^#[0-9a-f]{6}$/i;

const framed = window.parent !== window;
const listeners = {};

// What Telegram passes in the fragment of the first page; the pages after it, and a reload, read it from the session.
function readParameters() {
  let stored = {};
  try { stored = JSON.parse(sessionStorage.getItem(STORED)) ?? {}; } catch { /* then there is the fragment alone */ }
  const passed = [...new URLSearchParams(location.hash.slice(1))].filter(([name]) => name.startsWith('tgWebApp'));
  return { ...stored, ...Object.fromEntries(passed) };
}

function keepParameters() {
  try { sessionStorage.setItem(STORED, JSON.stringify(parameters)); } catch { /* then the next pages do not know it */ }
}

function parseTheme(text) {
  try {
    return Object.fromEntries(Object.entries(JSON.parse(text)).filter(([, colour]) => COLOUR.test(colour)));
  } catch {
    return {};
  }
}

const parameters = readParameters();
keepParameters();

// True within Telegram. A browser that has the cookie may show the page outside of it too.
export const isWithinTelegram = Boolean(parameters.tgWebAppPlatform);

// Signed data about the person; empty outside of Telegram.
export const initData = parameters.tgWebAppData ?? '';

// Colours by name, each as #rrggbb; none is certain to be there.
export let theme = parseTheme(parameters.tgWebAppThemeParams);

export function postEvent(type, data = '') {
  if (window.TelegramWebviewProxy) window.TelegramWebviewProxy.postEvent(type, JSON.stringify(data));
  else if (window.external && 'notify' in window.external) window.external.notify(JSON.stringify({ eventType: type, eventData: data }));
  else if (framed) window.parent.postMessage(JSON.stringify({ eventType: type, eventData: data }), WEB_CLIENT);
}

// Sets what happens at an event of this type.
export function onEvent(type, listener) {
  listeners[type] = listener;
}

function receiveEvent(type, data) {
  if (type === 'theme_changed' && data?.theme_params) {
    parameters.tgWebAppThemeParams = JSON.stringify(data.theme_params);
    keepParameters();
    theme = parseTheme(parameters.tgWebAppThemeParams);
  } else if (type === 'reload_iframe') {
    postEvent('iframe_will_reload');
    location.reload();
  }
  if (Object.hasOwn(listeners, type)) listeners[type](data);
}

// Clients before version 6.1 of the Mini Apps know neither the back button nor how to open a link.
const isCurrent = () => {
  const [major, minor] = (parameters.tgWebAppVersion ?? '6.0').split('.').map(Number);
  return major > 6 || (major === 6 && minor >= 1);
};

// State of the main button below the page, which outlasts the page: it is set on each.
export function setMainButton(state) {
  postEvent('web_app_setup_main_button', {
    is_active: true,
    is_progress_visible: false,
    color: theme.button_color ?? '#2481cc',
    text_color: theme.button_text_color ?? '#ffffff',
    ...state,
  });
}

export function setBackButton(visible) {
  postEvent('web_app_setup_back_button', { is_visible: visible && isCurrent() });
}

// Opens a page of another site outside of the app, and one of Telegram in it.
export function openLink(link) {
  if (link.hostname === 't.me') postEvent('web_app_open_tg_link', { path_full: link.pathname + link.search });
  else if (isCurrent()) postEvent('web_app_open_link', { url: link.href });
  else window.open(link.href, '_blank', 'noopener');
}

// Names by which the apps of all platforms call it.
window.Telegram = { WebView: { receiveEvent } };
window.TelegramGameProxy = { receiveEvent };
window.TelegramGameProxy_receiveEvent = receiveEvent;

if (framed) {
  window.addEventListener('message', event => {
    if (event.source !== window.parent || event.origin !== WEB_CLIENT) return;
    let message = null;
    try { message = JSON.parse(event.data); } catch { /* not for this page */ }
    if (message?.eventType) receiveEvent(message.eventType, message.eventData);
  });
  postEvent('iframe_ready', { reload_supported: true });
}
