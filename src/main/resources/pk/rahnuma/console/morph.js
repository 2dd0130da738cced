// Updates a part of the page without disturbing its user: unchanged elements stay, with their focus, ticks, typed text and
// open details, and visible content does not move.
'use strict';
(() => {
  // Attributes that the browser and these scripts set, which no response contains.
  const OURS = new Set(['open', 'disabled', 'data-restored', 'data-opened']);
  const KEYS = ['id', 'data-key', 'data-pictures', 'aria-labelledby', 'href'];

  const keyOf = (node) => {
    if (node.nodeType !== Node.ELEMENT_NODE) return '';
    const own = KEYS.map((name) => node.getAttribute(name)).find(Boolean);
    if (own) return `${node.nodeName} ${own}`;
    const to = node.getAttribute('hx-post');
    return to ? `${node.nodeName} ${to} ${node.value ?? ''} ${node.querySelector('[id]')?.id ?? ''}` : '';
  };

  const copyAttributes = (from, to) => {
    const isAt = from.classList.contains('at');
    for (const { name } of [...from.attributes]) {
      if (!to.hasAttribute(name) && !OURS.has(name)) from.removeAttribute(name);
    }
    for (const { name, value } of [...to.attributes]) {
      if (name !== 'open' && from.getAttribute(name) !== value) from.setAttribute(name, value);
    }
    // The row that was selected with the keyboard.
    if (isAt) from.classList.add('at');
  };

  const mergeChildren = (from, to) => {
    const next = [...to.childNodes];
    const wanted = new Set(next.map(keyOf).filter(Boolean));
    const known = new Map([...from.children].map((child) => [keyOf(child), child]));
    // A list to which earlier messages were added keeps them.
    const grows = from.dataset.grows === 'yes' && [...from.children].some((child) => child.id && !wanted.has(keyOf(child)));
    let at = from.firstChild;
    const isKept = (node) => (keyOf(node) && wanted.has(keyOf(node))) || (grows && (node.id || node.matches?.('.older')));
    const skipKept = () => { while (grows && at && at.nodeType === Node.ELEMENT_NODE && isKept(at) && !wanted.has(keyOf(at))) at = at.nextSibling; };
    for (const fresh of next) {
      if (grows && fresh.nodeType === Node.ELEMENT_NODE && fresh.matches('.older')) continue;
      skipKept();
      let match = known.get(keyOf(fresh)) ?? null;
      if (!keyOf(fresh)) {
        match = at;
        while (match && !(keyOf(match) === '' && match.nodeName === fresh.nodeName) && !isKept(match)) match = match.nextSibling;
        if (match && isKept(match)) match = null;
      }
      if (!match) {
        from.insertBefore(document.importNode(fresh, true), at);
        continue;
      }
      while (at && at !== match && !isKept(at)) {
        const gone = at;
        at = at.nextSibling;
        gone.remove();
      }
      if (at === match) at = at.nextSibling; else from.insertBefore(match, at);
      mergeElement(match, fresh);
    }
    while (at) {
      const gone = at;
      at = at.nextSibling;
      if (!isKept(gone)) gone.remove();
    }
  };

  const changedOption = (select) => {
    const usual = [...select.options].find((option) => option.defaultSelected) ?? select.options[0];
    return select.value === usual?.value ? null : select.value;
  };

  const mergeElement = (from, to) => {
    if (from.isEqualNode(to) || (from.dataset && 'live' in from.dataset && to.dataset && 'live' in to.dataset)) return;
    if (from.nodeType !== Node.ELEMENT_NODE) {
      if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue;
      return;
    }
    const selected = from.localName === 'select' ? changedOption(from) : null;
    copyAttributes(from, to);
    // An open document keeps its pictures.
    if (!from.dataset.opened) mergeChildren(from, to);
    if (selected !== null && [...from.options].some((option) => option.value === selected)) from.value = selected;
  };

  // The part that scrolls an element: a pane of its own on a wide screen, else the page.
  const scrollerOf = (element) => {
    const pane = element.closest('[data-scrolls]');
    return pane && getComputedStyle(pane).overflowY === 'auto' ? pane : document.scrollingElement;
  };
  const isSeen = (element, pane) => {
    const box = element.getBoundingClientRect();
    const view = pane === document.scrollingElement ? { top: 0, bottom: window.innerHeight } : pane.getBoundingClientRect();
    return box.height > 0 && box.bottom > view.top && box.top < view.bottom;
  };
  // The first visible element of each pane, or the one with the focus, which must not move.
  const findAnchors = (target, active) => {
    const anchors = new Map();
    const candidates = [...target.querySelectorAll('[id], tr, li')];
    for (const element of active ? [active, ...candidates] : candidates) {
      const pane = scrollerOf(element);
      if (!anchors.has(pane) && isSeen(element, pane)) anchors.set(pane, { element, top: element.getBoundingClientRect().top });
    }
    return anchors;
  };

  // Rows that are read or chosen stay in their place: a row that has left the list is marked, and new ones wait until the
  // list is no longer in use.
  const isInUse = (target) => target.matches(':hover') || target.contains(document.activeElement) || target.querySelector('tbody input:checked');
  const holdRows = (target, fresh) => {
    const shown = target.querySelector('[data-keys] tbody');
    const next = fresh.querySelector('[data-keys] tbody');
    if (!shown || !next || !isInUse(target)) return;
    const rows = new Map([...next.rows].map((row) => [row.id, row]));
    const kept = [...shown.rows].map((row) => {
      const same = rows.get(row.id) ?? document.importNode(row, true);
      same.classList.toggle('gone', !rows.delete(row.id));
      return same;
    });
    next.replaceChildren(...kept);
    const button = fresh.querySelector('[data-added]');
    if (!button || !rows.size) return;
    button.hidden = false;
    button.textContent = button.dataset.added.replace('#', String(rows.size));
  };

  const latest = new WeakMap();
  const update = (target, html, isHeld) => {
    latest.set(target, html);
    const active = document.activeElement;
    const within = target.contains(active) && active !== target;
    const anchors = findAnchors(target, within ? active : null);
    const followed = [...target.querySelectorAll('[data-follows]')].filter((part) => part.scrollHeight - part.scrollTop - part.clientHeight < 48);
    const fresh = document.importNode(target, false);
    fresh.innerHTML = html;
    if (isHeld) holdRows(target, fresh);
    mergeChildren(target, fresh);
    // Not the target itself: htmx would initialise it again, and lose a refresh that waits for this response.
    [...target.children].forEach((child) => htmx.process(child));
    anchors.forEach(({ element, top }, pane) => {
      if (element.isConnected) pane.scrollBy({ top: element.getBoundingClientRect().top - top, behavior: 'instant' });
    });
    followed.forEach((part) => { part.scrollTop = part.scrollHeight; });
    // The element that had the focus was removed.
    if (within && !active.isConnected) (document.querySelector('[data-reply]') ?? document.getElementById('content')).focus({ preventScroll: true });
  };

  /// Changes the content of an element to this markup.
  window.rahnumaUpdate = (target, html) => update(target, html, true);
  /// Shows all rows that the last markup had.
  window.rahnumaUpdate.applyAll = (target) => {
    if (!latest.has(target)) return;
    update(target, latest.get(target), false);
    document.dispatchEvent(new CustomEvent('desk:news'));
  };
})();
