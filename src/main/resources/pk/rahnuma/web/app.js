// Makes the public pages an app: registers the service worker, and offers to install it. Copies and prints receipts.

const button = document.getElementById('install');
let offer = null;

function register() {
  navigator.serviceWorker.register('/sw.js').catch(() => { /* The pages work without it. */ });
}

// After the page, so that it does not compete with it.
if ('serviceWorker' in navigator) {
  if (document.readyState === 'complete') register();
  else addEventListener('load', register);
}

function setOffer(event) {
  offer = event;
  button.hidden = !offer;
}

// An answer that cannot be sent stays in its page, and the reason is told.
addEventListener('submit', event => {
  const warning = document.getElementById('offline');
  if (!warning || event.target.id === 'file-form') return;
  warning.hidden = navigator.onLine;
  if (navigator.onLine) return;
  event.preventDefault();
  warning.focus();
});

if (button) {
  addEventListener('beforeinstallprompt', event => {
    event.preventDefault();
    setOffer(event);
  });
  addEventListener('appinstalled', () => setOffer(null));
  button.addEventListener('click', () => {
    offer.prompt();
    setOffer(null);
  });
}

// ---- Receipt

const copy = document.querySelector('[data-copy]');
const print = document.querySelector('[data-print]');

if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(copy.dataset.copy);
    document.getElementById('copied').hidden = false;
  });
}

if (print) {
  print.hidden = false;
  print.addEventListener('click', () => window.print());
}
