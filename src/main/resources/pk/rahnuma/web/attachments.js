// Files of messages on the chat page: sends the file before its message, and shows the picture that the desk received.

import { FILES, isLost, isSentAgain, toReason, uploadFile } from './files.js';
import { queue, saveItem } from './queue.js';

const OTHER_FILE = /\.(csv|pdf|xlsx)$/i;
const SENT = 'rahnuma.files';
const MAX_SENT_FILES = 40;

// Uploads the file of a message. Returns the seconds to wait before the next try.
//
// chat: `words()`, `showState(item)`, `showTrouble(reason)`, `waitToRetry(item, least, reason)`, and `announce(text)`.
export async function uploadAttachment(item, chat) {
  item.stop = new AbortController();
  const answer = await uploadFile(item, () => saveItem(item), percent => {
    item.percent = percent;
    if (item.bar) item.bar.value = percent;
    if (percent) chat.showTrouble(null);
  }, item.stop.signal);
  delete item.stop;
  if (!queue.includes(item)) return 0;
  if (answer.file) {
    item.file = answer.file;
    delete item.blob;
    await saveItem(item);
    chat.showState(item);
    return 0;
  }
  if (isSentAgain(item, answer.status)) return chat.waitToRetry(item, answer.wait, 'upload_waits');
  chat.showTrouble(null);
  keepFile(item, isLost(answer.status) ? null : answer.problem, chat);
  return 0;
}

// Keeps a file that was refused, or that did not arrive: the person decides.
function keepFile(item, problem, chat) {
  delete item.tries;
  const reason = toReason(problem);
  item.failed = problem?.number ?? '-';
  if (chat.words()[reason]) item.reason = reason;
  saveItem(item);
  chat.showState(item);
  chat.announce(item.bubble.querySelector('.state').textContent);
}

function readSentFiles() {
  try { return JSON.parse(sessionStorage.getItem(SENT)) ?? {}; } catch { return {}; }
}

function noteSentFile(id, file) {
  const kept = Object.entries(readSentFiles()).slice(1 - MAX_SENT_FILES);
  try {
    sessionStorage.setItem(SENT, JSON.stringify(Object.fromEntries([...kept, [id, file]])));
  } catch { /* Then the picture is gone after a reload. */ }
}

// Shows the photo of a message as the desk received it. Other files have no picture.
//
// file: id of the file; without one, that of the same message before a reload, if it was sent in this tab.
export function showThumbnail(message, id, file, name, label, whenShown) {
  if (OTHER_FILE.test(name)) return;
  if (file) noteSentFile(id, file);
  const shown = file ?? readSentFiles()[id];
  if (!shown) return;
  const picture = new Image();
  picture.className = 'sent';
  picture.alt = label;
  picture.addEventListener('load', () => {
    message.querySelector('.words').after(picture);
    whenShown();
  });
  picture.src = `${FILES}/${shown}/thumbnail`;
}
