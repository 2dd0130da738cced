// Documents as pictures: loading, zoom, turning, and the way from page to page.
'use strict';
(() => {
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
      const frame = document.createElement('div');
      frame.className = 'frame';
      frame.tabIndex = 0;
      for (let page = 1; page <= pages; page++) {
        const image = document.createElement('img');
        image.loading = 'lazy';
        image.alt = label.replace('#', String(page));
        image.src = `${place}/pages/${page}`;
        frame.append(image);
      }
      details.append(frame);
      details.querySelectorAll('[data-tools]').forEach((tools) => { tools.hidden = false; });
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

  // The document that was used last, else the first that is open.
  let current = null;
  const findOpen = () => [...document.querySelectorAll('details.document[open]')].filter((details) => details.querySelector('.frame'));
  const findCurrent = () => { const open = findOpen(); return open.includes(current) ? current : open[0]; };
  const MIN_ZOOM = 0.5;
  const MAX_ZOOM = 4;
  const zoom = (direction) => {
    const frame = findCurrent()?.querySelector('.frame');
    if (!frame) return;
    const now = Number(frame.dataset.zoom ?? 1) * (direction > 0 ? 1.25 : 0.8);
    frame.dataset.zoom = String(Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, now)));
    frame.style.setProperty('--zoom', frame.dataset.zoom);
  };
  const turn = () => {
    const frame = findCurrent()?.querySelector('.frame');
    if (frame) frame.dataset.turned = String((Number(frame.dataset.turned ?? 0) + 1) % 4);
  };
  // Goes to the next page, after the last one to the next document, which it opens.
  const move = (by) => {
    const pages = [...document.querySelectorAll('details.document[open] .frame img')];
    const at = pages.findIndex((page) => page.getBoundingClientRect().bottom > 120);
    const next = pages[at + by];
    const documents = [...document.querySelectorAll('details.document')];
    if (next) {
      current = next.closest('details');
      next.scrollIntoView({ block: 'start' });
    } else {
      const following = documents[documents.indexOf(findCurrent()) + by];
      if (following) { following.open = true; current = following; following.scrollIntoView({ block: 'start' }); }
    }
  };
  document.addEventListener('click', (event) => {
    current = event.target.closest('details.document') ?? current;
    const tool = event.target.closest('[data-tool]')?.dataset.tool;
    if (tool === 'larger') zoom(1);
    else if (tool === 'smaller') zoom(-1);
    else if (tool === 'turn') turn();
    else if (tool === 'next') move(1);
  });

  window.rahnumaDocuments = { zoom, turn, move };
})();
