// The chat page: shows one conversation and sends messages. Messages are stored in the history of the desk; unsent ones are
// kept in this tab, and sent again under the same id until the desk responds.

import { put } from './files.js';

const API = '/api/v1/conversation';
const HEADERS = { 'Content-Type': 'application/json' };
const PAGE = 50;
const MAX_LENGTH = 4000;
const SLOW = 5000;
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

function make(tag, name, text) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text) element.textContent = text;
  return element;
}

const kept = {
  get(key) { try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; } },
  set(key, value) { try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* then it is not kept */ } },
};

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, b => b.toString(16).padStart(2, '0')).join('');
}

const wait = ms => new Promise(done => setTimeout(done, ms));

// ---- Language

// Browsers do not support Roman Urdu; its dates are those of English in Pakistan.
const locale = () => root.lang === 'ur' ? 'ur-PK' : 'en-PK';
const format = options => new Intl.DateTimeFormat(locale(), { timeZone: 'Asia/Karachi', ...options });
const dayKey = at => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Karachi' }).format(at);

function dayName(key) {
  if (key === dayKey(new Date())) return words.today;
  if (key === dayKey(new Date(Date.now() - 864e5))) return words.yesterday;
  const year = key.slice(0, 4) === dayKey(new Date()).slice(0, 4) ? {} : { year: 'numeric' };
  return format({ weekday: 'long', day: 'numeric', month: 'long', ...year }).format(new Date(key + 'T12:00:00+05:00'));
}

function relabel(scope) {
  for (const e of scope.querySelectorAll('[data-t]')) e.textContent = words[e.dataset.t];
  for (const e of scope.querySelectorAll('[data-l]')) e.setAttribute('aria-label', words[e.dataset.l]);
  for (const e of scope.querySelectorAll('[data-p]')) e.placeholder = words[e.dataset.p];
  for (const e of scope.querySelectorAll('time')) e.textContent = format({ hour: 'numeric', minute: '2-digit' }).format(new Date(e.dateTime));
  for (const e of scope.querySelectorAll('.day')) e.textContent = dayName(e.dataset.day);
}

async function speak(language) {
  document.cookie = `rahnuma-language=${language};path=/;max-age=31536000;samesite=strict${location.protocol.startsWith('https') ? ';secure' : ''}`;
  if (language === root.lang) return;
  try {
    const answer = await fetch(`${document.body.dataset.assets}/${language}.json`);
    if (!answer.ok) return;
    words = await answer.json();
  } catch {
    return;
  }
  const low = pane.scrollHeight - pane.scrollTop;
  root.lang = language;
  root.dir = language === 'ur' ? 'rtl' : 'ltr';
  $('lang').value = language;
  relabel(document);
  document.title = words.title;
  banner();
  grow();
  pane.scrollTop = pane.scrollHeight - low;
}

// ---- Messages

const URDU = /\p{Script=Arabic}/u;
const LATIN = /[A-Za-z]/;
const LETTER = /\p{L}/u;
// Isolated text does not decide the direction of the message; `auto` would let a reference at its beginning decide.
const ISOLATE = /[\u2066-\u2069]/g;
const ISOLATED = /[\u2066-\u2068][^\u2069]*\u2069/g;

function mark(element, text) {
  const rest = text.replace(ISOLATED, '');
  const fenced = rest !== text;
  element.dir = fenced && URDU.test(LETTER.test(rest) ? rest : text) ? 'rtl' : 'auto';
  if (URDU.test(text)) element.lang = 'ur';
  else if (LATIN.test(text)) element.lang = root.lang === 'ur' ? 'en' : root.lang;
}

// Isolates, which become elements so that they are not copied; reference and ticket numbers, which are not wrapped; links.
const PARTS = /([\u2066-\u2069]|[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}|https?:\/\/[^\s\u2066-\u2069]*[\w/=-])/;

function paragraph(text) {
  const p = make('p');
  const open = [p];
  text.split(PARTS).forEach((part, i) => {
    if (i % 2 === 0) open[0].append(part);
    else if (part === '\u2069') open.length > 1 && open.shift();
    else if (/^[\u2066-\u2068]/.test(part)) {
      const fence = make('bdi');
      open[0].append(fence);
      open.unshift(fence);
    } else open[0].append(part.startsWith('http') ? linked(part) : make('span', 'number', part));
  });
  p.querySelectorAll('bdi').forEach(fence => mark(fence, fence.textContent));
  mark(p, text);
  return p;
}

function linked(address) {
  const link = make('a', '', address);
  link.href = address;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  return link;
}

function fill(into, text) {
  into.dir = URDU.test(text) ? 'rtl' : 'auto';
  into.replaceChildren(...text.split('\n').map(paragraph));
}

function labelled(key, name) {
  const element = make('span', name, words[key]);
  element.dataset.t = key;
  return element;
}

// Label of a file.
const clipped = name => name.startsWith('📎') ? name : `📎 ${name}`;

function bubble(mine, text, at) {
  const message = make('div', mine ? 'msg me' : 'msg desk');
  message.tabIndex = -1;
  const body = make('div', 'bubble');
  const said = make('div', 'words');
  fill(said, text);
  const foot = make('div', 'foot');
  const time = make('time', '', format({ hour: 'numeric', minute: '2-digit' }).format(at));
  time.dateTime = at.toISOString();
  foot.append(time);
  body.append(labelled(mine ? 'you' : 'desk', 'sr'), said, foot);
  message.append(body);
  message.dataset.day = dayKey(at);
  return message;
}

function choices(message, line) {
  message.querySelector('.choices')?.remove();
  if (!line.buttons.length) return;
  const group = make('div', 'choices');
  group.setAttribute('role', 'group');
  group.dataset.l = 'choose';
  group.setAttribute('aria-label', words.choose);
  for (const row of line.buttons) {
    const box = make('div', 'row');
    for (const { label, data } of row) {
      const button = make('button', '', label);
      button.type = 'button';
      mark(button, label);
      button.addEventListener('click', event => tap(line.seq, label, data, button, event.detail === 0));
      box.append(button);
    }
    group.append(box);
  }
  message.append(group);
}

// Links to files, which only the browser of this chat can open.
function files(message, line) {
  message.querySelector('.files')?.remove();
  if (!line.files) return;
  const list = make('ul', 'files');
  for (const { name, href } of line.files) {
    const link = make('a', '', name);
    link.href = href;
    link.download = name;
    const item = make('li');
    item.append(link);
    list.append(item);
  }
  message.querySelector('.words').after(list);
}

function choose(button) {
  for (const other of button.closest('.choices').querySelectorAll('.chosen')) {
    other.classList.remove('chosen');
    other.querySelector('.sr')?.remove();
  }
  button.classList.add('chosen');
  button.append(' ', labelled('answered', 'sr'));
}

function chosen(line) {
  const buttons = shown.get(line.on)?.querySelectorAll('.row button') ?? [];
  const button = [...buttons].find(b => b.textContent === line.text || b.firstChild.data === line.text);
  if (button && !button.classList.contains('chosen')) choose(button);
}

// Puts a message into its place. Returns the bubble when there is something new to see.
function show(line) {
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
    replace(inPlace, line);
    return inPlace;
  }
  const pending = line.from === 'me' && queue.find(item => item.id === line.id);
  if (pending) {
    settle(pending, line);
    if (pending.bubble) return null;
  }
  const message = bubble(line.from === 'me', line.kind === 'file' ? clipped(line.text) : line.text, new Date(line.at));
  message.dataset.seq = line.seq;
  place(message, line.seq);
  shown.set(line.seq, message);
  if (line.from === 'desk') {
    files(message, line);
    choices(message, line);
  }
  if (line.kind === 'tap') chosen(line);
  return message;
}

// Rewrites the message in its place, without announcing the tap that caused it.
function replace(message, line) {
  const button = document.activeElement;
  const at = message.contains(button) ? [...message.querySelectorAll('button')].indexOf(button) : -1;
  fill(message.querySelector('.words'), line.text);
  files(message, line);
  choices(message, line);
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

function place(message, seq) {
  let next = null;
  for (const e of [...log.querySelectorAll('.msg')].reverse()) {
    if (e.dataset.seq && +e.dataset.seq < seq) break;
    next = e;
  }
  log.insertBefore(message, next);
}

// Updates dates between messages, the active buttons, and the text box.
function tidy() {
  let day = null;
  for (const e of [...log.children]) {
    if (e.classList.contains('day')) {
      const next = e.nextElementSibling;
      if (e.dataset.day === day || !next || next.dataset.day !== e.dataset.day) e.remove();
      else day = e.dataset.day;
    } else if (e.dataset.day !== day) {
      day = e.dataset.day;
      const title = make('p', 'day', dayName(day));
      title.dataset.day = day;
      log.insertBefore(title, e);
    }
  }
  const groups = log.querySelectorAll('.choices');
  log.querySelector('.now')?.classList.remove('now');
  if (groups.length) groups[groups.length - 1].parentElement.classList.add('now');
  $('older').hidden = first <= 1 || first === Infinity;
  keyboard();
}

const KEYBOARDS = {
  phone: ['tel', 'tel'], email: ['email', 'email'], name: ['text', 'name'], number: ['numeric', 'off'], cnic: ['numeric', 'off'],
  ip: ['url', 'off'], ips: ['url', 'off'], country: ['text', 'country-name'],
};

function keyboard() {
  const [mode, fillIn] = KEYBOARDS[asked.type] ?? ['text', 'off'];
  box.inputMode = mode;
  box.setAttribute('autocomplete', fillIn);
  const prose = !asked.type || asked.type.endsWith('text');
  box.setAttribute('autocapitalize', asked.type === 'name' ? 'words' : prose ? 'sentences' : 'off');
  box.spellcheck = prose;
  $('attach').classList.toggle('wanted', asked.type === 'file');
}

// ---- Scrolling

const atEnd = () => pane.scrollHeight - pane.scrollTop - pane.clientHeight < 80;

function toEnd(from) {
  const end = pane.scrollHeight - pane.clientHeight;
  const top = from ? from.offsetTop - 8 : end;
  pane.scrollTop = Math.min(end, top);
  low = atEnd();
  $('new').hidden = low;
}

let low = true;
pane.addEventListener('scroll', () => {
  low = atEnd();
  if (low) $('new').hidden = true;
}, { passive: true });
$('new').addEventListener('click', () => { toEnd(); box.focus({ preventScroll: true }); });

new ResizeObserver(() => { if (low) pane.scrollTop = pane.scrollHeight; }).observe(pane);

// Shows received messages. The text that the person is reading does not move.
function hear(lines, follow) {
  const end = follow || atEnd();
  let firstNew = null, unseen = false;
  for (const line of lines) {
    const message = show(line);
    if (message && line.from === 'desk') {
      firstNew ??= message;
      unseen = true;
    }
  }
  tidy();
  if (end) toEnd(firstNew);
  else if (unseen) $('new').hidden = false;
  return firstNew;
}

// ---- Sending

const queue = kept.get('rahnuma.queue') ?? [];
let busy = false, flying = false, held = [], trouble = null, wake = null;

const save = () => kept.set('rahnuma.queue', queue.map(({ bubble, keys, blob, stop, bar, ...item }) => item));

function say(item) {
  Object.assign(item, { id: newId(), at: Date.now() });
  queue.push(item);
  save();
  draw(item);
  tidy();
  toEnd();
  pump();
}

function draw(item) {
  if (isStart(item.text)) return;
  item.bubble = bubble(true, item.text ?? item.label, new Date(item.at));
  item.bubble.classList.add('unsent');
  log.append(item.bubble);
  state(item);
}

function state(item) {
  if (!item.bubble) return;
  const foot = item.bubble.querySelector('.foot');
  foot.querySelector('.state')?.remove();
  item.bubble.querySelector('.again')?.remove();
  item.bubble.classList.toggle('failed', !!item.failed);
  if (!item.failed) {
    foot.append(labelled(trouble || item !== queue[0] ? 'waiting' : 'sending', 'state'));
    if (!item.attached || item.file) return;
    foot.lastChild.append(bar(item));
    offer(item, [['cancel', drop]]);
    return;
  }
  const text = item.reason ? words[item.reason] : item.failed === '-' ? words.failed : words.refused.replace('{number}', item.failed);
  foot.append(make('span', 'state', text));
  offer(item, item.reason ? [['choose_file', chooseAgain], ['remove', drop]] : [['retry', retry], ['remove', drop]]);
  if (low) toEnd();
}

function offer(item, acts) {
  const again = make('div', 'again');
  for (const [key, act] of acts) {
    const button = labelled(key, '');
    const real = make('button');
    real.type = 'button';
    real.append(button);
    real.addEventListener('click', () => act(item));
    again.append(real);
  }
  item.bubble.append(again);
}

function bar(item) {
  item.bar = make('progress');
  item.bar.max = 100;
  item.bar.value = item.percent ?? 0;
  item.bar.dataset.l = 'uploading';
  item.bar.setAttribute('aria-label', words.uploading);
  return item.bar;
}

function retry(item) {
  delete item.failed;
  save();
  state(item);
  box.focus({ preventScroll: true });
  pump();
}

function drop(item) {
  item.stop?.abort();
  queue.splice(queue.indexOf(item), 1);
  save();
  item.bubble?.remove();
  tidy();
  box.focus({ preventScroll: true });
}

// The desk has stored it: its bubble becomes the message's.
function settle(item, line) {
  // The event stream may have delivered it although its own response was an error.
  trouble = null;
  banner();
  const index = queue.indexOf(item);
  if (index >= 0) queue.splice(index, 1);
  save();
  const message = item.bubble;
  if (!message) return;
  message.classList.remove('unsent', 'failed');
  message.querySelector('.state')?.remove();
  message.querySelector('.again')?.remove();
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

// Sends one message after the other, each until it has a response.
async function pump() {
  wake?.();
  if (busy) return;
  busy = true;
  for (let item; (item = queue.find(waiting => !waiting.failed));) {
    queue.forEach(state);
    await send(item);
  }
  busy = false;
  listen();
}

// Uploads the file of a message before the message itself.
async function upload(item) {
  if (!item.blob) {
    refuse(item, 'file_lost', '-');
    return false;
  }
  item.stop = new AbortController();
  const answer = await put(item.blob, percent => {
    item.percent = percent;
    if (item.bar) item.bar.value = percent;
  }, item.stop.signal);
  delete item.stop;
  if (!queue.includes(item)) return false;
  if (answer.status === 201) {
    item.file = answer.body.file;
    delete item.blob;
    save();
    state(item);
    return true;
  }
  if ([0, 429, 502, 503, 504].includes(answer.status)) {
    await pause(item, answer.wait);
    return false;
  }
  const type = answer.body?.type?.replace('/problems/', '').replaceAll('-', '_');
  refuse(item, type === 'too_large' ? 'file_too_big' : type, answer.body?.number ?? '-');
  return false;
}

function refuse(item, reason, number) {
  item.failed = number;
  if (words[reason]) item.reason = reason;
  save();
  state(item);
  $('writing').textContent = item.bubble.querySelector('.state').textContent;
}

function chooseAgain(item) {
  drop(item);
  $('file').click();
}

async function send(item) {
  if (item.attached && !item.file && !await upload(item)) return;
  const writing = setTimeout(() => typing(true), 400);
  const slow = setTimeout(() => {
    typing(false);
    trouble ??= 'slow';
    banner();
  }, SLOW);
  const landed = () => {
    clearTimeout(writing);
    clearTimeout(slow);
    typing(false);
    flying = false;
  };
  flying = true;
  try {
    const { id, text, tap, on, file } = item;
    const answer = await fetch(API, {
      method: 'POST', headers: HEADERS, signal: AbortSignal.timeout(20000),
      body: JSON.stringify({ id, language: root.lang, ...(text ? { text } : file ? { file } : { tap, on }) }),
    });
    const body = await answer.json().catch(() => null);
    landed();
    if (answer.ok && body) {
      accept(item, body);
    } else if ([429, 502, 503, 504].includes(answer.status)) {
      await pause(item, +answer.headers.get('Retry-After') || 0);
    } else {
      item.failed = body?.number ?? '-';
      save();
      state(item);
    }
  } catch {
    landed();
    await pause(item, 0);
  }
}

// Waits longer each time, or until the browser is online.
async function pause(item, least) {
  item.tries = (item.tries ?? 0) + 1;
  trouble = navigator.onLine ? 'busy' : 'offline';
  banner();
  queue.forEach(state);
  hear(held.splice(0));
  if (!queue.includes(item)) return;
  const seconds = Math.max(least, Math.min(30, 2 ** (item.tries - 1)) * (0.8 + Math.random() * 0.4));
  await Promise.race([wait(seconds * 1000), new Promise(done => { wake = done; })]);
  wake = null;
}

function accept(item, answer) {
  trouble = null;
  banner();
  if (answer.seq && answer.seq < last && !item.tries) {
    // The chat is not the one on the page: it was erased, or its cookie was deleted.
    drop(item);
    location.reload();
    return;
  }
  const mine = answer.messages[0]?.from === 'me' ? answer.messages[0] : null;
  const focused = document.activeElement;
  settle(item, mine);
  const news = hear([...answer.messages, ...held.splice(0)], true);
  if (answer.notice) notice(answer.notice);
  if (answer.language && !queue.length) speak(answer.language);
  refocus(item, news, focused);
}

const CHOSEN = [null, undefined, 'choice', 'choices', 'yes-no'];

// Moves the focus of keyboard users to the answer; for others the view stays.
function refocus(item, news, focused) {
  const now = document.activeElement;
  if (now !== focused && now !== document.body) return;
  const button = news && log.querySelector('.now .choices button');
  if (item.keys && (now === document.body || now === log || now.closest('.choices'))) {
    (button && CHOSEN.includes(asked.type) ? button : box).focus();
  } else if (now === document.body && item.tap) {
    (news ?? box).focus({ preventScroll: true });
  }
}

function tap(on, label, data, button, keys) {
  choose(button);
  say({ tap: data, label, on, keys });
}

$('say').addEventListener('submit', event => {
  event.preventDefault();
  const text = box.value.trim();
  box.focus();
  if (!text) return;
  if (text.length > MAX_LENGTH) {
    box.setAttribute('aria-invalid', 'true');
    notice(words.too_long);
    return;
  }
  box.value = '';
  typed();
  say({ text });
});

box.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  $('say').requestSubmit();
});

function typed() {
  kept.set('rahnuma.draft', box.value);
  box.removeAttribute('aria-invalid');
  grow();
}

function grow() {
  box.dir = box.value ? 'auto' : root.dir;
  box.style.height = 'auto';
  box.style.height = `${box.scrollHeight + 2}px`;
}

box.addEventListener('input', typed);
$('attach').addEventListener('click', () => $('file').click());
$('file').addEventListener('change', event => {
  const [blob] = event.target.files;
  event.target.value = '';
  if (blob) say({ attached: true, label: clipped(blob.name), blob });
  box.focus({ preventScroll: true });
});
$('menu').addEventListener('click', () => { say({ text: words.menu }); box.focus({ preventScroll: true }); });
$('lang').addEventListener('change', event => {
  const { value, selectedOptions } = event.target;
  speak(value);
  if (last) say({ text: selectedOptions[0].text });
});

// ---- State

function banner() {
  const key = !navigator.cookieEnabled ? 'cookies' : !navigator.onLine ? 'offline' : trouble;
  const text = key ? words[key] : '';
  if ($('banner').textContent !== text) $('banner').textContent = text;
}

let noticed;
function notice(text) {
  clearTimeout(noticed);
  $('notice').textContent = text;
  noticed = setTimeout(() => { $('notice').textContent = ''; }, 6000);
}

function typing(on) {
  const end = atEnd();
  $('typing').hidden = !on;
  $('writing').textContent = on ? words.writing : '';
  if (on && end) pane.scrollTop = pane.scrollHeight;
}

addEventListener('offline', banner);
addEventListener('online', () => { banner(); pump(); });

// ---- Events

let events = null, deaf = 0;

function listen() {
  if (events || !last || document.hidden) return;
  events = new EventSource(`${API}/events?after=${last}`);
  events.onopen = () => { deaf = 0; };
  events.addEventListener('message', event => {
    const line = JSON.parse(event.data);
    if (flying) held.push(line);
    else hear([line]);
  });
  events.addEventListener('language', event => { if (!queue.length) speak(JSON.parse(event.data).language); });
  events.onerror = () => {
    if (events?.readyState !== EventSource.CLOSED) return;
    events = null;
    setTimeout(listen, Math.min(30, 2 ** deaf++) * 1000);
  };
}

function rest() {
  events?.close();
  events = null;
}

// A hidden page closes its connection after a while, and reads missed messages when it is visible again.
let resting;
document.addEventListener('visibilitychange', () => {
  clearTimeout(resting);
  if (document.hidden) resting = setTimeout(rest, 60000);
  else { relabel(log); listen(); pump(); }
});

// ---- History

async function read(query) {
  for (let tries = 0; ; tries++) {
    try {
      const answer = await fetch(`${API}?${query}`, { signal: AbortSignal.timeout(20000) });
      if (answer.ok) {
        trouble = null;
        banner();
        return await answer.json();
      }
    } catch { /* tried again below */ }
    trouble = navigator.onLine ? 'busy' : 'offline';
    banner();
    await Promise.race([wait(Math.min(30, 2 ** tries) * 1000), new Promise(done => addEventListener('online', done, { once: true }))]);
  }
}

$('older').addEventListener('click', async () => {
  $('older').disabled = true;
  const answer = await read(`before=${first}&limit=${PAGE}`);
  $('older').disabled = false;
  const rest = pane.scrollHeight - pane.scrollTop;
  const top = log.querySelector('.msg');
  // Newest first, so that a message finds the one that replaced it.
  first = Math.min(first, answer.messages[0]?.seq ?? 1);
  answer.messages.filter(line => line.replaces).forEach(line => replaced.add(line.replaces));
  answer.messages.forEach(show);
  tidy();
  pane.scrollTop = pane.scrollHeight - rest;
  if ($('older').hidden) top?.focus({ preventScroll: true });
});

async function open() {
  if (!navigator.cookieEnabled) {
    banner();
    return;
  }
  const slow = setTimeout(() => { trouble ??= 'connecting'; banner(); }, 1500);
  const answer = await read(`limit=${PAGE}`);
  clearTimeout(slow);
  trouble = null;
  banner();
  queue.forEach(item => { item.tries = 1; });
  // Before the messages, since it takes space from them.
  if (answer.banner) fill($('outage'), answer.banner);
  // A replaced message on this page is not shown when its replacement is here too.
  hear(answer.messages, true);
  toEnd();
  queue.forEach(draw);
  tidy();
  toEnd();
  if (answer.language) await speak(answer.language);
  const invitation = new URLSearchParams(location.search).get('join')?.replace(ISOLATE, '') ?? '';
  if (/^[A-Za-z0-9_-]{1,59}$/.test(invitation)) {
    history.replaceState(null, '', location.pathname);
    say({ text: `${START} join-${invitation}` });
  } else if (!answer.messages.length && !queue.length) say({ text: START });
  else pump();
}

box.value = kept.get('rahnuma.draft') ?? '';
if (new URLSearchParams(location.search).has('lang')) speak(root.lang);
grow();
$('mine').addEventListener('toggle', async () => (await import('./devices.js')).devices(() => words, locale, notice), { once: true });
open();
