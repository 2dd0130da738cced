// Uploads files in parts: makes photos smaller first, goes on where an upload was interrupted, and reports as progress what
// the desk has.

import { fetchWithin } from './requests.js';

const API = '/api/v1/conversation/uploads';
const TUS = { 'Tus-Resumable': '1.0.0' };
const MAX_BYTES = 500 * 1024;
const MAX_SIDE = 2000;
const MIN_SIDE = 1000;
const QUALITIES = [0.85, 0.7, 0.55];
const FIRST_PART_BYTES = 64 * 1024;
const MIN_PART_BYTES = 32 * 1024;
const PART_TIMEOUT_MS = 60000;
// A part takes about this time: long enough for few requests, short enough to lose little by an interruption.
const MIN_PART_MS = 1000, MAX_PART_MS = 5000;

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

function encodeName(name) {
  return btoa(Array.from(new TextEncoder().encode(name), byte => String.fromCharCode(byte)).join(''));
}

async function toOutcome(response) {
  const problem = await response.json().catch(() => null);
  return { status: response.status, problem, wait: +response.headers.get('Retry-After') || 0 };
}

async function beginUpload(upload, signal) {
  const response = await fetchWithin(PART_TIMEOUT_MS, API, {
    method: 'POST',
    headers: {
      ...TUS, 'Upload-Length': upload.blob.size, 'Upload-Metadata': `filename ${encodeName(upload.name)}`,
      'Idempotency-Key': upload.key,
    },
    signal,
  });
  if (response.ok) return response.headers.get('Location');
  throw await toOutcome(response);
}

// Number of bytes that the desk has; null when it does not know the upload any more.
async function readOffset(place, signal) {
  const response = await fetchWithin(PART_TIMEOUT_MS, place, { method: 'HEAD', headers: TUS, signal });
  if (response.ok) return +response.headers.get('Upload-Offset');
  if (response.status === 404) return null;
  throw await toOutcome(response);
}

// Sends what is missing, until an answer other than "the part is stored".
async function sendParts(upload, offset, progress, signal) {
  let length = FIRST_PART_BYTES;
  let sent = offset;
  while (sent < upload.blob.size) {
    const begun = performance.now();
    const response = await fetchWithin(PART_TIMEOUT_MS, upload.place, {
      method: 'PATCH',
      headers: { ...TUS, 'Upload-Offset': sent, 'Content-Type': 'application/offset+octet-stream' },
      body: upload.blob.slice(sent, sent + length),
      signal,
    });
    if (!response.ok) throw await toOutcome(response);
    sent = +response.headers.get('Upload-Offset');
    progress(sent);
    const took = performance.now() - begun;
    if (took < MIN_PART_MS) length *= 2;
    else if (took > MAX_PART_MS) length = Math.max(MIN_PART_BYTES, length / 2);
  }
}

// True when the upload goes on after this status; 404 and 409: from another place.
export const isRetried = status => [0, 404, 409, 429, 502, 503, 504].includes(status);

// Key of the text that says why a file was refused.
export function toReason(problem) {
  const type = problem?.type?.replace('/problems/', '').replaceAll('-', '_');
  return type === 'too_large' ? 'file_too_big' : type;
}

// Uploads a file, or goes on with it.
//
// upload: `blob` and `name`, and what this function adds to go on later: `key`, `place`, and `fit` when the photo is small.
// save: called when these have changed. progress: called with the percentage that the desk has.
// Returns the id of the file as `file`; or the status (0 without a response), its problem, and the seconds to wait.
export async function uploadFile(upload, save, progress, signal) {
  try {
    if (!upload.fit) {
      upload.blob = await shrinkPhoto(upload.blob);
      Object.assign(upload, { fit: true, key: newKey() });
      await save();
    }
    const report = bytes => progress(100 * bytes / upload.blob.size);
    let offset = upload.place ? await readOffset(upload.place, signal) : null;
    if (offset === null) {
      if (upload.place) upload.key = newKey();
      upload.place = await beginUpload(upload, signal);
      await save();
      offset = 0;
    }
    report(offset);
    await sendParts(upload, offset, report, signal);
    return { file: upload.place.split('/').pop() };
  } catch (failure) {
    return 'status' in failure ? failure : { status: 0, problem: null, wait: 0 };
  }
}
