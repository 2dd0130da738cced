// Names of colleagues below the box of a note: "@" lists them, and typing filters.
'use strict';
(() => {
  const box = () => document.getElementById('note');
  const list = () => document.getElementById('mentions');
  const options = () => [...list().querySelectorAll('[role=option]:not([hidden])')];
  const active = () => list().querySelector('[aria-selected=true]');
  const fold = (text) => text.normalize('NFKD').toLowerCase();
  const mark = (option) => {
    active()?.setAttribute('aria-selected', 'false');
    option?.setAttribute('aria-selected', 'true');
    option?.scrollIntoView({ block: 'nearest' });
    if (option) box().setAttribute('aria-activedescendant', option.id); else box().removeAttribute('aria-activedescendant');
  };
  const typedName = () => box().value.slice(0, box().selectionStart).match(/(?:^|[^\p{L}\p{N}])@([^@\n]{0,60})$/u)?.[1];
  const close = () => { list().hidden = true; mark(null); };
  const filter = () => {
    const typed = typedName();
    list().querySelectorAll('[role=option]').forEach((option) => {
      option.hidden = typed === undefined || !fold(option.textContent).startsWith(fold(typed));
    });
    list().hidden = !options().length;
    mark(options()[0]);
  };
  const choose = (option) => {
    const note = box();
    note.setRangeText(`${option.textContent} `, note.selectionStart - typedName().length, note.selectionStart, 'end');
    note.dispatchEvent(new Event('input', { bubbles: true }));
    note.focus();
    close();
  };
  document.addEventListener('input', ({ target }) => { if (target.id === 'note' && list()) filter(); });
  document.addEventListener('focusout', ({ target }) => { if (target.id === 'note' && list()) close(); });
  // The box keeps the focus.
  document.addEventListener('mousedown', (event) => { if (event.target.closest('#mentions')) event.preventDefault(); });
  document.addEventListener('click', ({ target }) => {
    const option = target.closest('#mentions [role=option]');
    if (option) choose(option);
  });
  // Before the shortcuts of the page, which take Escape as well.
  document.addEventListener('keydown', (event) => {
    if (event.target.id !== 'note' || !list() || list().hidden || event.ctrlKey || event.metaKey || event.isComposing) return;
    const all = options();
    const at = all.indexOf(active());
    if (event.key === 'ArrowDown') mark(all[(at + 1) % all.length]);
    else if (event.key === 'ArrowUp') mark(all[(at - 1 + all.length) % all.length]);
    else if (event.key === 'Enter') choose(active());
    else if (event.key === 'Escape') close(); else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
})();
