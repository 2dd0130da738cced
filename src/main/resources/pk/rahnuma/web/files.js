// Files on their way to the desk: made small enough, and put there with progress.

const API = '/api/v1/conversation/files';
const MOST = 5 * 1024 * 1024;
const SIDE = 3000;
const PATIENCE = 120000;

// A photo that is too big is drawn again, smaller. Whatever that cannot be done with stays as it is, and the desk says so.
async function fit(file) {
  if (file.size <= MOST || !file.type.startsWith('image/')) return file;
  try {
    const image = await createImageBitmap(file);
    const scale = Math.min(1, SIDE / Math.max(image.width, image.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise(done => canvas.toBlob(done, 'image/jpeg', 0.85)) ?? file;
  } catch {
    return file;
  }
}

// What the desk answers: its status (0 when it did not), its body, and how many seconds to wait before the next try.
export async function put(file, progress, signal) {
  const body = await fit(file);
  return new Promise(done => {
    const request = new XMLHttpRequest();
    const none = { status: 0, body: null, wait: 0 };
    request.open('POST', `${API}?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.responseType = 'json';
    request.timeout = PATIENCE;
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
