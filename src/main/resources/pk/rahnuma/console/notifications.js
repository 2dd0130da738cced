// The bell: unread notifications, live, with a sound and a notification of the device for those who chose them.
'use strict';
(() => {
  const ANNOUNCED_KEY = 'rahnuma-announced';
  const choiceKey = (name) => `rahnuma-notify-${name}`;
  const isChosen = (name) => localStorage.getItem(choiceKey(name)) === 'yes';
  const findBell = () => document.querySelector('[data-bell]');

  const playSound = () => {
    const audio = new AudioContext();
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.setValueAtTime(660, audio.currentTime);
    tone.frequency.setValueAtTime(880, audio.currentTime + 0.12);
    volume.gain.setValueAtTime(0.15, audio.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.35);
    tone.connect(volume).connect(audio.destination);
    tone.onended = () => audio.close();
    tone.start();
    tone.stop(audio.currentTime + 0.35);
  };
  // The worker of the public pages has a scope that contains this one.
  const findWorker = async () => {
    const registration = await navigator.serviceWorker?.getRegistration('/desk/');
    return registration?.active && registration.scope.endsWith('/desk/') ? registration : null;
  };
  const findSubscription = async () => (await findWorker())?.pushManager?.getSubscription();
  // By the worker if there is one: its own notification of the same case is replaced then.
  const showOnDevice = async (text, path) => {
    const title = document.querySelector('.brand').textContent;
    const worker = await findWorker();
    if (worker) { await worker.showNotification(title, { body: text, tag: path, data: { path } }); return; }
    const shown = new Notification(title, { body: text, tag: path });
    shown.onclick = () => { window.focus(); location.assign(path); };
  };
  // All tabs hear of it; the first one announces it.
  const announce = async (at, kind, path) => {
    const takeTurn = () => {
      const isNew = at > Number(localStorage.getItem(ANNOUNCED_KEY) ?? 0);
      if (isNew) localStorage.setItem(ANNOUNCED_KEY, at);
      return isNew;
    };
    if (!(navigator.locks ? await navigator.locks.request(ANNOUNCED_KEY, takeTurn) : takeTurn())) return;
    if (isChosen('sound')) playSound();
    if (isChosen('desktop') && window.Notification?.permission === 'granted') {
      // No name: others may see the screen.
      await showOnDevice(`${document.querySelector(`[data-notification="${kind}"]`).textContent} · ${path.split('/').pop()}`, path);
    }
  };

  const showUnread = (count) => {
    findBell().dataset.count = count;
    const number = findBell().querySelector('.count');
    number.textContent = count;
    number.hidden = count === 0;
    window.rahnumaWork.showCount();
  };
  const post = (path, body) => fetch(`/desk/notifications/${path}`, {
    method: 'POST', headers: { 'X-CSRF-Token': document.body.dataset.csrf, 'HX-Request': 'true' }, body,
  });
  // A case that is looked at is read.
  const readCase = () => {
    const [, number] = location.pathname.match(/^\/desk\/(?:tickets|applications)\/([^/]+)$/) ?? [];
    if (!number || document.hidden || !Number(findBell()?.dataset.count)) return;
    post(`${number}/read`).catch(() => {});
  };
  document.addEventListener('desk:notifications', ({ detail }) => {
    const [count, at, kind, path] = detail.split(' ');
    showUnread(Number(count));
    if (at) announce(Number(at), kind, path);
    readCase();
  });
  ['DOMContentLoaded', 'visibilitychange'].forEach((what) => document.addEventListener(what, readCase));
  document.addEventListener('htmx:afterSettle', ({ detail }) => { if (detail.target?.id === 'case') readCase(); });

  document.addEventListener('DOMContentLoaded', () => document.querySelectorAll('[data-choice]').forEach((choice) => {
    choice.checked = isChosen(choice.dataset.choice);
  }));

  // Notifications without an open page, by web push. The device belongs to the session that has stored it last.
  const STORED_KEY = 'rahnuma-push-session';
  const postDevice = (path, subscription) => {
    const { endpoint, keys } = subscription.toJSON();
    return post(path, new URLSearchParams({ endpoint, p256dh: keys.p256dh, auth: keys.auth }));
  };
  const storeDevice = async (subscription) => {
    const { session } = document.body.dataset;
    const mark = `${session} ${document.documentElement.lang}`;
    if (!session || !subscription || sessionStorage.getItem(STORED_KEY) === mark) return;
    if ((await postDevice('device', subscription)).ok) sessionStorage.setItem(STORED_KEY, mark);
  };
  const startWorker = async () => {
    const registration = await navigator.serviceWorker.register('/desk/sw.js', { scope: '/desk/' });
    const worker = registration.installing ?? registration.waiting;
    if (!registration.active) {
      await new Promise((done) => worker.addEventListener('statechange', () => {
        if (['activated', 'redundant'].includes(worker.state)) done();
      }));
    }
    return registration;
  };
  const subscribe = async (applicationServerKey) => {
    if (!applicationServerKey || !navigator.serviceWorker || !window.PushManager) return;
    const { pushManager } = await startWorker();
    await (await pushManager.getSubscription())?.unsubscribe();
    sessionStorage.removeItem(STORED_KEY);
    await storeDevice(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }));
  };
  const unsubscribe = async () => {
    const subscription = await findSubscription();
    if (!subscription) return;
    sessionStorage.removeItem(STORED_KEY);
    await postDevice('device/remove', subscription);
    await subscription.unsubscribe();
  };
  const showReach = async () => {
    const reach = document.getElementById('notify-reach');
    if (!reach) return;
    const isStored = sessionStorage.getItem(STORED_KEY) && await findSubscription();
    reach.textContent = isChosen('desktop') ? reach.dataset[isStored ? 'always' : 'open'] : '';
  };
  document.addEventListener('DOMContentLoaded', async () => {
    try { if (isChosen('desktop')) await storeDevice(await findSubscription()); } catch { /* The next page tries it again. */ }
    showReach();
  });

  // A choice is tried at once. Some browsers of phones have notifications, and show none for a page without a worker.
  // Without a push service, an open page still shows them.
  const tryOnDevice = async (text, key) => {
    if ((await window.Notification?.requestPermission()) !== 'granted') return false;
    try { await subscribe(key); } catch { /* The page says what it can do. */ }
    try { await showOnDevice(text, location.pathname); } catch { return false; }
    return true;
  };
  document.addEventListener('change', async ({ target }) => {
    const name = target.dataset.choice;
    if (!name) return;
    if (name === 'sound' && target.checked) playSound();
    if (name === 'desktop') {
      const refused = document.getElementById('notify-refused');
      const isRefused = target.checked && !(await tryOnDevice(target.parentElement.textContent.trim(), target.dataset.key));
      refused.textContent = isRefused ? refused.dataset.refused : '';
      if (isRefused) target.checked = false;
      if (!target.checked) await unsubscribe().catch(() => {});
    }
    localStorage.setItem(choiceKey(name), target.checked ? 'yes' : 'no');
    showReach();
  });
})();
