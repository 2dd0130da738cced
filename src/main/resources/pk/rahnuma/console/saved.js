// Saved replies below the box of an answer: "/" opens a list, which is filtered while one types.
'use strict';
(() => {
  const GAP = '____';
  const one = (id) => document.getElementById(id);
  const options = () => [...document.querySelectorAll('#saved-list [role=option]:not([hidden])')];
  const active = () => document.querySelector('#saved-list [aria-selected=true]');
  const mark = (option) => {
    active()?.setAttribute('aria-selected', 'false');
    option?.setAttribute('aria-selected', 'true');
    option?.scrollIntoView({ block: 'nearest' });
    if (option) one('saved-find').setAttribute('aria-activedescendant', option.id);
    else one('saved-find').removeAttribute('aria-activedescendant');
    one('saved-preview').textContent = option?.dataset.text ?? '';
  };
  const fold = (text) => text.normalize('NFKD').toLowerCase();
  const filter = () => {
    const words = fold(one('saved-find').value).split(/\s+/).filter(Boolean);
    document.querySelectorAll('#saved-list [role=group]').forEach((group) => {
      group.querySelectorAll('[role=option]').forEach((option) => {
        const text = fold(`${group.getAttribute('aria-label')} ${option.textContent} ${option.dataset.text}`);
        option.hidden = !words.every((word) => text.includes(word));
      });
      group.hidden = !group.querySelector('[role=option]:not([hidden])');
    });
    mark(options()[0]);
    one('saved-none').textContent = options().length ? '' : one('saved-none').dataset.none;
  };
  let typed = '';
  const open = async (opener) => {
    const box = one('saved');
    typed = opener;
    box.hidden = false;
    one('saved-find').value = '';
    one('saved-find').focus();
    const response = await fetch(box.dataset.saved, { headers: { 'HX-Request': 'true' } }).catch(() => null);
    if (!response?.ok) {
      const type = response?.headers.get('Content-Type') ?? '';
      window.rahnumaDesk.showProblem(response ? window.rahnumaDesk.toErrorText(type, await response.text()) : document.body.dataset.offline);
      close('');
      return;
    }
    one('saved-list').innerHTML = await response.text();
    document.querySelectorAll('#saved-list [role=option]').forEach((option, i) => { option.id = `saved-${i}`; });
    filter();
  };
  const insert = (text) => {
    const reply = one('reply');
    reply.focus();
    reply.setRangeText(text, reply.selectionStart, reply.selectionEnd, 'end');
    reply.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const close = (text) => {
    one('saved').hidden = true;
    one('reply').focus();
    if (text) insert(text);
  };
  // A text with a gap is not sent: the browser names the reason at the box.
  const checkGap = () => {
    const reply = one('reply');
    if (!reply || !one('saved')) return;
    const says = reply.value.includes(GAP) ? one('saved').dataset.gap : '';
    reply.setCustomValidity(says);
    if (one('saved-gap').textContent !== says) one('saved-gap').textContent = says;
  };
  const choose = (option) => {
    close(option.dataset.text);
    const { form } = one('reply');
    const { tag, then } = option.dataset;
    if (tag) form.elements['macro-tag'].value = tag;
    const state = form.elements.then;
    if (then === 'RESOLVED') form.elements['macro-resolve'].checked = true;
    else if (then) state.value = then;
    state.dispatchEvent(new Event('change', { bubbles: true }));
    const reply = one('reply');
    const gap = reply.value.indexOf(GAP);
    if (gap >= 0) reply.setSelectionRange(gap, gap + GAP.length);
  };
  document.addEventListener('click', (event) => {
    const option = event.target.closest('#saved-list [role=option]');
    if (option) choose(option);
    else if (event.target.closest('[data-saved-open]')) open('');
    else if (one('saved') && !one('saved').hidden && !event.target.closest('#saved')) one('saved').hidden = true;
  });
  // Before the shortcuts of the page, which take Escape as well.
  document.addEventListener('keydown', (event) => {
    const { target, key } = event;
    if (target.id === 'reply' && key === '/' && !event.ctrlKey && !event.metaKey && !event.isComposing) {
      const before = target.value.slice(0, target.selectionStart);
      if (before && !/\s$/.test(before)) return;
      event.preventDefault();
      open('/');
    } else if (target.id === 'saved-find') {
      const all = options();
      const at = all.indexOf(active());
      if (key === 'Escape') close(typed + target.value);
      else if (key === 'ArrowDown') mark(all[(at + 1) % all.length]);
      else if (key === 'ArrowUp') mark(all[(at - 1 + all.length) % all.length]);
      else if (key === 'Enter' && !event.isComposing) { if (active()) choose(active()); } else return;
      event.preventDefault();
      event.stopPropagation();
    }
  }, true);
  document.addEventListener('input', (event) => {
    if (event.target.id === 'saved-find') filter();
    checkGap();
  });
  ['DOMContentLoaded', 'desk:news', 'desk:sent', 'focusin'].forEach((what) => document.addEventListener(what, checkGap));
})();
