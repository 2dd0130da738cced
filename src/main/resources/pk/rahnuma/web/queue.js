// Unsent messages. They are stored in the browser until the desk has responded, so that they survive closing it; all its tabs
// share them, and one tab at a time sends the first of them.

const STORE = 'queue';
const CLEARED = 'cleared';

// The messages, in order. Each has the `id` under which it is sent again, and `at`; `failed` when the desk refused it.
export const queue = [];

const others = 'BroadcastChannel' in self ? new BroadcastChannel('rahnuma.queue') : null;
// Ids that a read which began before may still return.
const removed = new Set();
let database = null, page = null, busy = false, wake = null;

const waitFor = ms => new Promise(done => setTimeout(done, ms));
const isDue = item => !item.failed;

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, b => b.toString(16).padStart(2, '0')).join('');
}

// ---- Storage

function openDatabase() {
  database ??= new Promise((done, fail) => {
    const request = indexedDB.open('rahnuma', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' });
    request.onsuccess = () => {
      // The browser closes it when site data are cleared.
      request.result.onclose = () => { database = null; };
      done(request.result);
    };
    request.onerror = () => fail(request.error);
  });
  return database;
}

// Result of a request to the store; null when the browser does not store, and messages are kept in this tab only.
async function useStore(mode, work) {
  try {
    const transaction = (await openDatabase()).transaction(STORE, mode);
    const request = work(transaction.objectStore(STORE));
    await new Promise((done, fail) => {
      transaction.oncomplete = done;
      transaction.onabort = transaction.onerror = () => fail(transaction.error);
    });
    return request.result ?? true;
  } catch {
    return null;
  }
}

export async function saveItem(item) {
  const { bubble, keys, stop, bar, percent, tries, stored, ...kept } = item;
  if (await useStore('readwrite', store => store.put(kept))) item.stored = true;
  others?.postMessage(null);
}

export async function removeItem(item) {
  removed.add(item.id);
  const index = queue.indexOf(item);
  if (index >= 0) queue.splice(index, 1);
  await useStore('readwrite', store => store.delete(item.id));
  others?.postMessage(null);
}

// Deletes all, in the other tabs too.
export async function clearQueue() {
  forgetAll();
  await useStore('readwrite', store => store.clear());
  others?.postMessage(CLEARED);
}

const forgetAll = () => queue.splice(0).forEach(item => page.forget(item));

// Takes over what other tabs have added, changed and sent.
async function readAgain() {
  const stored = await useStore('readonly', store => store.getAll());
  if (!Array.isArray(stored)) return;
  const known = new Map(stored.filter(item => !removed.has(item.id)).map(item => [item.id, item]));
  for (const item of queue.filter(each => each.stored && !known.has(each.id))) {
    queue.splice(queue.indexOf(item), 1);
    page.forget(item);
  }
  for (const item of queue.filter(each => known.has(each.id))) {
    const { failed } = item;
    // What this tab uploads now is newer than what is stored.
    if (!item.stop) Object.assign(item, { failed: undefined, reason: undefined }, known.get(item.id));
    if (item.file) delete item.blob;
    known.delete(item.id);
    if (failed !== item.failed) page.update(item);
  }
  for (const item of [...known.values()].sort((a, b) => a.at - b.at)) {
    // It may have been sent before.
    queue.push(Object.assign(item, { stored: true, tries: 1 }));
    page.show(item);
  }
}

// ---- Sending

const sendAlone = work => navigator.locks ? navigator.locks.request('rahnuma.queue', work) : work();

// Reads what is stored.
//
// hooks: `send(item)` sends a message and returns how many seconds to wait before the next try, 0 for none; `show(item)`,
// `update(item)` and `forget(item)` are called when other tabs have added, changed or sent a message; `rest()` when all is sent.
export async function openQueue(hooks) {
  page = hooks;
  others?.addEventListener('message', event => event.data === CLEARED ? forgetAll() : readAgain());
  await readAgain();
}

export function addItem(item) {
  Object.assign(item, { id: newId(), at: Math.max(Date.now(), (queue[queue.length - 1]?.at ?? 0) + 1) });
  queue.push(item);
  page.show(item);
  saveItem(item).then(sendQueue);
}

async function sendFirst() {
  await readAgain();
  const item = queue.find(isDue);
  return item ? page.send(item) : 0;
}

// Sends one message after the other, each until it has a response. Called again, it does not wait for the next try.
export async function sendQueue() {
  wake?.();
  if (busy) return;
  busy = true;
  while (queue.some(isDue)) {
    const seconds = await sendAlone(sendFirst);
    if (seconds) await Promise.race([waitFor(seconds * 1000), new Promise(done => { wake = done; })]);
    wake = null;
  }
  busy = false;
  page.rest();
}
