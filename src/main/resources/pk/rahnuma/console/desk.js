// Behaviour of the console: settings of this browser, shortcuts, pictures of documents, presence.
'use strict';
(() => {
  const applyTheme = () => {
    const chosen = localStorage.getItem('rahnuma-desk-theme') || 'auto';
    const dark = chosen === 'dark' || (chosen === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
    document.documentElement.dataset.bsTheme = dark ? 'dark' : 'light';
    const select = document.getElementById('theme');
    if (select) select.value = chosen;
  };
  applyTheme();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', applyTheme);

  document.addEventListener('change', (event) => {
    if (event.target.id === 'theme') {
      localStorage.setItem('rahnuma-desk-theme', event.target.value);
      applyTheme();
    } else if (event.target.id === 'language' && event.target.closest('[data-setting]')) {
      document.cookie = `rahnuma-desk-language=${event.target.value};path=/;max-age=31536000;SameSite=Strict${location.protocol.startsWith('https') ? ';Secure' : ''}`;
      location.reload();
    }
  });

  // Loads the pages of a document as pictures when it is opened. Polls for a file that has not arrived yet while it is
  // open, for at most five minutes; the documents of an application always exist.
  const POLL_TIMEOUT_MS = 5 * 60 * 1000;
  const loadPictures = async (details, since = Date.now()) => {
    const place = details.dataset.pictures;
    const wait = details.querySelector('[data-wait]');
    const failed = details.querySelector('[data-failed]');
    const late = details.querySelector('[data-late]');
    wait.hidden = false;
    failed.hidden = true;
    if (late) late.hidden = true;
    try {
      const answer = await fetch(`${place}/pages`, { headers: { 'HX-Request': 'true' } });
      if (answer.status === 202) {
        const isOver = Date.now() - since > POLL_TIMEOUT_MS;
        if (details.open && details.isConnected && !isOver) {
          setTimeout(() => loadPictures(details, since), 1500);
          return;
        }
        // The next opening polls again.
        if (isOver) details.dataset.opened = 'late'; else delete details.dataset.opened;
        wait.hidden = isOver;
        late.hidden = !isOver;
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      const { pages, label } = await answer.json();
      for (let page = 1; page <= pages; page++) {
        const image = document.createElement('img');
        image.loading = 'lazy';
        image.alt = label.replace('#', String(page));
        image.src = `${place}/pages/${page}`;
        details.append(image);
      }
    } catch {
      failed.hidden = false;
    }
    wait.hidden = true;
  };
  document.addEventListener('toggle', (event) => {
    const details = event.target;
    if (details.open && details.dataset && details.dataset.pictures && details.dataset.opened !== 'yes') {
      details.dataset.opened = 'yes';
      loadPictures(details);
    }
  }, true);

  // Reports that a ticket is open, and whether its viewer is writing.
  let wrote = 0;
  document.addEventListener('input', (event) => { if (event.target.matches('[data-reply]')) wrote = Date.now(); });
  const reportPresence = () => {
    const place = document.querySelector('[data-presence]');
    if (place && !document.hidden) {
      fetch(`${place.dataset.presence}?typing=${Date.now() - wrote < 8000}`, {
        method: 'POST', headers: { 'X-CSRF-Token': document.body.dataset.csrf, 'HX-Request': 'true' },
      }).catch(() => {});
    }
  };
  setInterval(reportPresence, 6000);
  document.addEventListener('DOMContentLoaded', reportPresence);

  // Redirects to the sign-in page when the session has ended; it leads back afterwards. Polling does not extend the session.
  const checkSession = async () => {
    if (!document.body.dataset.member) return;
    try {
      const { status } = await fetch('/desk/session', { headers: { 'HX-Request': 'true' } });
      if (status === 401) location.assign(`/desk/sign-in?ended=true&next=${encodeURIComponent(location.pathname + location.search)}`);
    } catch {
      // Offline: tries again in a minute.
    }
  };
  setInterval(checkSession, 60000);
  document.addEventListener('htmx:sseError', checkSession);
  // Events before the stream is open, or while it is closed, are lost: the parts of the page are read then.
  // A tab in the background reads them when it is looked at.
  let isStale = false;
  const refreshWhenSeen = () => {
    if (document.hidden) { isStale = true; return; }
    isStale = false;
    window.rahnumaDesk.refreshParts();
  };
  document.addEventListener('htmx:sseOpen', refreshWhenSeen);
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return;
    checkSession();
    if (isStale) refreshWhenSeen();
  });

  // Keyboard shortcuts. Only Escape and Ctrl+Enter work in a text field.
  let waiting = '';
  const listRows = () => [...document.querySelectorAll('[data-keys] tbody tr')];
  const moveRow = (by) => {
    const all = listRows();
    if (!all.length) return;
    const at = all.findIndex((row) => row.classList.contains('at'));
    const next = all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + by))];
    all.forEach((row) => row.classList.remove('at'));
    next.classList.add('at');
    next.querySelector('a').focus();
  };
  // Returns to the list that was left: the same tab, page and row.
  const LIST_KEY = 'rahnuma-list';
  const readLeftList = () => JSON.parse(sessionStorage.getItem(LIST_KEY) ?? 'null');
  document.addEventListener('click', (event) => {
    const row = event.target.closest('[data-keys] tbody tr');
    const link = event.target.closest('[data-keys] a[href]');
    if (row && link) sessionStorage.setItem(LIST_KEY, JSON.stringify({ list: location.pathname + location.search, page: link.pathname, at: listRows().indexOf(row), back: false }));
    if (event.target.closest('[data-up]') && readLeftList()) sessionStorage.setItem(LIST_KEY, JSON.stringify({ ...readLeftList(), back: true }));
  });
  const restoreRow = () => {
    const left = readLeftList();
    if (!left) return;
    const up = document.querySelector('[data-up]');
    if (up && left.page === location.pathname) up.setAttribute('href', left.list);
    if (!left.back || left.list !== location.pathname + location.search) return;
    sessionStorage.setItem(LIST_KEY, JSON.stringify({ ...left, back: false }));
    const all = listRows();
    // When the row has left the list, the next one has its place.
    const row = all.find((one) => one.querySelector('a')?.pathname === left.page) ?? all[Math.min(left.at, all.length - 1)];
    row?.classList.add('at');
    row?.querySelector('a').focus();
  };
  // Reloads a page with revealed data that the browser restores from its cache, so that it is masked.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted && document.querySelector('[data-revealed]')) location.reload();
  });
  const showShortcuts = () => document.getElementById('shortcuts').showModal();
  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-shortcuts]')) showShortcuts();
    document.querySelectorAll('.me[open], .more[open]').forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener('keydown', (event) => {
    const writing = event.target.closest('input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]');
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target.form) {
      event.preventDefault();
      event.target.form.requestSubmit();
      return;
    }
    if (event.key === 'Escape') {
      if (writing) event.target.blur(); else window.rahnumaDesk.showProblem('');
      document.querySelectorAll('.me[open], .more[open]').forEach((menu) => {
        if (menu.contains(document.activeElement)) menu.querySelector('summary').focus();
        menu.open = false;
      });
      return;
    }
    if (writing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    if (waiting === 'g') {
      waiting = '';
      const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
      if (link) link.click();
      return;
    }
    const focusOn = (selector) => {
      const target = document.querySelector(selector);
      if (target) { event.preventDefault(); target.focus(); }
    };
    switch (event.key) {
      case '?': showShortcuts(); break;
      case '/': focusOn('#q, #find'); break;
      case 'g': waiting = 'g'; setTimeout(() => { waiting = ''; }, 1500); break;
      case 'j': moveRow(1); break;
      case 'k': moveRow(-1); break;
      case 'u': document.querySelector('[data-up]')?.click(); break;
      case 'r': focusOn('[data-reply]'); break;
      case 'c': document.querySelector('[data-claim]')?.click(); break;
      // The oldest first, so that messages arrive in the order in which they were written.
      case 's': document.querySelector('[data-retry]')?.click(); break;
      default:
    }
  });

  restoreRow();
})();
