// A button in a page of another site that opens the chat in a frame. WidgetController puts this into a function, after the
// constant LABELS.

const { src, dataset } = document.currentScript;
const offered = [dataset.language, document.documentElement.lang, ...navigator.languages];
const language = offered.map(tag => tag && (tag in LABELS ? tag : tag.slice(0, 2))).find(tag => tag in LABELS) ?? 'en';
const labels = LABELS[language];
const address = new URL('widget', src);
address.searchParams.set('lang', language);
if (dataset.theme) address.searchParams.set('theme', dataset.theme);

const place = document.createElement('rahnuma-widget');
const root = place.attachShadow({ mode: 'open' });
const button = document.createElement('button');
const label = document.createElement('span');
const styled = (element, styles) => Object.assign(element.style, styles);
const showLabel = text => { label.textContent = text; };
let frame = null;

button.type = 'button';
label.lang = language;
label.dir = 'auto';
button.append(label);
button.setAttribute('aria-expanded', 'false');
styled(button, {
  position: 'fixed', bottom: '1rem', insetInlineEnd: '1rem', zIndex: 2147483000, minHeight: '48px', maxWidth: 'calc(100vw - 2rem)',
  padding: '.5rem 1.2rem', border: '2px solid #fff', borderRadius: '1.6rem', background: '#0e4f33', color: '#fff',
  font: '600 16px/1.5 system-ui, sans-serif', cursor: 'pointer',
});
showLabel(labels.open);

function createFrame() {
  const created = document.createElement('iframe');
  created.title = labels.open;
  created.src = address;
  styled(created, {
    position: 'fixed', bottom: '5.5rem', insetInlineEnd: '1rem', zIndex: 2147483000, width: 'min(25rem, calc(100vw - 2rem))',
    height: 'min(42rem, calc(100vh - 6.5rem))', border: '1px solid #0e4f33', borderRadius: '.8rem', background: '#fff',
    boxShadow: '0 4px 24px #0006',
  });
  root.prepend(created);
  return created;
}

function openChat(open) {
  frame ??= createFrame();
  frame.style.display = open ? 'block' : 'none';
  button.setAttribute('aria-expanded', String(open));
  showLabel(open ? labels.close : labels.open);
  (open ? frame : button).focus();
}

button.addEventListener('click', () => openChat(button.getAttribute('aria-expanded') === 'false'));
addEventListener('message', event => {
  if (frame && event.source === frame.contentWindow && event.data === 'rahnuma-close') openChat(false);
});
root.append(button);
const show = () => document.body.append(place);
if (document.body) show();
else addEventListener('DOMContentLoaded', show);
