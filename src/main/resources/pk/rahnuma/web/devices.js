// Lists the devices of this chat, and signs this one out.

import { clearQueue } from './queue.js';
import { fetchWithin } from './requests.js';

const API = '/api/v1/tokens';
const TIMEOUT_MS = 20000;
const $ = id => document.getElementById(id);

function createDeviceItem(token, words, locale, endDevice) {
  const line = document.createElement('li');
  const name = document.createElement('span');
  const day = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(token.seen)).replaceAll('،', '');
  name.textContent = `${token.device || words.device_other} · ${day}${token.current ? ` · ${words.device_here}` : ''}`;
  name.dir = 'auto';
  line.append(name);
  if (!token.current) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = words.device_end;
    button.setAttribute('aria-label', `${words.device_end}: ${name.textContent}`);
    button.addEventListener('click', () => endDevice(token.id));
    line.append(button);
  }
  return line;
}

const createPart = (tag, words, key) => {
  const element = document.createElement(tag);
  element.textContent = words[key];
  element.dataset.t = key;
  return element;
};

function createMenu(menu, words, printChat) {
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = new URL('devices.css', import.meta.url);
  document.head.append(style);
  const inner = document.createElement('div');
  const list = document.createElement('ul');
  list.id = 'devices';
  // Opened first, so that nobody is signed out by one tap.
  const leave = document.createElement('details');
  const out = createPart('button', words, 'sign_out_yes');
  out.id = 'sign-out';
  out.type = 'button';
  leave.append(createPart('summary', words, 'sign_out'), createPart('p', words, 'sign_out_why'), out);
  const print = createPart('button', words, 'print');
  print.id = 'print';
  print.type = 'button';
  print.addEventListener('click', () => {
    menu.open = false;
    printChat();
  });
  inner.append(print, createPart('h2', words, 'devices'), list, leave);
  menu.append(inner);
}

// Fills the menu now and each time it is opened.
export function showDevices(words, locale, notice, printChat) {
  const menu = $('mine');
  createMenu(menu, words(), printChat);
  const loadDevices = async () => {
    try {
      const answer = await fetchWithin(TIMEOUT_MS, API);
      const tokens = answer.ok ? (await answer.json()).tokens : [];
      $('devices').replaceChildren(...tokens.map(token => createDeviceItem(token, words(), locale(), endDevice)));
    } catch {
      notice(words().failed);
    }
  };
  const endDevice = async id => {
    await fetchWithin(TIMEOUT_MS, `${API}/${id}`, { method: 'DELETE' }).catch(() => notice(words().failed));
    await loadDevices();
    menu.querySelector('summary').focus();
  };
  loadDevices();
  menu.addEventListener('toggle', () => { if (menu.open) loadDevices(); });
  document.addEventListener('click', event => { if (!menu.contains(event.target)) menu.open = false; });
  menu.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });
  $('sign-out').addEventListener('click', async () => {
    try {
      const answer = await fetchWithin(TIMEOUT_MS, `${API}/sign-out`, { method: 'POST' });
      if (!answer.ok) throw new Error(String(answer.status));
      sessionStorage.clear();
      await clearQueue();
      location.replace(location.pathname);
    } catch {
      notice(words().failed);
    }
  });
}
