// Drafts of forms, and the parts of a form that a choice in it uses.
'use strict';
(() => {
  // Shows the parts of a form that the chosen action uses.
  const showParts = (form) => {
    const chosen = form.querySelector('[data-wants]:checked');
    const wants = chosen ? chosen.dataset.wants.split(' ') : [];
    form.querySelectorAll('[data-for]').forEach((part) => {
      part.hidden = !wants.includes(part.dataset.for);
      part.querySelectorAll('input, select').forEach((input) => { input.disabled = part.hidden; });
    });
  };
  // After a choice by pointer the text that it requires can be typed at once.
  let isPointed = false;
  document.addEventListener('pointerdown', () => { isPointed = true; });
  document.addEventListener('keydown', () => { isPointed = false; });
  document.addEventListener('change', (event) => {
    if (!event.target.matches('[data-wants]')) return;
    showParts(event.target.form);
    if (isPointed) event.target.form.querySelector('[data-for]:not([hidden]) [data-typed]')?.focus();
  });

  // Keeps drafts in this tab, by account and form: over a reload, a lost session and updates of the page. A draft is deleted
  // when it is sent, and all drafts when the member signs out. No other input is stored.
  const draftPrefix = () => `rahnuma-draft ${document.body.dataset.member} `;
  const listDrafts = () => Object.keys(sessionStorage).filter((key) => key.startsWith('rahnuma-draft '));
  const draftFields = (form) => [...form.elements].filter((field) => field.name && !('fresh' in field.dataset)
    && !['hidden', 'file', 'password', 'submit', 'button'].includes(field.type));
  const isTicked = (field) => ['radio', 'checkbox'].includes(field.type);
  const isWritten = (field) => (isTicked(field) ? field.checked : field.matches('textarea, input') && field.value.trim() !== field.defaultValue.trim());
  const showHint = (form, is) => form.querySelectorAll('[data-kept]').forEach((hint) => { hint.textContent = is ? hint.dataset.kept : ''; });
  const saveDraft = (form) => {
    const place = draftPrefix() + form.dataset.draft;
    const values = draftFields(form).filter((field) => isTicked(field) || field.tagName === 'SELECT' || isWritten(field))
      .map((field) => [field.name, field.value, field.checked ?? false]);
    const written = draftFields(form).some(isWritten);
    if (written) sessionStorage.setItem(place, JSON.stringify(values)); else sessionStorage.removeItem(place);
    showHint(form, written);
  };
  const restoreDrafts = () => {
    if (!document.body.dataset.member) return;
    showUnsent();
    listDrafts().filter((key) => !key.startsWith(draftPrefix())).forEach((key) => sessionStorage.removeItem(key));
    document.querySelectorAll('form[data-draft]:not([data-restored])').forEach((form) => {
      form.dataset.restored = 'yes';
      const draft = sessionStorage.getItem(draftPrefix() + form.dataset.draft);
      if (!draft) return;
      const values = JSON.parse(draft);
      draftFields(form).forEach((field) => {
        if (isTicked(field)) {
          field.checked = values.some(([name, value, checked]) => name === field.name && value === field.value && checked);
        } else {
          const [, value] = values.find(([name]) => name === field.name) ?? [];
          if (value !== undefined && (field.tagName !== 'SELECT' || [...field.options].some((option) => option.value === value))) field.value = value;
        }
      });
      showHint(form, true);
    });
    document.querySelectorAll('[data-parts]').forEach(showParts);
  };
  // Shows an answer that was not sent because the ticket went to a colleague in the meantime, until it is put away or sent.
  let isAnswering = false;
  const showUnsent = () => {
    isAnswering ||= Boolean(document.getElementById('answer'));
    const box = document.getElementById('unsent');
    if (!box) return;
    const draft = JSON.parse(sessionStorage.getItem(draftPrefix() + box.dataset.unsent) ?? '[]');
    const [, text = ''] = draft.find(([name]) => name === 'text') ?? [];
    document.getElementById('unsent-text').value = text;
    box.querySelector('[data-unsent-text]').hidden = !text;
    box.toggleAttribute('data-opened', Boolean(text) || (isAnswering && 'colleague' in box.dataset));
  };
  document.addEventListener('click', async (event) => {
    if (event.target.closest('[data-drop-unsent]')) {
      sessionStorage.removeItem(draftPrefix() + document.getElementById('unsent').dataset.unsent);
      isAnswering = false;
      showUnsent();
    } else if (event.target.closest('[data-copy-unsent]')) {
      const text = document.getElementById('unsent-text');
      text.select();
      try {
        await navigator.clipboard.writeText(text.value);
        window.rahnumaDesk.showDone();
      } catch {
        // Not allowed: the text is selected, to be copied by the keyboard.
      }
    }
  });
  ['input', 'change'].forEach((what) => document.addEventListener(what, (event) => {
    const form = event.target.form ?? event.target.closest('form');
    if (form && 'draft' in form.dataset) saveDraft(form);
  }));
  document.addEventListener('desk:sent', ({ target: form }) => {
    if (form.dataset.draft) sessionStorage.removeItem(draftPrefix() + form.dataset.draft);
    showHint(form, false);
    if (form.id === 'answer') form.querySelector('[data-reply]').focus({ preventScroll: true });
    const around = form.closest('details[data-key], #opening');
    if (around) around.open = false;
  });
  document.addEventListener('htmx:afterRequest', (event) => {
    const { xhr } = event.detail;
    const signsOut = xhr.status < 300 && (xhr.getResponseHeader('HX-Redirect') ?? '').startsWith('/desk/sign-in');
    if (signsOut) listDrafts().forEach((key) => sessionStorage.removeItem(key));
  });
  ['htmx:afterSettle', 'desk:news'].forEach((what) => document.addEventListener(what, restoreDrafts));
  document.addEventListener('DOMContentLoaded', restoreDrafts);

  // Puts a recalled answer back into its text box; when another case is open by now, its ticket is opened.
  document.addEventListener('htmx:afterRequest', (event) => {
    const { xhr, requestConfig: { elt } } = event.detail;
    if (!elt.dataset.recall || xhr.status < 200 || xhr.status >= 300) return;
    const [ticket] = elt.getAttribute('hx-post').split('/lines/');
    const reply = document.querySelector(`[data-draft="${ticket}/answer"] [data-reply]`);
    if (!reply) {
      sessionStorage.setItem(`${draftPrefix()}${ticket}/answer`, JSON.stringify([['text', elt.dataset.recall, false]]));
      location.assign(ticket);
    } else if (!reply.value) {
      reply.value = elt.dataset.recall;
      saveDraft(reply.form);
      reply.focus({ preventScroll: true });
    }
  });

  restoreDrafts();
})();
