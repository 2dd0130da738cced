// Uploads files: makes photos smaller first, and sends a file that did not arrive again, under the same key.

export const FILES = '/api/v1/conversation/files';
// As `DocumentType` has it: a larger file is refused before it is sent.
const MAX_FILE_BYTES = 5 * 1024 * 1024;
const MAX_TRIES = 8;
const RETRIED_STATUSES = [0, 408, 429, 502, 503, 504];
// A slow network sends what the device has in its buffers for a while without any progress.
const STALL_MS = 120000;
const MAX_BYTES = 500 * 1024;
const MAX_SIDE = 2000;
const MIN_SIDE = 1000;
const QUALITIES = [0.85, 0.7, 0.55];

async function decodePhoto(file) {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch (error) {
    // Older browsers do not know the option, and turn photos without it.
    if (error instanceof TypeError) return createImageBitmap(file);
    throw error;
  }
}

function drawPhoto(image, side) {
  const scale = Math.min(1, side / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

const toJpeg = (canvas, quality) => new Promise(done => canvas.toBlob(done, 'image/jpeg', quality));

// Photo of at most 2,000 pixels and 500 KB, turned as it was taken. Other files, and what cannot be read, stay as they are.
export async function shrinkPhoto(file) {
  if (!file.type.startsWith('image/')) return file;
  try {
    const image = await decodePhoto(file);
    if (file.size <= MAX_BYTES && Math.max(image.width, image.height) <= MAX_SIDE) return file;
    let photo = null;
    for (let side = MAX_SIDE; side >= MIN_SIDE && !(photo?.size <= MAX_BYTES); side = Math.round(side * 0.8)) {
      const canvas = drawPhoto(image, side);
      for (const quality of QUALITIES) {
        photo = await toJpeg(canvas, quality);
        if (photo?.size <= MAX_BYTES) break;
      }
    }
    image.close();
    return photo ?? file;
  } catch {
    return file;
  }
}

const newKey = () => crypto.getRandomValues(new Uint32Array(4)).join('-');

function toOutcome(request) {
  const { status, response } = request;
  return response?.file ? { file: response.file }
    : { status, problem: response, wait: +request.getResponseHeader('Retry-After') || 0 };
}

// Sends a file. `fetch` does not tell how much of it has left the device.
function sendFile(upload, progress, signal) {
  const request = new XMLHttpRequest();
  const end = () => request.abort();
  let stall = setTimeout(end, STALL_MS);
  request.open('POST', `${FILES}?name=${encodeURIComponent(upload.name)}`);
  request.setRequestHeader('Content-Type', 'application/octet-stream');
  request.setRequestHeader('Idempotency-Key', upload.key);
  request.responseType = 'json';
  request.upload.addEventListener('progress', ({ loaded }) => {
    clearTimeout(stall);
    stall = setTimeout(end, STALL_MS);
    progress(100 * loaded / upload.blob.size);
  });
  signal?.addEventListener('abort', end);
  return new Promise(done => {
    request.addEventListener('loadend', () => {
      clearTimeout(stall);
      done(toOutcome(request));
    });
    request.send(upload.blob);
  });
}

// True when the file did not arrive; any other status is a refusal.
export const isLost = status => RETRIED_STATUSES.includes(status);

// True when the file is sent again by itself after this status.
export const isSentAgain = (upload, status) => isLost(status) && (!navigator.onLine || (upload.tries ?? 0) < MAX_TRIES - 1);

// Key of the text that says why a file was refused.
export function toReason(problem) {
  const type = problem?.type?.replace('/problems/', '').replaceAll('-', '_');
  return type === 'too_large' ? 'file_too_big' : type;
}

// Uploads a file.
//
// upload: `blob` and `name`, and what this function adds for the next try: `key`, and `fit` when the photo is small.
// save: called when these have changed. progress: called with the percentage that has been sent.
// Returns the id of the file as `file`; or the status (0 without a response), its problem, and the seconds to wait.
export async function uploadFile(upload, save, progress, signal) {
  if (!upload.fit) {
    const blob = await shrinkPhoto(upload.blob);
    Object.assign(upload, { blob, fit: true, key: newKey() });
    await save();
  }
  if (upload.blob.size > MAX_FILE_BYTES) return { status: 413, problem: { type: '/problems/too-large' }, wait: 0 };
  progress(0);
  return signal?.aborted ? { status: 0, problem: null, wait: 0 } : sendFile(upload, progress, signal);
}
