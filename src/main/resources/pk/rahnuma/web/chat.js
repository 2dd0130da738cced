// The chat page: shows one conversation and sends messages. Messages are stored in the history of the desk; unsent ones are
// kept in this browser, and sent again under the same id until the desk responds.

import { addItem, clearQueue, openQueue, queue, removeItem, saveItem, sendQueue } from './queue.js';
import { fetchWithin, toRetrySeconds } from './requests.js';

const API = '/api/v1/conversation';
const HEADERS = { 'Content-Type': 'application/json' };
// In a frame of another site the chat has a cookie of its own, about which cookieEnabled says nothing.
const WIDGET = document.body.dataset.widget === 'true';
if (WIDGET) HEADERS['Rahnuma-Widget'] = 'true';
const cookiesAreOff = () => !WIDGET && !navigator.cookieEnabled;
const PAGE_SIZE = 50;
const MAX_LENGTH = 4000;
const SLOW_MS = 5000;
const REQUEST_TIMEOUT_MS = 20000;
const START = '/start';
// The page sends this automatically when it is opened; it is not shown.
const isStart = text => text === START || Boolean(text?.startsWith(START + ' '));
const root = document.documentElement;
const $ = id => document.getElementById(id);
const log = $('log'), pane = $('pane'), box = $('text');

let words = JSON.parse($('words').textContent);
let last = 0, first = Infinity;
const shown = new Map();      // seq → its bubble, or null for a hidden one
const replaced = new Set();   // seqs that another message has replaced
const asked = { seq: 0, type: null };

// ---- Helpers

function createNode(tag, name, text) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text) element.textContent = text;
  return element;
}

const tabStorage = {
  get(key) { try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; } },
  set(key, value) { try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* then it is not kept */ } },
};

const waitFor = ms => new Promise(done => setTimeout(done, ms));

// ---- Language

// Browsers do not support Roman Urdu; its dates are those of English in Pakistan.
const currentLocale = () => root.lang === 'ur' ? 'ur-PK' : 'en-PK';
const dateFormat = options => new Intl.DateTimeFormat(currentLocale(), { timeZone: 'Asia/Karachi', ...options });
const toDayKey = at => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Karachi' }).format(at);

function formatDayName(key) {
  if (key === toDayKey(new Date())) return words.today;
  if (key === toDayKey(new Date(Date.now() - 864e5))) return words.yesterday;
  const year = key.slice(0, 4) === toDayKey(new Date()).slice(0, 4) ? {} : { year: 'numeric' };
  return dateFormat({ weekday: 'long', day: 'numeric', month: 'long', ...year }).format(new Date(key + 'T12:00:00+05:00')).replace(/،/g, '');
}

function translateLabels(scope) {
  for (const e of scope.querySelectorAll('[data-t]')) e.textContent = words[e.dataset.t];
  for (const e of scope.querySelectorAll('[data-l]')) e.setAttribute('aria-label', words[e.dataset.l]);
  for (const e of scope.querySelectorAll('[data-p]')) e.placeholder = words[e.dataset.p];
  for (const e of scope.querySelectorAll('time')) e.textContent = dateFormat({ hour: 'numeric', minute: '2-digit' }).format(new Date(e.dateTime));
  for (const e of scope.querySelectorAll('.day')) e.textContent = formatDayName(e.dataset.day);
}

const toWordsAddress = language => `${document.body.dataset.assets}/${language}.json`;

async function setLanguage(language) {
  document.cookie = `rahnuma-language=${language};path=/;max-age=31536000;samesite=strict${location.protocol.startsWith('https') ? ';secure' : ''}`;
  if (language === root.lang) return;
  try {
    const answer = await fetch(toWordsAddress(language));
    if (!answer.ok) return;
    words = await answer.json();
  } catch {
    return;
  }
  const low = pane.scrollHeight - pane.scrollTop;
  root.lang = language;
  root.dir = language === 'ur' ? 'rtl' : 'ltr';
  $('lang').value = language;
  for (const link of document.querySelectorAll('a.page')) link.pathname = link.pathname.replace(/^\/[^/]+/, `/${language}`);
  translateLabels(document);
  document.title = words.title;
  showTrouble();
  fitTextBox();
  pane.scrollTop = pane.scrollHeight - low;
}

// ---- Messages

const URDU = /\p{Script=Arabic}/u;
const LATIN = /[A-Za-z]/;
const LETTER = /\p{L}/u;
// Isolated text does not decide the direction of the message; `auto` would let a reference at its beginning decide.
const ISOLATE = /[\u2066-\u2069]/g;
const ISOLATED = /[\u2066-\u2068][^\u2069]*\u2069/g;

function setDirection(element, text) {
  const rest = text.replace(ISOLATED, '');
  const fenced = rest !== text;
  element.dir = fenced && URDU.test(LETTER.test(rest) ? rest : text) ? 'rtl' : 'auto';
  if (URDU.test(text)) element.lang = 'ur';
  else if (LATIN.test(text)) element.lang = root.lang === 'ur' ? 'en' : root.lang;
}

// Isolates, which become elements so that they are not copied; reference numbers; links; e-mail addresses; hosts without a
// scheme; and groups of digits. Numbers are not wrapped.
const PARTS = /([\u2066-\u2069]|[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}|https?:\/\/[^\s\u2066-\u2069]*[\w/=-]|[\w.+-]+@[\w.-]+|(?:[\w-]+\.)+(?:pk|com|org|net)\b(?:\/[\w/=-]+)?|\+?\d+(?:[ -]\d+)+)/;
const HOST = /^(?!.*\bexample\.)[\w.-]*[a-z](?:\/.*)?$/;
const ITEM = /^(?:• |\d+\. )/;
const SECTION = '▪ ';

const REFERENCE = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}/;

function createParagraph(text, tag = 'p') {
  const p = createNode(tag);
  const open = [p];
  text.split(PARTS).forEach((part, i) => {
    if (i % 2 === 0) open[0].append(part);
    else if (part === '\u2069') open.length > 1 && open.shift();
    else if (/^[\u2066-\u2068]/.test(part)) {
      const fence = createNode('bdi');
      open[0].append(fence);
      open.unshift(fence);
    } else open[0].append(createPart(part));
  });
  p.querySelectorAll('bdi').forEach(fence => setDirection(fence, fence.textContent));
  setDirection(p, text);
  return p;
}

function createPart(part) {
  if (part.startsWith('http')) return createLink(part, part);
  if (HOST.test(part)) return createLink(part, 'https' + `://${part}`);
  return /[A-Za-z]/.test(part) && !/^[0-9A-Z-]+$/.test(part) ? part : createNode('span', 'number', part);
}

function createLink(text, address) {
  const link = createNode('a', '', text);
  link.href = address;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  return link;
}

// Shows a text: its question as a heading, its lists, the sections of a summary, and its other lines.
function fillText(into, text, question) {
  into.dir = URDU.test(text) ? 'rtl' : 'auto';
  into.replaceChildren();
  const lines = text.split('\n');
  const heading = question ? lines.map(line => line.startsWith(question)).lastIndexOf(true) : -1;
  let list = null, gap = false;
  const add = element => {
    element.classList.toggle('gap', gap && into.hasChildNodes());
    gap = false;
    into.append(element);
    return element;
  };
  lines.forEach((line, i) => {
    const [mark] = ITEM.exec(line) ?? [];
    if (!mark) list = null;
    if (!line.trim()) gap = true;
    else if (i === heading) {
      add(createParagraph(question, 'h2'));
      const rest = line.slice(question.length).trim();
      if (rest) add(createParagraph(rest));
    } else if (line.startsWith(SECTION)) add(createParagraph(line.slice(SECTION.length), 'h3'));
    else if (mark) {
      const numbered = mark !== '• ';
      list ??= add(createNode('ul', numbered ? 'numbered' : ''));
      list.append(createParagraph(numbered ? line : line.slice(mark.length), 'li'));
    } else add(createParagraph(line));
  });
}

function createLabel(key, name) {
  const element = createNode('span', name, words[key]);
  element.dataset.t = key;
  return element;
}

// Label of a file.
const toFileLabel = name => name.startsWith('📎') ? name : `📎 ${name}`;

function createBubble(mine, text, at, question) {
  const message = createNode('div', mine ? 'msg me' : 'msg desk');
  message.tabIndex = -1;
  const body = createNode('div', 'bubble');
  const said = createNode('div', 'words');
  fillText(said, text, question);
  const foot = createNode('div', 'foot');
  const time = createNode('time', '', dateFormat({ hour: 'numeric', minute: '2-digit' }).format(at));
  time.dateTime = at.toISOString();
  foot.append(time);
  body.append(createLabel(mine ? 'you' : 'desk', 'sr'), said, foot);
  message.append(body);
  message.dataset.day = toDayKey(at);
  return message;
}

// Answers, which are folded once a later message has others; and a quiet row of what leads elsewhere.
function renderChoices(message, line) {
  message.querySelector('.choices')?.remove();
  message.past = false;
  if (!line.buttons.length) return;
  const group = createNode('div', 'choices');
  group.setAttribute('role', 'group');
  nameByQuestion(group, message, line);
  const answers = createNode('details');
  answers.append(createNode('summary'));
  answers.firstChild.append(createLabel('choices'));
  const rows = createNode('div', 'rows');
  const elsewhere = createNode('div', 'elsewhere');
  for (const row of line.buttons) {
    const box = createNode('div', 'row');
    for (const each of row) (each.navigation ? elsewhere : box).append(createChoice(line, each));
    if (box.hasChildNodes()) rows.append(box);
  }
  if (rows.hasChildNodes()) {
    answers.append(rows);
    group.append(createNode('p', 'picked'), answers);
  }
  if (elsewhere.hasChildNodes()) group.append(elsewhere);
  message.append(group);
}

function nameByQuestion(group, message, line) {
  const heading = message.querySelector('.words h2');
  if (heading) {
    heading.id = `question-${line.seq}`;
    group.setAttribute('aria-labelledby', heading.id);
  } else {
    group.dataset.l = 'choose';
    group.setAttribute('aria-label', words.choose);
  }
}

function createChoice(line, { label, data, primary }) {
  const button = createNode('button', primary ? 'primary' : '', label);
  button.type = 'button';
  // A command works at any time; another button only while its question is asked.
  if (!data.startsWith('!')) button.asText = createNode('span', '', label);
  setDirection(button, label);
  button.addEventListener('click', event => sendTap(line.seq, label, data, button, event.detail === 0));
  return button;
}

function foldAnswers(message, folded) {
  message.classList.toggle('now', !folded);
  message.past = folded;
  const answers = message.querySelector('.choices details');
  if (!answers) return;
  answers.open = !folded;
  if (folded && answers.contains(document.activeElement)) document.activeElement.blur();
  for (const choice of answers.querySelectorAll('.row > *')) {
    if (folded && choice.asText) showAsText(choice);
    else if (!folded && choice.asButton) choice.replaceWith(choice.asButton);
  }
}

// Shows a button that no longer works as text.
function showAsText(button) {
  const text = button.asText;
  text.asButton = button;
  text.classList.toggle('chosen', button.classList.contains('chosen'));
  setDirection(text, text.textContent);
  button.replaceWith(text);
}

// Links to files, which only the browser of this chat can open, and small pictures of the photos in a summary.
function renderFiles(message, line) {
  renderList(message, 'files', line.files, ({ name, href }) =>
    [Object.assign(createNode('a', '', name), { href, download: name })]);
  renderList(message, 'pictures', line.pictures, ({ number, name, href }) =>
    [Object.assign(createNode('img'), { alt: words.photo.replace('{label}', name), src: href }), `${number}. ${name}`]);
}

function renderList(message, name, entries, createParts) {
  message.querySelector('.' + name)?.remove();
  if (!entries) return;
  const list = createNode('ul', name);
  for (const entry of entries) {
    const item = createNode('li');
    item.dir = 'auto';
    item.append(...createParts(entry));
    list.append(item);
  }
  message.querySelector('.words').after(list);
}

function markChosen(button) {
  const group = button.closest('.choices');
  if (!button.closest('.row')) return;
  for (const other of group.querySelectorAll('.chosen')) {
    other.classList.remove('chosen');
    other.querySelector('.sr')?.remove();
  }
  button.classList.add('chosen');
  const picked = group.querySelector('.picked');
  picked.textContent = button.textContent;
  setDirection(picked, picked.textContent);
  button.append(' ', createLabel('answered', 'sr'));
}

function markTapped(line) {
  const buttons = shown.get(line.on)?.querySelectorAll('.row button') ?? [];
  const button = [...buttons].find(b => b.textContent === line.text || b.firstChild.data === line.text);
  if (button && !button.classList.contains('chosen')) markChosen(button);
}

// Puts a message into its place. Returns the bubble when there is something new to see.
function showMessage(line) {
  if (shown.has(line.seq)) return null;
  first = Math.min(first, line.seq);
  last = Math.max(last, line.seq);
  if (line.from === 'desk' && line.seq > asked.seq) Object.assign(asked, { seq: line.seq, type: line.asks });
  if (replaced.has(line.seq) || (line.from === 'me' && isStart(line.text))) {
    shown.set(line.seq, null);
    return null;
  }
  const inPlace = line.replaces && shown.get(line.replaces);
  if (line.replaces) replaced.add(line.replaces);
  if (line.from === 'desk' && !line.text && !line.files?.length) {
    // Taken back: nothing is shown.
    inPlace?.remove();
    if (line.replaces) shown.set(line.replaces, null);
    shown.set(line.seq, null);
    return null;
  }
  if (inPlace) {
    replaceMessage(inPlace, line);
    return inPlace;
  }
  const pending = line.from === 'me' && queue.find(item => item.id === line.id);
  if (pending) {
    settleMessage(pending, line);
    if (pending.bubble) return null;
  }
  const message = createBubble(line.from === 'me', line.kind === 'file' ? toFileLabel(line.text) : line.text, new Date(line.at), line.question);
  message.dataset.seq = line.seq;
  insertMessage(message, line.seq);
  shown.set(line.seq, message);
  if (line.from === 'desk') {
    renderFiles(message, line);
    renderChoices(message, line);
  }
  if (line.kind === 'tap') markTapped(line);
  if (line.kind === 'file') showPicture(message, line.id, line.text);
  return message;
}

// Rewrites the message in its place, without announcing the tap that caused it.
function replaceMessage(message, line) {
  const button = document.activeElement;
  const at = message.contains(button) ? [...message.querySelectorAll('button')].indexOf(button) : -1;
  fillText(message.querySelector('.words'), line.text, line.question);
  renderFiles(message, line);
  renderChoices(message, line);
  shown.set(line.seq, message);
  const tapped = shown.get(line.seq - 1);
  if (tapped?.classList.contains('me')) {
    tapped.remove();
    shown.set(line.seq - 1, null);
  }
  if (at >= 0) {
    const buttons = message.querySelectorAll('button');
    (buttons[Math.min(at, buttons.length - 1)] ?? message).focus({ preventScroll: true });
  }
}

function insertMessage(message, seq) {
  let next = null;
  for (const e of [...log.querySelectorAll('.msg')].reverse()) {
    if (e.dataset.seq && +e.dataset.seq < seq) break;
    next = e;
  }
  log.insertBefore(message, next);
}

// Updates dates between messages, the active buttons, and the text box.
function updateLayout() {
  let day = null;
  for (const e of [...log.children]) {
    if (e.classList.contains('day')) {
      const next = e.nextElementSibling;
      if (e.dataset.day === day || !next || next.dataset.day !== e.dataset.day) e.remove();
      else day = e.dataset.day;
    } else if (e.dataset.day !== day) {
      day = e.dataset.day;
      const title = createNode('p', 'day', formatDayName(day));
      title.dataset.day = day;
      log.insertBefore(title, e);
    }
  }
  const groups = log.querySelectorAll('.choices');
  const current = groups.length ? groups[groups.length - 1].parentElement : null;
  for (const { parentElement: message } of groups) {
    if (message !== current && !message.past) foldAnswers(message, true);
  }
  if (current) foldAnswers(current, false);
  $('older').hidden = first <= 1 || first === Infinity;
  setKeyboard();
}

const KEYBOARDS = {
  phone: ['tel', 'tel'], email: ['email', 'email'], name: ['text', 'name'], number: ['numeric', 'off'], cnic: ['numeric', 'off'],
  ip: ['url', 'off'], ips: ['url', 'off'], country: ['text', 'country-name'],
};

function setKeyboard() {
  const [mode, fillIn] = KEYBOARDS[asked.type] ?? ['text', 'off'];
  box.inputMode = mode;
  box.setAttribute('autocomplete', fillIn);
  const prose = !asked.type || asked.type.endsWith('text');
  box.setAttribute('autocapitalize', asked.type === 'name' ? 'words' : prose ? 'sentences' : 'off');
  box.spellcheck = prose;
  $('attach').classList.toggle('wanted', asked.type === 'file');
}

// ---- Scrolling

const isAtEnd = () => pane.scrollHeight - pane.scrollTop - pane.clientHeight < 80;

function scrollToEnd(from) {
  const end = pane.scrollHeight - pane.clientHeight;
  const top = from ? from.offsetTop - 8 : end;
  pane.scrollTop = Math.min(end, top);
  low = isAtEnd();
  $('new').hidden = low;
}

let low = true;
pane.addEventListener('scroll', () => {
  low = isAtEnd();
  if (low) $('new').hidden = true;
}, { passive: true });
$('new').addEventListener('click', () => { scrollToEnd(); box.focus({ preventScroll: true }); });

new ResizeObserver(() => { if (low) pane.scrollTop = pane.scrollHeight; }).observe(pane);

// Shows received messages. The text that the person is reading does not move.
function addMessages(lines, follow) {
  const end = follow || isAtEnd();
  let firstNew = null, unseen = false;
  for (const line of lines) {
    const message = showMessage(line);
    if (message && line.from === 'desk') {
      firstNew ??= message;
      unseen = true;
    }
  }
  updateLayout();
  if (end) scrollToEnd(firstNew);
  else if (unseen) $('new').hidden = false;
  return firstNew;
}

// ---- Sending

let flying = false, held = [], trouble = null;

function queueMessage(item) {
  addItem(Object.assign(item, { seen: last }));
  updateLayout();
  scrollToEnd();
}

function showUnsent(item) {
  if (isStart(item.text)) return;
  item.bubble = createBubble(true, item.text ?? item.label, new Date(item.at));
  item.bubble.classList.add('unsent');
  log.append(item.bubble);
  showState(item);
}

function showState(item) {
  if (!item.bubble) return;
  const foot = item.bubble.querySelector('.foot');
  foot.querySelector('.state')?.remove();
  item.bubble.querySelector('.again')?.remove();
  item.bubble.classList.toggle('failed', !!item.failed);
  if (!item.failed) {
    foot.append(createLabel(trouble || item !== queue[0] ? 'waiting' : 'sending', 'state'));
    if (!item.blob) return;
    foot.lastChild.append(createBar(item));
    showActions(item, [['cancel', dropMessage]]);
    return;
  }
  const text = item.reason ? words[item.reason] : item.failed === '-' ? words[item.blob ? 'upload_failed' : 'failed'] : words.refused.replace('{number}', item.failed);
  foot.append(createNode('span', 'state', text));
  showActions(item, item.reason ? [['choose_file', chooseOtherFile], ['remove', dropMessage]] : [['retry', retryMessage], ['remove', dropMessage]]);
  if (low) scrollToEnd();
}

function showActions(item, acts) {
  const again = createNode('div', 'again');
  for (const [key, act] of acts) {
    const button = createLabel(key, '');
    const real = createNode('button');
    real.type = 'button';
    real.append(button);
    real.addEventListener('click', () => act(item));
    again.append(real);
  }
  item.bubble.append(again);
}

function createBar(item) {
  item.bar = createNode('progress');
  item.bar.max = 100;
  item.bar.value = item.percent ?? 0;
  item.bar.dataset.l = 'uploading';
  item.bar.setAttribute('aria-label', words.uploading);
  return item.bar;
}

function retryMessage(item) {
  delete item.failed;
  showState(item);
  box.focus({ preventScroll: true });
  saveItem(item).then(sendQueue);
}

function dropMessage(item) {
  removeItem(item);
  forgetMessage(item);
  box.focus({ preventScroll: true });
}

function forgetMessage(item) {
  item.stop?.abort();
  item.bubble?.remove();
  updateLayout();
}

// The desk has stored it: its bubble becomes the message's.
function settleMessage(item, line) {
  // The event stream may have delivered it although its own response was an error.
  trouble = null;
  showTrouble();
  removeItem(item);
  const message = item.bubble;
  if (!message) return;
  message.classList.remove('unsent', 'failed');
  message.querySelector('.state')?.remove();
  message.querySelector('.again')?.remove();
  if (item.file) showPicture(message, item.id, item.name, item.file);
  if (!line) return;
  if (shown.has(line.seq)) {
    message.remove();
    return;
  }
  message.dataset.seq = line.seq;
  shown.set(line.seq, message);
  last = Math.max(last, line.seq);
  first = Math.min(first, line.seq);
}

let failedLoads = 0;

// Loaded after the page. Browsers remember that a module could not be loaded, so it is tried again under another address.
const loadAttachments = () => import(`./attachments.js${failedLoads ? `?${failedLoads}` : ''}`).catch(() => { failedLoads++; });

async function showPicture(message, id, name, file) {
  const attachments = await loadAttachments();
  attachments?.showThumbnail(message, id, file, name, words.photo.replace('{label}', name), () => { if (low) scrollToEnd(); });
}

const attachmentHooks = {
  words: () => words,
  showState,
  showTrouble(reason) { trouble = reason; showTrouble(); },
  waitToRetry,
  announce(text) { $('writing').textContent = text; },
};

function chooseOtherFile(item) {
  dropMessage(item);
  $('file').click();
}

// Returns the seconds to wait before the next try; 0 when there is a response.
async function sendMessage(item) {
  queue.forEach(showState);
  if (item.blob) {
    const attachments = await loadAttachments();
    const seconds = attachments ? await attachments.uploadAttachment(item, attachmentHooks) : waitToRetry(item, 0, 'upload_waits');
    if (!item.file || !queue.includes(item)) return seconds;
  }
  const writing = setTimeout(() => showTyping(true), 400);
  const slow = setTimeout(() => {
    showTyping(false);
    trouble ??= 'slow';
    showTrouble();
  }, SLOW_MS);
  const endRequest = () => {
    clearTimeout(writing);
    clearTimeout(slow);
    showTyping(false);
    flying = false;
  };
  flying = true;
  try {
    const { id, text, tap, on, file } = item;
    const answer = await fetchWithin(REQUEST_TIMEOUT_MS, API, {
      method: 'POST', headers: HEADERS,
      body: JSON.stringify({ id, language: root.lang, ...(text ? { text } : file ? { file } : { tap, on }) }),
    });
    const body = await answer.json().catch(() => null);
    endRequest();
    if (answer.ok && body) {
      acceptResponse(item, body);
    } else if ([429, 502, 503, 504].includes(answer.status)) {
      return waitToRetry(item, +answer.headers.get('Retry-After') || 0, 'busy');
    } else {
      item.failed = body?.number ?? '-';
      saveItem(item);
      showState(item);
    }
    return 0;
  } catch {
    endRequest();
    return waitToRetry(item, 0, 'busy');
  }
}

function waitToRetry(item, least, reason) {
  trouble = navigator.onLine ? reason : 'offline';
  showTrouble();
  queue.forEach(showState);
  addMessages(held.splice(0));
  return queue.includes(item) ? toRetrySeconds(item, least) : 0;
}

function acceptResponse(item, answer) {
  trouble = null;
  showTrouble();
  if (answer.seq && answer.seq < last && !item.tries) {
    // The chat is not the one on the page: it was erased, or its cookie was deleted. What waits was written in the other.
    clearQueue().then(() => location.reload());
    return;
  }
  const mine = answer.messages[0]?.from === 'me' ? answer.messages[0] : null;
  const focused = document.activeElement;
  settleMessage(item, mine);
  const news = addMessages([...answer.messages, ...held.splice(0)], true);
  if (answer.notice) showNotice(answer.notice);
  const named = answer.messages.filter(line => line.from === 'desk' && REFERENCE.test(line.text)).pop();
  if (named) import('./push.js').then(push => push.offerBelow(shown.get(named.seq), toWordsAddress(root.lang))).catch(() => { /* not offered */ });
  if (answer.language && !queue.length) setLanguage(answer.language);
  restoreFocus(item, news, focused);
}

const CHOSEN = [null, undefined, 'choice', 'choices', 'yes-no'];

// Moves the focus of keyboard users to the answer; for others the view stays.
function restoreFocus(item, news, focused) {
  const now = document.activeElement;
  if (now !== focused && now !== document.body) return;
  const button = news && log.querySelector('.now .choices button');
  if (item.keys && (now === document.body || now === log || now.closest('.choices'))) {
    (button && CHOSEN.includes(asked.type) ? button : box).focus();
  } else if (now === document.body && item.tap) {
    (news ?? box).focus({ preventScroll: true });
  }
}

function sendTap(on, label, data, button, keys) {
  markChosen(button);
  queueMessage({ tap: data, label, on, keys });
}

$('say').addEventListener('submit', event => {
  event.preventDefault();
  const text = box.value.trim();
  box.focus();
  if (!text) return;
  if (text.length > MAX_LENGTH) {
    box.setAttribute('aria-invalid', 'true');
    showNotice(words.too_long);
    return;
  }
  box.value = '';
  handleTyping();
  queueMessage({ text });
});

box.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  $('say').requestSubmit();
});

function handleTyping() {
  tabStorage.set('rahnuma.draft', box.value);
  box.removeAttribute('aria-invalid');
  fitTextBox();
}

function fitTextBox() {
  $('send').disabled = !box.value.trim();
  box.dir = box.value ? 'auto' : root.dir;
  box.style.height = 'auto';
  box.style.height = `${box.scrollHeight + 2}px`;
}

box.addEventListener('input', handleTyping);
$('attach').addEventListener('click', () => $('file').click());
$('file').addEventListener('change', event => {
  const [blob] = event.target.files;
  event.target.value = '';
  if (blob) queueMessage({ label: toFileLabel(blob.name), name: blob.name, blob });
  box.focus({ preventScroll: true });
});
$('menu').addEventListener('click', () => { queueMessage({ text: words.menu }); box.focus({ preventScroll: true }); });
$('lang').addEventListener('change', event => {
  const { value, selectedOptions } = event.target;
  setLanguage(value);
  if (last) queueMessage({ text: selectedOptions[0].text });
});

// ---- State

function showTrouble() {
  const key = cookiesAreOff() ? 'cookies' : !navigator.onLine ? 'offline' : trouble;
  const text = key ? words[key] : '';
  if ($('banner').textContent !== text) $('banner').textContent = text;
}

let noticed;
function showNotice(text) {
  clearTimeout(noticed);
  $('notice').textContent = text;
  noticed = setTimeout(() => { $('notice').textContent = ''; }, 6000);
}

function showTyping(on) {
  const end = isAtEnd();
  $('typing').hidden = !on;
  $('writing').textContent = on ? words.writing : '';
  if (on && end) pane.scrollTop = pane.scrollHeight;
}

addEventListener('offline', showTrouble);
addEventListener('online', () => { showTrouble(); sendQueue(); });

// ---- Events

let events = null;
const refused = {};           // counts tries to listen in vain

function openEvents() {
  if (events || !last || document.hidden) return;
  events = new EventSource(`${API}/events?after=${last}`);
  events.onopen = () => { refused.tries = 0; };
  events.addEventListener('message', event => receiveMessages([JSON.parse(event.data)]));
  events.addEventListener('language', event => { if (!queue.length) setLanguage(JSON.parse(event.data).language); });
  events.onerror = () => {
    if (events?.readyState !== EventSource.CLOSED) return;
    events = null;
    setTimeout(listenAgain, toRetrySeconds(refused, 0) * 1000);
  };
}

function receiveMessages(lines) {
  if (flying) held.push(...lines);
  else addMessages(lines);
}

// The desk refuses to be listened to while too many do: then each try reads what has been said meanwhile.
async function listenAgain() {
  if (events || !last || document.hidden) return;
  try {
    const answer = await fetchWithin(REQUEST_TIMEOUT_MS, `${API}?after=${last}&limit=${PAGE_SIZE}`);
    if (answer.status === 200) receiveMessages((await answer.json()).messages);
  } catch { /* tried again below */ }
  openEvents();
}

function closeEvents() {
  events?.close();
  events = null;
}

// A hidden page closes its connection after a while, and reads missed messages when it is visible again.
let resting;
document.addEventListener('visibilitychange', () => {
  clearTimeout(resting);
  if (document.hidden) resting = setTimeout(closeEvents, 60000);
  else { translateLabels(log); refused.tries ? listenAgain() : openEvents(); sendQueue(); }
});

// ---- History

async function readHistory(query) {
  for (let tries = 0; ; tries++) {
    try {
      const answer = await fetchWithin(REQUEST_TIMEOUT_MS, `${API}?${query}`);
      if (answer.ok) {
        trouble = null;
        showTrouble();
        return await answer.json();
      }
    } catch { /* tried again below */ }
    trouble = navigator.onLine ? 'busy' : 'offline';
    showTrouble();
    await Promise.race([waitFor(Math.min(30, 2 ** tries) * 1000), new Promise(done => addEventListener('online', done, { once: true }))]);
  }
}

async function showOlder() {
  $('older').disabled = true;
  const answer = await readHistory(`before=${first}&limit=${PAGE_SIZE}`);
  $('older').disabled = false;
  const rest = pane.scrollHeight - pane.scrollTop;
  // Newest first, so that a message finds the one that replaced it.
  first = Math.min(first, answer.messages[0]?.seq ?? 1);
  answer.messages.filter(line => line.replaces).forEach(line => replaced.add(line.replaces));
  answer.messages.forEach(showMessage);
  updateLayout();
  pane.scrollTop = pane.scrollHeight - rest;
}

$('older').addEventListener('click', async () => {
  const top = log.querySelector('.msg');
  await showOlder();
  if ($('older').hidden) top?.focus({ preventScroll: true });
});

async function printChat() {
  while (!$('older').hidden) await showOlder();
  window.print();
}

async function openChat() {
  if (cookiesAreOff()) {
    showTrouble();
    return;
  }
  await openQueue({ send: sendMessage, show: showUnsent, update: showState, forget: forgetMessage, rest: openEvents });
  updateLayout();
  const slow = setTimeout(() => { trouble ??= 'connecting'; showTrouble(); }, 1500);
  const answer = await readHistory(`limit=${PAGE_SIZE}`);
  clearTimeout(slow);
  trouble = null;
  showTrouble();
  // What was written in a chat that has been erased meanwhile is not for the next one.
  if (!answer.messages.length && queue.some(item => item.seen)) await clearQueue();
  // Before the messages, since it takes space from them.
  if (answer.banner) fillText($('outage'), answer.banner);
  // A replaced message on this page is not shown when its replacement is here too.
  addMessages(answer.messages, true);
  scrollToEnd();
  const asked = new URLSearchParams(location.search);
  // Who follows a link in another language than the conversation's wants to go on in that of the link.
  const switches = !WIDGET && answer.messages.length > 0 && answer.language !== root.lang && asked.get('lang') === root.lang;
  if (switches) queueMessage({ text: $('lang').selectedOptions[0].text });
  else if (answer.language) await setLanguage(answer.language);
  const invitation = asked.get('join')?.replace(ISOLATE, '') ?? '';
  if (/^[A-Za-z0-9_-]{1,59}$/.test(invitation)) {
    history.replaceState(null, '', location.pathname);
    queueMessage({ text: `${START} join-${invitation}` });
  } else if (!answer.messages.length && !queue.length) queueMessage({ text: START });
  else sendQueue();
  loadAttachments();
}

box.value = tabStorage.get('rahnuma.draft') ?? '';
if (new URLSearchParams(location.search).has('lang')) setLanguage(root.lang);
fitTextBox();
import('./app.js').catch(() => { /* Then it cannot be installed now. */ });
// The page around the widget does not see its keys.
if (WIDGET) addEventListener('keydown', event => { if (event.key === 'Escape') window.parent.postMessage('rahnuma-close', '*'); });
$('mine').addEventListener('toggle', async () => (await import('./devices.js')).showDevices(() => words, currentLocale, showNotice, printChat), { once: true });
openChat();
