// Brings a part of the page up to date without disturbing who works on it: what is the same stays the same element, with its
// focus, its ticks, what is typed into it and what is open, and nothing that is looked at moves.
'use strict';
(() => {
  // What the browser and we set while the page is open, and no answer knows of.
  const OURS = new Set(['open', 'disabled', 'data-restored', 'data-opened']);
  const KEYS = ['id', 'data-key', 'data-pictures', 'aria-labelledby', 'href'];

  const key = (node) => {
    if (node.nodeType !== Node.ELEMENT_NODE) return '';
    const own = KEYS.map((name) => node.getAttribute(name)).find(Boolean);
    if (own) return own;
    const to = node.getAttribute('hx-post');
    return to ? `${to} ${node.value ?? ''} ${node.querySelector('[id]')?.id ?? ''}` : '';
  };
  const isAlike = (a, b) => a.nodeName === b.nodeName && key(a) === key(b);

  const attributes = (from, to) => {
    const isAt = from.classList.contains('at');
    for (const { name } of [...from.attributes]) {
      if (!to.hasAttribute(name) && !OURS.has(name)) from.removeAttribute(name);
    }
    for (const { name, value } of [...to.attributes]) {
      if (name !== 'open' && from.getAttribute(name) !== value) from.setAttribute(name, value);
    }
    // The row that was chosen with the keys.
    if (isAt) from.classList.add('at');
  };

  const children = (from, to) => {
    const next = [...to.childNodes];
    const wanted = new Set(next.map(key).filter(Boolean));
    const known = new Map([...from.children].map((child) => [key(child), child]));
    // A list that earlier lines were added to keeps them.
    const grows = from.dataset.grows === 'yes' && [...from.children].some((child) => child.id && !wanted.has(child.id));
    let at = from.firstChild;
    const isKept = (node) => (key(node) && wanted.has(key(node))) || (grows && (node.id || node.matches?.('.older')));
    const skip = () => { while (grows && at && at.nodeType === Node.ELEMENT_NODE && isKept(at) && !wanted.has(key(at))) at = at.nextSibling; };
    for (const fresh of next) {
      if (grows && fresh.nodeType === Node.ELEMENT_NODE && fresh.matches('.older')) continue;
      skip();
      let match = key(fresh) ? known.get(key(fresh)) : null;
      if (match && match.nodeName !== fresh.nodeName) match = null;
      if (!key(fresh)) {
        match = at;
        while (match && !(key(match) === '' && isAlike(match, fresh)) && !isKept(match)) match = match.nextSibling;
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
      morph(match, fresh);
    }
    while (at) {
      const gone = at;
      at = at.nextSibling;
      if (!isKept(gone)) gone.remove();
    }
  };

  const chosen = (select) => {
    const usual = [...select.options].find((option) => option.defaultSelected) ?? select.options[0];
    return select.value === usual?.value ? null : select.value;
  };

  const morph = (from, to) => {
    if (from.isEqualNode(to) || (from.dataset && 'live' in from.dataset && to.dataset && 'live' in to.dataset)) return;
    if (from.nodeType !== Node.ELEMENT_NODE) {
      if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue;
      return;
    }
    const selected = from.localName === 'select' ? chosen(from) : null;
    attributes(from, to);
    // Pictures of a document that somebody looks at.
    if (!from.dataset.opened) children(from, to);
    if (selected !== null && [...from.options].some((option) => option.value === selected)) from.value = selected;
  };

  const isSeen = (element) => {
    const box = element.getBoundingClientRect();
    return box.height > 0 && box.bottom > 0 && box.top < window.innerHeight;
  };

  /// Changes what is within an element into this markup.
  window.rahnumaUpdate = (target, html) => {
    const active = document.activeElement;
    const within = target.contains(active) && active !== target;
    const anchor = within && isSeen(active) ? active : [...target.querySelectorAll('[id], tr, li')].find(isSeen);
    const before = anchor?.getBoundingClientRect().top;
    const fresh = document.importNode(target, false);
    fresh.innerHTML = html;
    children(target, fresh);
    htmx.process(target);
    if (anchor?.isConnected) window.scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: 'instant' });
    // What had the focus is not there any more.
    if (within && !active.isConnected) (document.querySelector('[data-reply]') ?? document.getElementById('content')).focus({ preventScroll: true });
  };
})();
