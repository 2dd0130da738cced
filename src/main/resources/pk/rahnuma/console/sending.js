// Requests and responses: errors, keys of forms, and updates of parts of the page.
'use strict';
(() => {
  // Adds the token of the session to requests that change data.
  document.addEventListener('htmx:configRequest', (event) => {
    const token = document.body.dataset.csrf;
    if (token && event.detail.verb !== 'get') event.detail.headers['X-CSRF-Token'] = token;
  });
  // Shows an error in view, until it is closed or the next request begins.
  const showProblem = (text) => {
    const box = document.getElementById('problem');
    if (!box) return;
    box.replaceChildren();
    if (!text) return;
    const words = document.createElement('p');
    words.dir = 'auto';
    words.textContent = text;
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'btn btn-sm';
    close.dataset.dismiss = 'yes';
    close.textContent = document.body.dataset.close;
    box.append(words, close);
  };
  const toErrorText = (type, text) => {
    if (type.startsWith('text/plain')) return text;
    let number = '';
    try { ({ number } = JSON.parse(text)); } catch { /* Not a problem document. */ }
    return document.body.dataset.fault.replace('#', number ?? '');
  };
  // Shows for some seconds that something is done.
  const DONE_SHOWN_MS = 8000;
  const DONE_KEY = 'rahnuma-done';
  let doneAlarm = 0;
  const showDone = (text = document.body.dataset.done, undo = null) => {
    const box = document.getElementById('done');
    if (!box) return;
    clearTimeout(doneAlarm);
    box.textContent = '';
    box.textContent = text;
    if (undo) box.append(' ', undo);
    if (text) doneAlarm = setTimeout(() => showDone(''), DONE_SHOWN_MS);
  };
  // A sign in the text stands for the case that is open.
  const nameCase = (text) => text?.replace('#', document.querySelector('#case .pane-head [data-name]')?.dataset.name ?? '');
  // A button that takes an answer or decision back, though another case is open by now.
  const createUndo = (path, text) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn-sm';
    button.textContent = document.body.dataset.undo;
    const [target, query = ''] = path.split('?');
    button.setAttribute('hx-post', target);
    button.setAttribute('hx-vals', JSON.stringify(Object.fromEntries(new URLSearchParams(query))));
    if (query) button.dataset.done = nameCase(document.body.dataset.undone);
    button.dataset.recall = text ?? '';
    htmx.process(button);
    return button;
  };
  // After an operation that leads to another page.
  document.addEventListener('DOMContentLoaded', () => {
    const text = sessionStorage.getItem(DONE_KEY);
    sessionStorage.removeItem(DONE_KEY);
    if (text) showDone(text);
  });
  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-dismiss]')) showProblem('');
  });
  // Merges updates into their part of the page.
  document.addEventListener('htmx:beforeSwap', (event) => {
    const { xhr, target } = event.detail;
    if (xhr.status >= 400) {
      event.detail.shouldSwap = false;
      showProblem(toErrorText(xhr.getResponseHeader('Content-Type') ?? '', xhr.responseText));
    } else if ('news' in target.dataset) {
      event.detail.shouldSwap = false;
      window.rahnumaUpdate(target, xhr.responseText);
      document.dispatchEvent(new CustomEvent('desk:news'));
      scheduleRefresh();
    }
  });
  document.addEventListener('htmx:sendError', () => showProblem(document.body.dataset.offline));
  // The text stays in the form, and its key makes a second try the same form.
  document.addEventListener('htmx:timeout', (event) => {
    if (!('news' in event.detail.target.dataset)) showProblem(document.body.dataset.slow);
  });

  // Sends a form once: its buttons are disabled until the response, and a second press does nothing. Its key marks a second
  // try after a lost connection as the same form; a change of its content makes a new key.
  const sending = new WeakMap();
  const contents = new WeakMap();
  const formContent = (form) => (form.matches('form') ? new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string')).toString() : '');
  const keys = new WeakMap();
  const submissionKey = (form) => {
    if (!keys.has(form)) keys.set(form, [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
    return keys.get(form);
  };
  ['input', 'change'].forEach((what) => document.addEventListener(what, (event) => { if (event.target.form) keys.delete(event.target.form); }));
  document.addEventListener('htmx:confirm', (event) => {
    if (sending.has(event.detail.elt)) event.preventDefault();
  });
  document.addEventListener('htmx:configRequest', (event) => {
    if (event.detail.verb !== 'get') event.detail.headers['Idempotency-Key'] = submissionKey(event.detail.elt);
  });
  const disableForm = (element, submitter) => {
    const buttons = (element.matches('form') ? [...element.querySelectorAll('button')] : [element]).filter((button) => !button.disabled);
    contents.set(element, formContent(element));
    const chosen = element.querySelector?.('input:checked[data-done]');
    sending.set(element, { buttons, active: document.activeElement, submitter, chosen, text: element.elements?.text?.value });
    buttons.forEach((button) => { button.disabled = true; });
    showProblem('');
    // A button in the text stays until its response.
    if (!element.closest('#done')) showDone('');
  };
  const enableForm = (element) => {
    const { buttons = [], active } = sending.get(element) ?? {};
    sending.delete(element);
    buttons.forEach((button) => { button.disabled = false; });
    if (document.activeElement === document.body && buttons.includes(active)) active.focus({ preventScroll: true });
  };
  document.addEventListener('htmx:beforeRequest', (event) => {
    if (event.detail.requestConfig.verb !== 'get') disableForm(event.detail.elt, event.detail.requestConfig.triggeringEvent?.submitter ?? null);
  });
  document.addEventListener('htmx:afterRequest', (event) => {
    if (event.detail.requestConfig.verb === 'get') return;
    const { xhr, requestConfig: { elt } } = event.detail;
    const successful = xhr.status >= 200 && xhr.status < 300;
    const { submitter, chosen, text } = sending.get(elt) ?? {};
    enableForm(elt);
    elt.toggleAttribute('data-refused', !successful);
    const leaves = xhr.getResponseHeader('HX-Redirect');
    // Revealed data stays until the next event.
    const reveals = elt.matches('[data-reveal]');
    if (successful) {
      keys.delete(elt);
      // Text that was written after the request stays.
      if (elt.matches('form') && contents.get(elt) === formContent(elt)) {
        if (!leaves) elt.reset();
        elt.dispatchEvent(new CustomEvent('desk:sent', { bubbles: true }));
      }
    }
    if (leaves && successful && elt.dataset.done) sessionStorage.setItem(DONE_KEY, elt.dataset.done);
    if (leaves || reveals) return;
    const opensNext = successful && (submitter ?? elt).dataset.after === 'next';
    const noneLeft = opensNext ? window.rahnumaWork.openNext() : '';
    // The next case replaces this one: only the list is read again.
    if (opensNext && !noneLeft) refreshParts('#rows');
    else if (successful || elt.matches('[data-partly]')) refreshParts();
    const undo = xhr.getResponseHeader('Rahnuma-Undo');
    if (!successful) {
      // Beside the problem: a part was done.
      if (undo) showDone(' ', createUndo(undo, text));
      return;
    }
    const said = (submitter?.dataset.done ?? chosen?.dataset.done) || elt.dataset.done;
    showDone([nameCase(said), noneLeft].filter(Boolean).join(' ') || undefined, undo && createUndo(undo, text));
  });
  // Updates the page after an operation, and when a pending message should have been sent.
  const refreshParts = (which = '[data-news]') => document.querySelectorAll(which).forEach((part) => htmx.trigger(part, 'desk:look'));
  let alarm = 0;
  const scheduleRefresh = () => {
    clearTimeout(alarm);
    const after = Number(document.querySelector('[data-look-again]')?.dataset.lookAgain ?? 0);
    if (after > 0) alarm = setTimeout(refreshParts, after * 1000);
  };
  document.addEventListener('DOMContentLoaded', scheduleRefresh);

  window.rahnumaDesk = { showProblem, toErrorText, showDone, refreshParts, scheduleRefresh };
})();
