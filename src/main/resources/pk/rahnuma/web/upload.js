// Sends the file that answers a question, again when it did not arrive. Without this script, the form sends it as it is.

import { isLost, isSentAgain, toReason, uploadFile } from './files.js';
import { toRetrySeconds } from './requests.js';

const form = document.getElementById('file-form');
const input = document.getElementById('answer');
const button = form.querySelector('button');
const part = document.getElementById('upload');
const bar = part.querySelector('progress');
const state = part.querySelector('p');
const problem = document.getElementById('problem');
const title = document.title;
const error = document.getElementById('error');
const preview = document.getElementById('preview');
const camera = document.getElementById('camera');
const loadWords = fetch(form.dataset.words).then(answer => answer.json());

const waitFor = ms => new Promise(done => setTimeout(done, ms));
const awaitConnection = () => new Promise(done => addEventListener('online', done, { once: true }));

function showState(text) {
  part.hidden = false;
  if (state.textContent !== text) state.textContent = text;
}

function submitAnswer(file) {
  const answer = document.createElement('form');
  answer.method = 'post';
  answer.action = form.dataset.answer;
  const field = document.createElement('input');
  Object.assign(field, { type: 'hidden', name: 'answer', value: file });
  answer.append(field);
  document.body.append(answer);
  answer.submit();
}

// Shows the reason as the server does for a form without this script.
function refuseFile(text) {
  const link = problem.querySelector('a');
  part.hidden = true;
  button.disabled = false;
  input.setAttribute('aria-invalid', 'true');
  link.textContent = text;
  error.textContent = text;
  problem.hidden = error.hidden = false;
  document.title = `${problem.querySelector('h2').textContent}: ${title}`;
  link.focus();
}

// Kept after the last try, so that the person sends the same again.
let upload = null;

async function sendFile(file) {
  const words = await loadWords;
  if (upload?.file !== file) upload = { file, blob: file, name: file.name };
  upload.tries = 0;
  const showProgress = percent => {
    bar.value = percent;
    if (percent || !upload.tries) showState(words.uploading);
  };
  button.disabled = true;
  problem.hidden = error.hidden = true;
  input.removeAttribute('aria-invalid');
  showProgress(0);
  for (;;) {
    const answer = await uploadFile(upload, async () => { /* It is kept by this page only. */ }, showProgress);
    if (answer.file) return submitAnswer(answer.file);
    if (!isSentAgain(upload, answer.status)) {
      const text = words[isLost(answer.status) ? 'upload_failed' : toReason(answer.problem)];
      // Any other refusal has a page of its own, which the form shows.
      return text ? refuseFile(text) : form.submit();
    }
    showState(navigator.onLine ? words.upload_waits : words.offline);
    await Promise.race([waitFor(toRetrySeconds(upload, answer.wait) * 1000), awaitConnection()]);
  }
}

// ---- Choice of the file: with the camera of a phone, or from its files

let chosen = null;

async function showChosen(file) {
  const picture = preview.querySelector('canvas');
  chosen = file;
  preview.hidden = !file;
  picture.hidden = true;
  if (!file) return;
  preview.querySelector('bdi').textContent = file.name;
  try {
    const image = await createImageBitmap(file, { resizeWidth: 320 });
    Object.assign(picture, { width: image.width, height: image.height, hidden: false });
    picture.getContext('2d').drawImage(image, 0, 0);
  } catch { /* It is no picture: its name is shown. */ }
}

document.getElementById('ways').hidden = false;
document.getElementById('shoot').hidden = !matchMedia('(pointer: coarse)').matches;
camera.hidden = document.getElementById('shoot').hidden;
input.classList.add('sr');
for (const source of [input, camera]) {
  source.addEventListener('change', () => {
    input.required = false;
    showChosen(source.files[0]);
  });
}

form.addEventListener('submit', event => {
  event.preventDefault();
  const file = chosen ?? input.files[0];
  if (file) sendFile(file).catch(() => form.submit());
  else input.click();
});
