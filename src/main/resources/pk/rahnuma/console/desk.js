// Behaviour of the console: settings of this browser, shortcuts, presence.
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

  // Reports that a case is open, and whether its viewer is writing.
  let wrote = 0;
  document.addEventListener('input', (event) => { if (event.target.matches('[data-reply], #decision *')) wrote = Date.now(); });
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
  // The list beside a case is read when it is looked at: many tabs share six connections.
  document.addEventListener('htmx:beforeRequest', (event) => {
    if (!document.hidden || !event.detail.elt.matches('[data-beside]')) return;
    event.preventDefault();
    isStale = true;
  });
  document.addEventListener('htmx:sseOpen', refreshWhenSeen);
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return;
    checkSession();
    if (isStale) refreshWhenSeen();
  });

  // Keyboard shortcuts. Only Escape and Ctrl+Enter work in a text field.
  let waiting = '';
  // Reloads a page with revealed data that the browser restores from its cache, so that it is masked.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted && document.querySelector('[data-revealed]')) location.reload();
  });
  // In a menu arrows and first letters move from one button to another.
  const moveInMenu = (menu, key) => {
    const items = [...menu.querySelectorAll('button')];
    const at = items.indexOf(document.activeElement);
    const after = [...items.slice(at + 1), ...items.slice(0, at + 1)];
    if (key === 'ArrowDown') return after[0];
    if (key === 'ArrowUp') return items.at(at < 0 ? -1 : at - 1);
    return key.length === 1 && after.find((item) => item.textContent.trim().toLowerCase().startsWith(key.toLowerCase()));
  };
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
      const { form } = event.target;
      const button = event.altKey ? '[data-alternative]' : '[data-after="next"]:not([data-alternative])';
      // A request has the value of a button only after a click.
      if (event.altKey || event.shiftKey) form.querySelector(button)?.click(); else form.requestSubmit();
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
    const menu = event.target.closest('.menu[open]');
    const item = menu && moveInMenu(menu, event.key);
    if (item) { event.preventDefault(); item.focus(); return; }
    if (waiting === 'g') {
      waiting = '';
      const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
      if (link) link.click();
      return;
    }
    const focusOn = (selector) => {
      const target = [...document.querySelectorAll(selector)].find((one) => one.checkVisibility());
      if (!target) return;
      event.preventDefault();
      const own = target.closest('.menu');
      if (own) own.open = true;
      (own?.querySelector('button') ?? target).focus();
    };
    switch (event.key) {
      case '?': showShortcuts(); break;
      case '/': focusOn('#q, #find'); break;
      case 'g': waiting = 'g'; setTimeout(() => { waiting = ''; }, 1500); break;
      case 'j': window.rahnumaWork.moveRow(1); break;
      case 'k': window.rahnumaWork.moveRow(-1); break;
      case '.': window.rahnumaDesk.showDone(window.rahnumaWork.openNext()); break;
      case 'x': window.rahnumaWork.tickRow(); break;
      case 'X': window.rahnumaWork.toggleAll(); break;
      case 'u': document.querySelector('[data-up]')?.click(); break;
      case 'r': event.preventDefault(); window.rahnumaWork.writeReply(); break;
      case 'e': document.querySelector('[data-resolve]')?.click(); break;
      case 'c': window.rahnumaWork.takeCase(); break;
      // The oldest first, so that messages arrive in the order in which they were written.
      case 's': document.querySelector('[data-retry]')?.click(); break;
      case '+': case '=': window.rahnumaDocuments.zoom(1); break;
      case '-': window.rahnumaDocuments.zoom(-1); break;
      case 'o': window.rahnumaDocuments.turn(); break;
      case ']': window.rahnumaDocuments.move(1); break;
      case '[': window.rahnumaDocuments.move(-1); break;
      default: focusOn(`[data-focus="${CSS.escape(event.key)}"]`);
    }
  });
})();
