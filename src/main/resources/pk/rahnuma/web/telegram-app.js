// Fits a page into Telegram: colours, main button, back button, and a question before an open form is closed.

import { isWithinTelegram, onEvent, openLink, postEvent, setBackButton, setMainButton, theme } from './telegram-bridge.js';

const root = document.documentElement;

const MIN_CONTRAST = 4.5;
const WARNING_COLOURS = { light: ['#7a2d00', '#fff1e0'], dark: ['#ffc18a', '#3a2410'] };

const channels = colour => [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16));

// Relative luminance and contrast as WCAG 2.2 defines them.
const luminance = colour => channels(colour)
  .map(value => value / 255)
  .map(value => (value <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4))
  .reduce((sum, value, at) => sum + value * [.2126, .7152, .0722][at], 0);

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + .05) / (dark + .05);
}

const mix = (one, other, share) => '#' + channels(one)
  .map((value, at) => Math.round(value + (channels(other)[at] - value) * share).toString(16).padStart(2, '0')).join('');

// Moves a colour towards another one until it can be read beside all of these: many themes have pale links and hints.
function readable(colour, towards, beside) {
  for (let share = 0; share < 1; share += .1) {
    const mixed = mix(colour, towards, share);
    if (beside.every(other => contrast(mixed, other) >= MIN_CONTRAST)) {
      return mixed;
    }
  }
  return towards;
}

function applyTheme() {
  const sheet = theme.bg_color;
  const ink = theme.text_color;
  if (!sheet || !ink || contrast(sheet, ink) < MIN_CONTRAST) {
    return;
  }
  const second = theme.secondary_bg_color ?? sheet;
  const ground = contrast(second, ink) < MIN_CONTRAST ? sheet : second;
  const onBrand = theme.button_text_color ?? sheet;
  const act = readable(theme.link_color ?? ink, ink, [sheet, ground]);
  const scheme = luminance(sheet) < luminance(ink) ? 'dark' : 'light';
  const [warn, warnGround] = WARNING_COLOURS[scheme];
  const colours = {
    sheet,
    ink,
    ground,
    act,
    ring: act,
    quiet: readable(theme.hint_color ?? ink, ink, [sheet, ground]),
    line: mix(sheet, ink, .25),
    brand: readable(theme.button_color ?? act, luminance(onBrand) > .5 ? '#000000' : '#ffffff', [onBrand]),
    'on-brand': onBrand,
    warn,
    'warn-ground': warnGround,
  };
  Object.entries(colours).forEach(([name, value]) => root.style.setProperty(`--${name}`, value));
  root.style.colorScheme = scheme;
  postEvent('web_app_set_background_color', { color: sheet });
}

function bindMainButton() {
  const buttons = [...document.querySelectorAll('main form button:not([type="button"], .second)')].filter(button => !button.closest('.search'));
  if (buttons.length !== 1) {
    setMainButton({ is_visible: false });
    return;
  }
  const [button] = buttons;
  const shown = { text: button.textContent.trim(), is_visible: true };
  setMainButton(shown);
  onEvent('main_button_pressed', () => button.click());
  button.hidden = true;
  document.addEventListener('submit', event => {
    if (!event.defaultPrevented) setMainButton({ ...shown, is_active: false, is_progress_visible: true });
  });
  window.addEventListener('pageshow', () => setMainButton(shown));
}

function bindBackButton() {
  const back = document.querySelector('.back a');
  setBackButton(Boolean(back));
  onEvent('back_button_pressed', () => back?.click());
}

// The chat of these pages is the one with the bot, and other sites open outside of the app.
function followLink(event) {
  const link = event.target.closest('a[href]');
  if (!link || !link.protocol.startsWith('http')) {
    return;
  }
  if (link.origin !== location.origin) {
    event.preventDefault();
    openLink(link);
  } else if (link.pathname === '/') {
    event.preventDefault();
    postEvent('web_app_close', {});
  }
}

function fit() {
  applyTheme();
  onEvent('theme_changed', applyTheme);
  postEvent('web_app_set_header_color', { color_key: 'bg_color' });
  postEvent('web_app_request_theme');
  bindMainButton();
  bindBackButton();
  postEvent('web_app_setup_closing_behavior', { need_confirmation: Boolean(document.querySelector('main form.fields')) });
  document.addEventListener('click', followLink);
  postEvent('web_app_expand');
  postEvent('web_app_ready');
}

if (isWithinTelegram) {
  fit();
}
