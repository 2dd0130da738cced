// Entry of the Mini App: signs the person in by the data that Telegram has signed, and goes to the page.

import { initData } from './telegram-bridge.js';

const page = new URLSearchParams(location.search).get('page') ?? '';

async function signIn() {
  const response = await fetch(location.pathname, { method: 'POST', body: new URLSearchParams({ initData, page }) });
  if (!response.ok) {
    throw new Error(`sign-in: ${response.status}`);
  }
  return response.json();
}

// In a frame the browser may have dropped the cookie: data that was used is accepted again with the cookie only.
async function enter() {
  const signed = await signIn();
  const kept = signed.fresh && window.parent !== window ? await signIn() : signed;
  location.replace(kept.next);
}

function show(id) {
  document.getElementById('wait').hidden = true;
  document.getElementById(id).hidden = false;
  document.getElementById('browser').hidden = false;
}

if (initData) {
  enter().catch(() => show('failed'));
} else {
  show('outside');
}
