// Work in a row: the list, the case beside it, the way from one case to the next, and the choice of many.
'use strict';
(() => {
  // The list that was left, and the place of the row in it.
  const LEFT_KEY = 'rahnuma-list';
  const readLeft = () => JSON.parse(sessionStorage.getItem(LEFT_KEY) ?? 'null');
  const saveLeft = (left) => sessionStorage.setItem(LEFT_KEY, JSON.stringify(left));
  const findList = () => document.getElementById('rows');
  const linkOf = (row) => row.querySelector('a[href]');
  const listRows = () => [...document.querySelectorAll('[data-keys] tbody tr:not(.gone)')].filter(linkOf);
  const isCurrent = (row) => linkOf(row).pathname === location.pathname;
  const listPath = () => findList()?.getAttribute('hx-get') ?? location.pathname + location.search;

  const selectRow = (row) => {
    document.querySelectorAll('[data-keys] tr.at').forEach((other) => other.classList.remove('at'));
    row.classList.add('at');
    linkOf(row).focus();
  };
  const moveRow = (by) => {
    const rows = listRows();
    if (!rows.length) return;
    const at = rows.findIndex((row) => row.classList.contains('at'));
    selectRow(rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + by))]);
  };
  const markCurrent = () => document.querySelectorAll('#rows tbody tr').forEach((row) => {
    if (isCurrent(row)) linkOf(row).setAttribute('aria-current', 'page'); else linkOf(row).removeAttribute('aria-current');
    row.classList.toggle('open', isCurrent(row));
  });
  document.addEventListener('click', (event) => {
    const row = event.target.closest('[data-keys] tbody tr');
    const link = event.target.closest('[data-keys] a[href]');
    if (row && link) saveLeft({ list: listPath(), page: link.pathname, at: listRows().indexOf(row), isWork: Boolean(findList()), back: false });
    if (event.target.closest('[data-up]') && readLeft()) saveLeft({ ...readLeft(), back: true });
  });

  // Opens the case after this one. A case that has left the list was followed by the one that has its place now.
  const findNext = () => {
    const rows = listRows();
    const at = rows.findIndex(isCurrent);
    return rows[at >= 0 ? at + 1 : readLeft()?.at ?? 0];
  };
  // Returns a text to show when there is none.
  const openNext = () => {
    const next = findNext();
    if (!next) return document.querySelector('[data-none-left]')?.dataset.noneLeft ?? '';
    linkOf(next).click();
    return '';
  };

  // The number of cases that wait and of unread notifications, in the title.
  const showCount = () => {
    const count = [...document.querySelectorAll('[data-count]')].reduce((sum, part) => sum + Number(part.dataset.count), 0);
    document.title = `${count ? `(${count}) ` : ''}${document.title.replace(/^\(\d+\) /, '')}`;
  };
  const showEnd = () => document.querySelectorAll('[data-follows]').forEach((part) => { part.scrollTop = part.scrollHeight; });
  const showCase = () => {
    const left = readLeft();
    const up = document.querySelector('[data-up]');
    if (up && left?.page === location.pathname) up.setAttribute('href', left.list);
    markCurrent();
    showCount();
    showEnd();
  };
  document.addEventListener('htmx:afterSettle', ({ detail }) => {
    if (detail.target?.id !== 'case') return;
    showCase();
    document.querySelector('#case h1').focus({ preventScroll: true });
    window.rahnumaDesk.scheduleRefresh();
  });
  document.addEventListener('desk:news', () => { markCurrent(); showCount(); });
  // The page of a case shows the list from which it was opened, if its user may see it.
  const restoreList = () => {
    const left = readLeft();
    const beside = document.querySelector('#rows[data-beside]');
    const isAllowed = left && document.querySelector(`.rooms a[href="${left.list.split('?')[0]}"]`);
    if (beside && isAllowed && left.isWork && left.page === location.pathname) beside.setAttribute('hx-get', left.list);
    if (!left?.back || left.list !== listPath()) return;
    saveLeft({ ...left, back: false });
    const rows = listRows();
    // When the row has left the list, the next one has its place.
    const row = rows.find((one) => linkOf(one).pathname === left.page) ?? rows[Math.min(left.at, rows.length - 1)];
    if (row) selectRow(row);
  };

  // Takes the case. When its button goes, the text box gets the focus.
  const takeCase = () => {
    const claim = document.querySelector('[data-claim]');
    claim?.focus();
    claim?.click();
  };
  const writeReply = () => {
    const reply = document.querySelector('[data-reply]');
    if (reply) reply.focus(); else takeCase();
  };

  // Choice of many: one, all, or with Shift all between the last one and this.
  const ticks = () => [...document.querySelectorAll('[data-keys] tbody input[type=checkbox]')];
  let lastTick = null;
  const showTicked = () => document.querySelectorAll('[data-ticked]').forEach((part) => { part.textContent = ticks().filter((tick) => tick.checked).length; });
  const tickAll = (checked) => { ticks().forEach((tick) => { tick.checked = checked; }); showTicked(); };
  document.addEventListener('click', (event) => {
    const all = ticks();
    const at = all.indexOf(event.target);
    if (at < 0) return;
    const from = event.shiftKey ? all.indexOf(lastTick) : -1;
    if (from >= 0) all.slice(Math.min(at, from), Math.max(at, from) + 1).forEach((tick) => { tick.checked = event.target.checked; });
    lastTick = event.target;
    showTicked();
  });
  document.addEventListener('change', (event) => { if (event.target.matches('[data-tick-all]')) tickAll(event.target.checked); });
  document.addEventListener('desk:news', showTicked);
  document.addEventListener('reset', () => setTimeout(showTicked));
  const tickRow = () => document.querySelector('[data-keys] tr.at input[type=checkbox]')?.click();
  const toggleAll = () => { const all = ticks(); tickAll(all.some((tick) => !tick.checked)); };

  // New rows that wait are shown when the list is no longer in use, or on demand.
  const showAdded = () => window.rahnumaUpdate.applyAll(findList());
  document.addEventListener('click', (event) => { if (event.target.closest('[data-added]')) showAdded(); });
  document.addEventListener('pointerout', (event) => {
    const list = findList();
    const leaves = list?.contains(event.target) && !list.contains(event.relatedTarget);
    if (leaves && list.querySelector('[data-added]:not([hidden])') && !ticks().some((tick) => tick.checked)) showAdded();
  });

  document.addEventListener('DOMContentLoaded', showCase);
  restoreList();
  window.rahnumaWork = { moveRow, openNext, takeCase, writeReply, showCount, tickRow, toggleAll };
})();
