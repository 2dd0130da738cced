// Checks the code of a certificate, which follows `#` and is not sent with the page: its signature by the public keys of the
// page, without a connection too, and then whether the desk says that it still holds.

const place = document.getElementById('code');
const form = document.getElementById('check');
const field = document.getElementById('number');
const CODE = /(\d{60,2000})\s*$/;
// Bytes of a group of decimal digits, by their number.
const GROUP_BYTES = { 3: 1, 5: 2, 8: 3, 10: 4, 13: 5, 15: 6, 17: 7 };
// Members of a statement (RFC 8392), and of the header of its signature (RFC 9052).
const ISSUED = 6;
const NUMBER = 7;
const KEY_ID = 4;
const SIGNED_TAG = 18;
const SIGNED_CONTEXT = [0x84, 0x6a, ...new TextEncoder().encode('Signature1')];

function readDigits(digits) {
  return Uint8Array.from(digits.match(/.{1,17}/g).flatMap(group => {
    const size = GROUP_BYTES[group.length];
    const hex = BigInt(group).toString(16).padStart(2 * size, '0');
    if (!size || hex.length > 2 * size) throw new Error('digits');
    return hex.match(/../g).map(byte => parseInt(byte, 16));
  }));
}

// Value of CBOR (RFC 8949), of the types that statements have.
function decode(bytes) {
  let at = 0;
  const argument = low => {
    if (low < 24) return low;
    let value = 0;
    for (let size = 1 << (low - 24); size > 0; size--) value = value * 256 + bytes[at++];
    return value;
  };
  const take = size => bytes.slice(at, at += size);
  const value = depth => {
    if (depth > 4 || at >= bytes.length) throw new Error('statement');
    const head = bytes[at++];
    const size = argument(head & 31);
    const many = count => Array.from({ length: Math.min(count, 16) }, () => value(depth + 1));
    switch (head >> 5) {
      case 0: return size;
      case 1: return -1 - size;
      case 2: return take(size);
      case 3: return new TextDecoder().decode(take(size));
      case 4: return many(size);
      case 5: { const all = many(2 * size); return new Map(all.flatMap((key, i) => (i % 2 ? [] : [[key, all[i + 1]]]))); }
      case 6: return { tag: size, value: value(depth + 1) };
      default: throw new Error('statement');
    }
  };
  return value(0);
}

const lengthHead = size => (size < 24 ? [0x40 + size] : size < 256 ? [0x58, size] : [0x59, size >> 8, size & 255]);
const encode = bytes => [...lengthHead(bytes.length), ...bytes];
const toBase64 = bytes => btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

// Members of a signed statement; null when this desk did not sign it. Fails where the browser has no Ed25519.
async function readStatement(digits) {
  let header, claims, signature, key;
  try {
    const token = decode(readDigits(digits));
    [header, , claims, signature] = token.value;
    const id = toBase64(decode(header).get(KEY_ID));
    key = token.tag === SIGNED_TAG && JSON.parse(place.dataset.keys).keys.find(each => each.kid === id);
  } catch { /* No statement. */ }
  if (!key) return null;
  const known = await crypto.subtle.importKey('jwk', { kty: key.kty, crv: key.crv, x: key.x }, 'Ed25519', false, ['verify']);
  const signed = Uint8Array.from([...SIGNED_CONTEXT, ...encode(header), 0x40, ...encode(claims)]);
  return await crypto.subtle.verify('Ed25519', known, signature, signed) ? decode(claims) : null;
}

function show(state) {
  place.hidden = false;
  for (const part of place.querySelectorAll('[data-state]')) part.hidden = !state.includes(part.dataset.state);
}

function showStatement(statement) {
  const symbols = new TextDecoder().decode(statement.get(NUMBER));
  const number = `C-${symbols.slice(0, 4)}-${symbols.slice(4, 8)}-${symbols.slice(8)}`;
  const { lang } = document.documentElement;
  const format = new Intl.DateTimeFormat(lang === 'ur-Latn' ? 'en' : lang, { dateStyle: 'long', timeZone: 'Asia/Karachi' });
  place.querySelector('.number').textContent = number;
  place.querySelector('time').textContent = format.format(new Date(statement.get(ISSUED) * 1000));
  field.value = number;
}

// What the desk says of a code now. Nothing leads from it to the page that had the code.
async function askDesk(code) {
  const response = await fetch(form.action, { method: 'POST', body: new URLSearchParams({ code }) });
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const result = page.getElementById('result')?.firstElementChild ?? page.querySelector('main');
  document.getElementById('result').replaceChildren(document.adoptNode(result));
}

async function checkCode(code) {
  let signed = true;
  try {
    const statement = await readStatement(code);
    signed = statement !== null;
    show(signed ? ['signed'] : ['wrong']);
    if (signed) showStatement(statement);
  } catch {
    // A browser without Ed25519 leaves the signature to the desk.
    show([]);
  }
  if (!signed) return;
  try {
    await askDesk(code);
  } catch {
    const known = [...place.querySelectorAll('[data-state]:not([hidden])')].map(part => part.dataset.state);
    show([...known, 'offline']);
  }
}

function checkAddress() {
  const [, code] = CODE.exec(location.hash) ?? [];
  if (!code) return;
  for (const link of document.querySelectorAll('.languages a')) link.hash = location.hash;
  checkCode(code);
}

// A pasted or typed code is checked as a scanned one.
form.addEventListener('submit', event => {
  const [, code] = CODE.exec(field.value) ?? [];
  if (!code) return;
  event.preventDefault();
  event.stopPropagation();
  checkCode(code);
}, true);
addEventListener('hashchange', checkAddress);
checkAddress();
