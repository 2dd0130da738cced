// Offers news of applications by web push.

import { fetchWithin } from './requests.js';

const API = '/api/v1/notifications/push';
const TIMEOUT_MS = 20000;

// Null when the browser or the desk has no web push, the person has refused it, or this browser gets news already.
async function readOffer() {
  if (!('serviceWorker' in navigator && 'PushManager' in window) || Notification.permission === 'denied') return null;
  const registration = await navigator.serviceWorker.ready;
  const answer = await fetchWithin(TIMEOUT_MS, API);
  if (!answer.ok) return null;
  const { available, publicKey, subscriptions } = await answer.json();
  const isSubscribed = subscriptions.length > 0 && await registration.pushManager.getSubscription();
  return available && !isSubscribed ? { registration, publicKey } : null;
}

// Returns the key of the text that says what became of it.
async function subscribe({ registration, publicKey }) {
  if (await Notification.requestPermission() !== 'granted') return 'push_denied';
  const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
  const answer = await fetchWithin(TIMEOUT_MS, API, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(subscription),
  });
  return answer.ok ? 'push_on' : 'push_failed';
}

// Shows the button if news can be had, and replaces it by what became of it. The texts are at the given address.
async function offerNews(button, address) {
  const offer = await readOffer().catch(() => null);
  if (!offer) return;
  const words = await (await fetch(address)).json();
  button.textContent = words.push_offer;
  button.hidden = false;
  button.addEventListener('click', async () => {
    button.disabled = true;
    const outcome = document.createElement('p');
    outcome.setAttribute('role', 'status');
    button.after(outcome);
    outcome.textContent = words[await subscribe(offer).catch(() => 'push_failed')];
    button.remove();
  });
}

// Offers news below a message of the chat, once on a page.
export function offerBelow(message, address) {
  if (document.getElementById('news')) return;
  const place = document.createElement('div');
  place.className = 'again';
  const button = document.createElement('button');
  Object.assign(button, { id: 'news', type: 'button', hidden: true });
  place.append(button);
  message.append(place);
  offerNews(button, address);
}

const button = document.getElementById('news');
if (button?.dataset.words) offerNews(button, button.dataset.words);
