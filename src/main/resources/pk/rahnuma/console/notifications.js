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
  const showOnDevice = (text, path) => {
    const shown = new Notification(document.querySelector('.brand').textContent, { body: text, tag: path });
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
      showOnDevice(`${document.querySelector(`[data-notification="${kind}"]`).textContent} · ${path.split('/').pop()}`, path);
    }
  };

  const showUnread = (count) => {
    findBell().dataset.count = count;
    const number = findBell().querySelector('.count');
    number.textContent = count;
    number.hidden = count === 0;
    window.rahnumaWork.showCount();
  };
  // A case that is looked at is read.
  const readCase = () => {
    const [, number] = location.pathname.match(/^\/desk\/(?:tickets|applications)\/([^/]+)$/) ?? [];
    if (!number || document.hidden || !Number(findBell()?.dataset.count)) return;
    fetch(`/desk/notifications/${number}/read`, {
      method: 'POST', headers: { 'X-CSRF-Token': document.body.dataset.csrf, 'HX-Request': 'true' },
    }).catch(() => {});
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
  // A choice is tried at once. Some browsers of phones have notifications, and show none for a page.
  const tryOnDevice = async (text) => {
    if ((await window.Notification?.requestPermission()) !== 'granted') return false;
    try { showOnDevice(text, location.pathname); } catch { return false; }
    return true;
  };
  document.addEventListener('change', async ({ target }) => {
    const name = target.dataset.choice;
    if (!name) return;
    if (name === 'sound' && target.checked) playSound();
    if (name === 'desktop') {
      const refused = document.getElementById('notify-refused');
      const isRefused = target.checked && !(await tryOnDevice(target.parentElement.textContent.trim()));
      refused.textContent = isRefused ? refused.dataset.refused : '';
      if (isRefused) target.checked = false;
    }
    localStorage.setItem(choiceKey(name), target.checked ? 'yes' : 'no');
  });
})();
