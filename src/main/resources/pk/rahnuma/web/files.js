// Uploads files: reduces photos to the size limit, and reports progress.

const API = '/api/v1/conversation/files';
const MAX_BYTES = 5 * 1024 * 1024;
const MAX_SIDE = 3000;
const TIMEOUT_MS = 120000;

// Scales down a photo that is too large. Other files stay as they are; the server rejects them.
async function fitPhoto(file) {
  if (file.size <= MAX_BYTES || !file.type.startsWith('image/')) return file;
  try {
    const image = await createImageBitmap(file);
    const scale = Math.min(1, MAX_SIDE / Math.max(image.width, image.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise(done => canvas.toBlob(done, 'image/jpeg', 0.85)) ?? file;
  } catch {
    return file;
  }
}

// Returns the status (0 without a response), the body, and the seconds to wait before the next try.
export async function uploadFile(file, progress, signal) {
  const body = await fitPhoto(file);
  return new Promise(done => {
    const request = new XMLHttpRequest();
    const none = { status: 0, body: null, wait: 0 };
    request.open('POST', `${API}?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.responseType = 'json';
    request.timeout = TIMEOUT_MS;
    request.upload.onprogress = event => { if (event.lengthComputable) progress(100 * event.loaded / event.total); };
    request.onload = () => done({
      status: request.status, body: request.response, wait: +request.getResponseHeader('Retry-After') || 0,
    });
    request.onerror = request.ontimeout = request.onabort = () => done(none);
    if (signal.aborted) {
      done(none);
      return;
    }
    signal.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}
