// The console's own behaviour: settings of this browser, shortcuts, problems, pictures of documents.
'use strict';
(() => {
  const theme = () => {
    const chosen = localStorage.getItem('rahnuma-desk-theme') || 'auto';
    const dark = chosen === 'dark' || (chosen === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
    document.documentElement.dataset.bsTheme = dark ? 'dark' : 'light';
    const select = document.getElementById('theme');
    if (select) select.value = chosen;
  };
  theme();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', theme);

  document.addEventListener('change', (event) => {
    if (event.target.id === 'theme') {
      localStorage.setItem('rahnuma-desk-theme', event.target.value);
      theme();
    } else if (event.target.id === 'language' && event.target.closest('[data-setting]')) {
      document.cookie = `rahnuma-desk-language=${event.target.value};path=/;max-age=31536000;SameSite=Strict${location.protocol === 'https:' ? ';Secure' : ''}`;
      location.reload();
    }
  });

  // What changes something carries the token of the session.
  document.addEventListener('htmx:configRequest', (event) => {
    const token = document.body.dataset.csrf;
    if (token && event.detail.verb !== 'get') event.detail.headers['X-CSRF-Token'] = token;
  });
  const problem = (html, isText) => {
    const box = document.getElementById('problem');
    if (!box) return;
    if (isText) box.textContent = html; else box.innerHTML = html;
    box.scrollIntoView({ block: 'nearest' });
  };
  document.addEventListener('htmx:beforeSwap', (event) => {
    const status = event.detail.xhr.status;
    if (status >= 400) {
      event.detail.shouldSwap = false;
      problem(event.detail.xhr.responseText, !(event.detail.xhr.getResponseHeader('Content-Type') || '').startsWith('text/html'));
    } else {
      problem('', true);
    }
  });
  // What is being changed is not swept away by news; it comes with the next.
  document.addEventListener('htmx:beforeRequest', (event) => {
    const writing = document.activeElement && document.activeElement.closest('#talk details form');
    if (event.target.id === 'talk' && writing) event.preventDefault();
  });
  document.addEventListener('htmx:sendError', () => problem(document.body.dataset.offline, true));

  // The parts of a decision's form that the chosen act uses.
  const parts = (form) => {
    const chosen = form.querySelector('input[name=act]:checked');
    const wants = chosen ? chosen.dataset.wants.split(' ') : [];
    form.querySelectorAll('[data-for]').forEach((part) => {
      part.hidden = !wants.includes(part.dataset.for);
      part.querySelectorAll('input').forEach((input) => { input.disabled = part.hidden; });
    });
  };
  document.addEventListener('change', (event) => {
    if (event.target.name === 'act') parts(event.target.form);
  });

  // What is half written stays in this tab, by account and form: over a reload, a lost session and news of the page. It goes
  // when it is sent, and all of it when its writer signs out. Nothing else that is typed is kept.
  const mine = () => `rahnuma-draft ${document.body.dataset.member} `;
  const drafts = () => Object.keys(sessionStorage).filter((key) => key.startsWith('rahnuma-draft '));
  const kept = (form) => [...form.elements].filter((field) => field.name && !('fresh' in field.dataset)
    && !['hidden', 'file', 'password', 'submit', 'button'].includes(field.type));
  const tells = (form, is) => form.querySelectorAll('[data-kept]').forEach((hint) => { hint.textContent = is ? hint.dataset.kept : ''; });
  const keep = (form) => {
    const place = mine() + form.dataset.draft;
    const values = kept(form).map((field) => [field.name, field.value, field.checked ?? false]);
    const written = kept(form).some((field) => (['radio', 'checkbox'].includes(field.type) ? field.checked : field.matches('textarea, input') && field.value.trim()));
    if (written) sessionStorage.setItem(place, JSON.stringify(values)); else sessionStorage.removeItem(place);
    tells(form, written);
  };
  const restore = () => {
    if (!document.body.dataset.member) return;
    drafts().filter((key) => !key.startsWith(mine())).forEach((key) => sessionStorage.removeItem(key));
    document.querySelectorAll('form[data-draft]:not([data-restored])').forEach((form) => {
      form.dataset.restored = 'yes';
      const draft = sessionStorage.getItem(mine() + form.dataset.draft);
      if (!draft) return;
      const values = JSON.parse(draft);
      kept(form).forEach((field) => {
        if (['radio', 'checkbox'].includes(field.type)) {
          field.checked = values.some(([name, value, checked]) => name === field.name && value === field.value && checked);
        } else {
          const [, value] = values.find(([name]) => name === field.name) ?? [];
          if (value !== undefined && (field.tagName !== 'SELECT' || [...field.options].some((option) => option.value === value))) field.value = value;
        }
      });
      if (form.id === 'decision') parts(form);
      tells(form, true);
    });
  };
  ['input', 'change'].forEach((what) => document.addEventListener(what, (event) => {
    const form = event.target.form ?? event.target.closest('form');
    if (form && 'draft' in form.dataset) keep(form);
  }));
  document.addEventListener('htmx:afterRequest', (event) => {
    const { status } = event.detail.xhr;
    if (status < 200 || status >= 300) return;
    const form = event.detail.elt;
    if (form.dataset.draft) sessionStorage.removeItem(mine() + form.dataset.draft);
    const to = event.detail.xhr.getResponseHeader('HX-Redirect') || '';
    if (to.startsWith('/desk/sign-in')) {
      drafts().forEach((key) => sessionStorage.removeItem(key));
      // The browser was told to forget what it has kept; colours are nobody's secret.
      localStorage.setItem('rahnuma-desk-theme', document.getElementById('theme').value);
    }
  });
  document.addEventListener('htmx:afterSettle', restore);
  document.addEventListener('DOMContentLoaded', restore);

  // A document is opened when somebody wants to see it, page by page, as pictures. One that is still on its way is asked
  // for again, as long as it is open.
  const pictures = async (details) => {
    const place = details.dataset.pictures;
    const wait = details.querySelector('[data-wait]');
    const failed = details.querySelector('[data-failed]');
    wait.hidden = false;
    failed.hidden = true;
    try {
      const answer = await fetch(`${place}/pages`, { headers: { 'HX-Request': 'true' } });
      if (answer.status === 409 && details.open && details.isConnected) {
        setTimeout(() => pictures(details), 1500);
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
  // News of a conversation leave the documents that somebody looks at as they are.
  let opened = new Map();
  document.addEventListener('htmx:beforeSwap', (event) => {
    if (event.target.id === 'talk') {
      opened = new Map([...event.target.querySelectorAll('details[data-pictures][open]')].map((one) => [one.dataset.pictures, one]));
    }
  });
  document.addEventListener('htmx:afterSwap', (event) => {
    if (event.target.id !== 'talk') return;
    event.target.querySelectorAll('details[data-pictures]').forEach((fresh) => {
      const before = opened.get(fresh.dataset.pictures);
      if (before) fresh.replaceWith(before);
    });
    opened = new Map();
  });
  document.addEventListener('toggle', (event) => {
    const details = event.target;
    if (details.open && details.dataset && details.dataset.pictures && !details.dataset.opened) {
      details.dataset.opened = 'yes';
      pictures(details);
    }
  }, true);

  // An answer at hand is put where the answer is written.
  document.addEventListener('change', (event) => {
    if (event.target.matches('[data-canned]') && event.target.value) {
      const reply = document.getElementById('reply');
      reply.value = reply.value ? `${reply.value}\n${event.target.value}` : event.target.value;
      keep(reply.form);
      event.target.value = '';
      reply.focus();
    }
  });

  // A file goes as it is, with its name beside it.
  document.addEventListener('change', async (event) => {
    const input = event.target;
    if (!input.matches('[data-upload]') || !input.files.length) return;
    const file = input.files[0];
    const then = document.getElementById('then');
    input.disabled = true;
    try {
      const answer = await fetch(`${input.dataset.upload}?then=${then ? then.value : 'WAITING_USER'}`, {
        method: 'POST',
        body: file,
        headers: {
          'Content-Type': 'application/octet-stream',
          'X-File-Name': encodeURIComponent(file.name),
          'X-CSRF-Token': document.body.dataset.csrf,
          'HX-Request': 'true',
        },
      });
      if (answer.ok) location.reload(); else problem(await answer.text(), true);
    } catch {
      problem(document.body.dataset.offline, true);
    } finally {
      input.disabled = false;
      input.value = '';
    }
  });

  // Whoever has a ticket open says so, and whether they write.
  let wrote = 0;
  document.addEventListener('input', (event) => { if (event.target.matches('[data-reply]')) wrote = Date.now(); });
  const look = () => {
    const place = document.querySelector('[data-presence]');
    if (place && !document.hidden) {
      fetch(`${place.dataset.presence}?typing=${Date.now() - wrote < 8000}`, {
        method: 'POST', headers: { 'X-CSRF-Token': document.body.dataset.csrf, 'HX-Request': 'true' },
      }).catch(() => {});
    }
  };
  setInterval(look, 6000);
  document.addEventListener('DOMContentLoaded', look);

  // A session that is over leads to the sign-in, which leads back. To ask does not keep a session from ending.
  const ask = async () => {
    if (!document.body.dataset.member) return;
    try {
      const { status } = await fetch('/desk/session', { headers: { 'HX-Request': 'true' } });
      if (status === 401) location.assign(`/desk/sign-in?ended=true&next=${encodeURIComponent(location.pathname + location.search)}`);
    } catch {
      // Offline: asked again in a minute.
    }
  };
  setInterval(ask, 60000);
  document.addEventListener('htmx:sseError', ask);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) ask(); });

  // Keys. A key does nothing while somebody writes, but for Escape and Ctrl+Enter.
  let waiting = '';
  const rows = () => [...document.querySelectorAll('[data-keys] tbody tr')];
  const step = (by) => {
    const all = rows();
    if (!all.length) return;
    const at = all.findIndex((row) => row.classList.contains('at'));
    const next = all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + by))];
    all.forEach((row) => row.classList.remove('at'));
    next.classList.add('at');
    next.querySelector('a').focus();
  };
  const shortcuts = () => document.getElementById('shortcuts').showModal();
  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-shortcuts]')) shortcuts();
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
      if (writing) event.target.blur();
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
    const focus = (selector) => {
      const target = document.querySelector(selector);
      if (target) { event.preventDefault(); target.focus(); }
    };
    switch (event.key) {
      case '?': shortcuts(); break;
      case '/': focus('#q, #find'); break;
      case 'g': waiting = 'g'; setTimeout(() => { waiting = ''; }, 1500); break;
      case 'j': step(1); break;
      case 'k': step(-1); break;
      case 'u': document.querySelector('[data-up]')?.click(); break;
      case 'r': focus('[data-reply]'); break;
      case 'c': document.querySelector('[data-claim]')?.click(); break;
      // The oldest first, so that they arrive in the order in which they were written.
      case 's': document.querySelector('[data-retry]')?.click(); break;
      default:
    }
  });

  document.querySelectorAll('#decision').forEach(parts);
  restore();
})();
