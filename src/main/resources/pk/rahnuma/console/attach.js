// Sends a file to the person: shows it first, and sends it on confirmation.
'use strict';
(() => {
  let file = null;
  let key = '';
  const parts = () => {
    const box = document.getElementById('chosen');
    return box && { box, name: box.querySelector('[data-name]'), picture: box.querySelector('img'), hint: box.querySelector('[data-preview]'), input: document.getElementById('file') };
  };
  const size = (bytes) => `${Math.max(1, Math.round(bytes / 1024)).toLocaleString('en')} kB`;
  const clear = () => {
    const { box, picture, hint, input } = parts() ?? {};
    file = null;
    if (!box) return;
    hint.textContent = '';
    box.hidden = true;
    picture.hidden = true;
    picture.removeAttribute('src');
    input.value = '';
  };
  const draw = (chosen, content) => {
    const reader = new FileReader();
    reader.onload = () => {
      if (file !== chosen) return;
      const { picture } = parts();
      picture.src = reader.result;
      picture.alt = chosen.name;
      picture.hidden = false;
    };
    reader.readAsDataURL(content);
  };
  // The page may not open a PDF: the server renders its first page.
  const preview = async (chosen) => {
    const { hint, input } = parts();
    hint.textContent = hint.dataset.wait;
    let words = hint.dataset.failed;
    try {
      const answer = await fetch(`${input.dataset.upload}/preview`, {
        method: 'POST',
        body: chosen,
        headers: { 'Content-Type': 'application/octet-stream', 'X-CSRF-Token': document.body.dataset.csrf, 'HX-Request': 'true' },
      });
      if (answer.ok) {
        draw(chosen, await answer.blob());
        words = hint.dataset.preview;
      }
    } catch {
      // Offline: no preview.
    }
    if (file === chosen) parts().hint.textContent = words;
  };
  const show = (chosen) => {
    const { box, name, picture, hint } = parts();
    file = chosen;
    key = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    name.textContent = `${file.name}, ${size(file.size)}`;
    picture.hidden = true;
    box.hidden = false;
    hint.textContent = '';
    if (file.type.startsWith('image/')) draw(chosen, chosen);
    else if (file.type === 'application/pdf') preview(chosen);
    box.querySelector('[data-send-file]').focus();
  };
  const send = async (button) => {
    const { input } = parts();
    const then = document.getElementById('then');
    button.disabled = true;
    try {
      const answer = await fetch(`${input.dataset.upload}?then=${then ? then.value : 'WAITING_USER'}`, {
        method: 'POST',
        body: file,
        headers: {
          'Content-Type': 'application/octet-stream',
          'X-File-Name': encodeURIComponent(file.name),
          'X-CSRF-Token': document.body.dataset.csrf,
          'Idempotency-Key': key,
          'HX-Request': 'true',
        },
      });
      const to = answer.headers.get('HX-Redirect');
      if (to) {
        location.assign(to);
      } else if (answer.ok) {
        clear();
        window.rahnumaDesk.done();
        window.rahnumaDesk.look();
        document.querySelector('[data-reply]')?.focus({ preventScroll: true });
      } else {
        window.rahnumaDesk.problem(window.rahnumaDesk.refusal(answer.headers.get('Content-Type') ?? '', await answer.text()));
      }
    } catch {
      window.rahnumaDesk.problem(document.body.dataset.offline);
    } finally {
      button.disabled = false;
    }
  };
  document.addEventListener('change', (event) => {
    if (event.target.matches('[data-upload]') && event.target.files.length) show(event.target.files[0]);
  });
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-send-file], [data-drop-file]');
    if (!button) return;
    if (button.matches('[data-drop-file]')) {
      clear();
      parts().input.focus();
    } else if (file && !button.disabled) {
      send(button);
    }
  });
})();
