// Sends a file to the person, or puts a table of lines into their form: shows it first, and sends it on confirmation.
'use strict';
(() => {
  const UPLOAD_TIMEOUT_MS = 2 * 60 * 1000;
  let file = null;
  let key = '';
  const findParts = () => {
    const box = document.getElementById('chosen');
    return box && { box, name: box.querySelector('[data-name]'), picture: box.querySelector('img'), hint: box.querySelector('[data-preview]'), input: document.getElementById('file') };
  };
  const formatSize = (bytes) => `${Math.max(1, Math.round(bytes / 1024)).toLocaleString('en')} kB`;
  const isTable = ({ name }) => /\.(csv|tsv|xlsx)$/i.test(name);
  const clearFile = () => {
    const { box, picture, hint, input } = findParts() ?? {};
    file = null;
    if (!box) return;
    hint.textContent = '';
    box.hidden = true;
    picture.hidden = true;
    picture.removeAttribute('src');
    input.value = '';
  };
  const drawPreview = (chosen, content) => {
    const reader = new FileReader();
    reader.onload = () => {
      if (file !== chosen) return;
      const { picture } = findParts();
      picture.src = reader.result;
      picture.alt = chosen.name;
      picture.hidden = false;
    };
    reader.readAsDataURL(content);
  };
  // The page may not open a PDF: the server renders its first page.
  const loadPreview = async (chosen) => {
    const { hint, input } = findParts();
    hint.textContent = hint.dataset.wait;
    let words = hint.dataset.failed;
    try {
      const answer = await fetch(`${input.dataset.upload}/preview`, {
        method: 'POST',
        body: chosen,
        signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS),
        headers: { 'Content-Type': 'application/octet-stream', 'X-CSRF-Token': document.body.dataset.csrf, 'HX-Request': 'true' },
      });
      if (answer.ok) {
        drawPreview(chosen, await answer.blob());
        words = hint.dataset.preview;
      }
    } catch {
      // Offline or late: no preview.
    }
    if (file === chosen) findParts().hint.textContent = words;
  };
  const showFile = (chosen) => {
    const { box, name, picture, hint } = findParts();
    const send = box.querySelector('[data-send-file]');
    file = chosen;
    window.rahnumaDesk.showProblem('');
    key = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    name.textContent = `${file.name}, ${formatSize(file.size)}`;
    picture.hidden = true;
    box.hidden = false;
    hint.textContent = isTable(file) ? hint.dataset.table : '';
    send.textContent = isTable(file) ? send.dataset.table : send.dataset.sendFile;
    if (file.type.startsWith('image/')) drawPreview(chosen, chosen);
    else if (file.type === 'application/pdf') loadPreview(chosen);
    send.focus();
  };
  const sendFile = async (button) => {
    const { input } = findParts();
    const then = document.getElementById('then');
    button.disabled = true;
    try {
      const to = isTable(file) ? input.dataset.table : `${input.dataset.upload}?then=${then ? then.value : 'WAITING_USER'}`;
      const answer = await fetch(to, {
        method: 'POST',
        body: file,
        signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS),
        headers: {
          'Content-Type': 'application/octet-stream',
          'X-File-Name': encodeURIComponent(file.name),
          'X-CSRF-Token': document.body.dataset.csrf,
          'Idempotency-Key': key,
          'HX-Request': 'true',
        },
      });
      const page = answer.headers.get('HX-Redirect');
      if (page) {
        location.assign(page);
      } else if (answer.ok) {
        clearFile();
        window.rahnumaDesk.showDone();
        window.rahnumaDesk.refreshParts();
        document.querySelector('[data-reply]')?.focus({ preventScroll: true });
      } else {
        window.rahnumaDesk.showProblem(window.rahnumaDesk.toErrorText(answer.headers.get('Content-Type') ?? '', await answer.text()));
      }
    } catch ({ name }) {
      window.rahnumaDesk.showProblem(name === 'TimeoutError' ? document.body.dataset.slow : document.body.dataset.offline);
    } finally {
      button.disabled = false;
    }
  };
  document.addEventListener('change', (event) => {
    if (event.target.matches('[data-upload]') && event.target.files.length) showFile(event.target.files[0]);
  });
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-send-file], [data-drop-file]');
    if (!button) return;
    if (button.matches('[data-drop-file]')) {
      clearFile();
      findParts().input.focus();
    } else if (file && !button.disabled) {
      sendFile(button);
    }
  });
})();
